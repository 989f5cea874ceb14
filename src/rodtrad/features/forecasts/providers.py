"""What forecasts hand to blocks: the stated premises, the projections and the computed paths of one proposal.

The income system stands beside them, since its figures are the country's and not the proposal's.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from rodtrad.calculations.ledger import NotComputable
from rodtrad.documents.blocks import Provided, Scope, provider
from rodtrad.documents.editions import DataVersion
from rodtrad.features.budget.selectors import proposals
from rodtrad.features.forecasts.forecast_view import FORECAST, ForecastView, view_of
from rodtrad.features.forecasts.income_data import read_income
from rodtrad.features.forecasts.income_view import INCOME_SYSTEM, IncomeView
from rodtrad.features.forecasts.selectors.income_system import income_system
from rodtrad.features.forecasts.selectors.premises import premises

_PINNED_DECIMALS = 6


@provider(
    FORECAST,
    nb="Forutsetninger og framskriving",
    nn="Føresetnader og framskriving",
    en="Premises and forecast",
)
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


@provider(
    INCOME_SYSTEM,
    nb="Inntektssystemet: tall for alle kommuner",
    nn="Inntektssystemet: tal for alle kommunar",
    en="The income system: figures of all municipalities",
)
def income_system_figures(scope: Scope, options: Mapping[str, Any]) -> Provided:
    """Every municipality's figures of the income system, None where none are stored; the version is their checksum."""
    stored = income_system(scope.names["document"])
    if stored is None:
        return Provided(None, DataVersion(INCOME_SYSTEM, "not stored"))
    view = IncomeView(read_income(stored.content), scope.names.get("date", ""))
    return Provided(view, DataVersion(INCOME_SYSTEM, stored.sha256))


def _digest(view: ForecastView, *checksums: str) -> str:
    digest = hashlib.sha256("\n".join(checksums).encode())
    if not isinstance(view.forecast, NotComputable):
        for name in sorted(view.forecast.fans):
            digest.update(np.round(view.forecast.fans[name].values, _PINNED_DECIMALS).astype("<f8").tobytes())
            digest.update(repr(view.forecast.risks[name].by_year).encode())
    return digest.hexdigest()
