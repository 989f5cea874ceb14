"""The account string and the other columns that every imported amount carries, whatever file it came from.

Accounts, budgets and plans become the same kind of row, so that one store and one set of queries serve them all
(Municipal Act § 14-6: accounts per municipality, enterprise, loan fund). Account classes are those of the municipal
treasury (1 operating, 0 investment, 2 balance): the classes 3, 4 and 5 of other entities are written as 1, 0 and 2,
since `entity` already says whose accounts they are. In class 2 `function` holds the balance chapter and `art` the
sector, the positions that they share in the KOSTRA record.
"""

import re
from enum import StrEnum

Row = tuple[object, ...]

COLUMNS: dict[str, str] = {
    "entity": "VARCHAR",
    "account_class": "VARCHAR",
    "unit": "VARCHAR",
    "service": "VARCHAR",
    "function": "VARCHAR",
    "art": "VARCHAR",
    "project": "VARCHAR",
    "department": "VARCHAR",
    "service_area": "VARCHAR",
    "change_group": "VARCHAR",
    "counterparty": "VARCHAR",
    "free1": "VARCHAR",
    "free2": "VARCHAR",
    "free3": "VARCHAR",
    "year": "SMALLINT",
    "period": "TINYINT",
    "voucher": "VARCHAR",
    "date": "DATE",
    "text": "VARCHAR",
    "kind": "VARCHAR",
    "amount_ore": "BIGINT",
    "line": "INTEGER",
}
"""Column of a stored posting -> its type in DuckDB and Parquet. Amounts are whole øre, expenses and assets positive.

`line` is the line of the source where the row begins, negative for lines that the import added (rounding).
"""

DIMENSIONS = (
    "entity",
    "account_class",
    "unit",
    "service",
    "function",
    "art",
    "project",
    "department",
    "service_area",
    "change_group",
    "counterparty",
    "free1",
    "free2",
    "free3",
)
"""Columns of the account string: texts, empty as null, that amounts may be rolled up by."""

ACCOUNT_CLASSES = {"0": "0", "1": "1", "2": "2", "3": "1", "4": "0", "5": "2"}
ACCOUNT_CLASS_NAMES = {"1": "drift", "0": "investering", "2": "balanse"}
ENTITY = re.compile(r"(treasury|kf|loan_fund|church)(:[A-Za-z0-9_-]+)?")
"""A legal entity: its kind and, where there may be several, which: `treasury`, `kf:912345678`, `church`."""

CODE_PATTERNS = {"function": "[0-9]{2,4}", "art": "[0-9]{3}"}
"""What a code must look like whatever the year; which codes exist in which year is a question to the code lists."""


class Kind(StrEnum):
    """What kind of figure an amount is."""

    ACCOUNTS = "accounts"
    ORIGINAL_BUDGET = "original_budget"
    ADJUSTED_BUDGET = "adjusted_budget"
    PLAN = "plan"


KIND_NAMES = {
    Kind.ACCOUNTS: "regnskap",
    Kind.ORIGINAL_BUDGET: "opprinnelig budsjett",
    Kind.ADJUSTED_BUDGET: "justert budsjett",
    Kind.PLAN: "økonomiplan",
}
WHOLE_KRONER_KINDS = frozenset({Kind.ORIGINAL_BUDGET, Kind.ADJUSTED_BUDGET, Kind.PLAN})
ORE_PER_KRONE = 100
