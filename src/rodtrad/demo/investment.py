"""Fjellvik's investment account by unit, function, art and project: the accounts of a year, or the budget 2026.

Paid by VAT compensation (function 841, art 729, by project), grants and sales, the free investment fund, transfer
from operations and, for the rest, loans (art 910). Home loans (startlån) are shown apart: arts 512, 522, 912, 922.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from rodtrad.demo.apportionment import split_by, swing
from rodtrad.demo.operating import ORE_PER_THOUSAND, fund_movements
from rodtrad.demo.reading import Row, document, table, thousands

FINANCE_UNIT = "9100"
HOME_LOANS = ("9100", "283")
WHOLE_ARTS = {"529", "470"}


class ProjectKey(NamedTuple):
    """Unit, KOSTRA function, art and project number (empty for financing that is common) of an investment amount."""

    unit: str
    function: str
    art: str
    project: str = ""


def accounts(year: int) -> dict[ProjectKey, int]:
    """The investment accounts of 2024 or 2025 in øre; they balance by the use of loans."""

    def size(amount: int, key: str) -> int:
        return amount * ORE_PER_THOUSAND + (swing(key, 49_999) if amount else 0)

    return _account(f"accounts_{year}", year, size, kroner=100)


def budget() -> dict[ProjectKey, int]:
    """The original investment budget 2026 in whole kroner."""
    return _account("budget_2026", 2026, lambda amount, key: amount * 1000, kroner=1)


def project_names() -> dict[str, str]:
    """Number -> name of every project, earlier and planned."""
    names = {row["project"]: row["name"] for row in table("investment_history.csv")}
    return names | {project["number"]: project["name"] for project in document("investments.yaml")}


def project_arts(row: Row) -> dict[str, int]:
    """The weights that a project's gross cost is split on arts by; a fifth is VAT where it is compensated."""
    if row["art"] in WHOLE_ARTS:
        return {row["art"]: 1}
    return {row["art"]: 80, "429": 20} if row["vat"] == "yes" else {row["art"]: 1}


def _account(column: str, year: int, size: Callable[[int, str], int], *, kroner: int) -> dict[ProjectKey, int]:
    sums: defaultdict[ProjectKey, int] = defaultdict(int)
    for row in table("investment_history.csv"):
        whole = row["art"] in WHOLE_ARTS
        name = f"{column}/{row['project']}"
        amount = thousands(row, column) * 1000 * kroner if whole else size(thousands(row, column), name)
        for art, part in split_by(amount, project_arts(row)).items():
            sums[ProjectKey(row["unit"], row["function"], art, row["project"])] += part
            if art == "429":
                sums[ProjectKey(row["unit"], "841", "729", row["project"])] -= part
        if row["art"] == "529":
            sums[ProjectKey(FINANCE_UNIT, "880", "970")] -= amount
    for row in table("investment_financing.csv"):
        key = ProjectKey(row["unit"], row["function"], row["art"], row["project"])
        sums[key] -= thousands(row, column) * 1000 * kroner
    stated = "budget_2026" if column == "budget_2026" else "accounts"
    movements = fund_movements("investment", lambda fund: fund[stated] if year == 2026 else fund[stated][year])
    for fund_key, moved in movements:
        sums[ProjectKey(*fund_key)] += moved * kroner
    loans = document("parameters.yaml")["home_loans"]
    for art, name, sign in (
        ("522", "yearly", 1),
        ("912", "yearly", -1),
        ("512", "instalments_paid", 1),
        ("922", "instalments_received", -1),
    ):
        sums[ProjectKey(*HOME_LOANS, art)] += sign * loans[name][year] * kroner
    sums[ProjectKey(FINANCE_UNIT, "870", "910")] -= sum(sums.values())
    return {key: amount for key, amount in sorted(sums.items()) if amount}
