"""What forecasts hand to blocks: the stated premises, the projections and the computed paths of one proposal."""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Provided, Scope, provider
from rodtrad.documents.editions import DataVersion
from rodtrad.features.budget.selectors import proposals
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView, view_of
from rodtrad.features.forecasts.selectors.premises import premises

_PINNED_DECIMALS = 6


@provider(FORECAST)
def forecast(scope: Scope, options: Mapping[str, Any]) -> Provided:
    """The forecast of the proposal that the scope names, None without stated premises.

    The version covers the premises, the proposal and what the sampled paths came to.
    """
    stored = premises(scope.names["document"])
    if stored is None:
        return Provided(None, DataVersion(FORECAST, "not stated"))
    proposal = proposals.proposal(scope.names["proposal"])
    view = view_of(proposal, stored.content, scope.names.get("date", ""))
    return Provided(view, DataVersion(FORECAST, _digest(view, stored.sha256, proposal.hash)))


def _digest(view: ForecastView, *checksums: str) -> str:
    digest = hashlib.sha256("\n".join(checksums).encode())
    if not isinstance(view.forecast, NotComputable):
        for name in sorted(view.forecast.fans):
            digest.update(np.round(view.forecast.fans[name].values, _PINNED_DECIMALS).astype("<f8").tobytes())
            digest.update(repr(view.forecast.risks[name].by_year).encode())
    return digest.hexdigest()
