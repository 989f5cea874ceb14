"""The account string that statements and key figures are computed from, as the KOSTRA extract has it.

Amounts keep the sign of the extract: expenditure and assets are positive, income, liabilities and equity negative.
"""

from typing import NamedTuple


class AccountKey(NamedTuple):
    """Account class D (operating), I (investment) or B (balance); function and art, or chapter and sector for B."""

    account_class: str
    function: str
    art: str
