"""Fjellvik's funds through the plan: opening from accounts 2025 and budget 2026, and the lines that move them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from rodtrad.calculations.ledger import Fund, FundKind, Line
from rodtrad.demo.balance_sheet import fund_balances
from rodtrad.demo.debt import LAST_ACCOUNTS
from rodtrad.demo.operating import FINANCE_UNIT, GENERAL_FUND_DEPOSIT, GENERAL_FUND_FUNCTION, Key, budget
from rodtrad.demo.plan_lines import YEARS, operating_line
from rodtrad.demo.reading import document
from rodtrad.values.rounding import round_half_away

GENERAL_FUND = "disposisjonsfond"
GENERAL_FUND_USE = Key(FINANCE_UNIT, GENERAL_FUND_FUNCTION, "940")
TRANSFER_TO_INVESTMENT = Key(FINANCE_UNIT, GENERAL_FUND_FUNCTION, "570")
FUND_ARTS = ("540", "550", "940", "950")


def plan_funds() -> tuple[Fund, ...]:
    """Every fund with its planned movements; the general fund without what balances the years."""
    held = fund_balances(LAST_ACCOUNTS)
    return tuple(_fund(stated, held[stated["id"]]) for stated in document("funds.yaml")["funds"])


def fund_lines() -> tuple[Line, ...]:
    """Fund lines of the operating budget as differences from budget 2026; its transfer to investment is taken out.

    The transfer comes back with the project that it pays for.
    """
    planned: dict[Key, list[int]] = {}
    for stated in document("funds.yaml")["funds"]:
        if stated["side"] != "operating":
            continue
        bound = FundKind(stated["kind"]).bound
        for art, name, sign in (("550" if bound else "540", "deposit", 1), ("950" if bound else "940", "use", -1)):
            amounts = _yearly(stated["plan"][name])
            planned[Key(stated["unit"], stated["function"], art)] = [sign * amount for amount in amounts]
    lines = []
    for key, amount in budget().items():
        if key.art in FUND_ARTS or key == TRANSFER_TO_INVESTMENT:
            planned[key] = [new - amount for new in planned.get(key, [0] * len(YEARS))]
    for key, amounts in planned.items():
        if any(amounts):
            lines.append(operating_line(key, amounts))
    return tuple(lines)


def settled(funds: Sequence[Fund], balance: Sequence[int]) -> tuple[tuple[Line, ...], tuple[Fund, ...]]:
    """The lines and funds when what is left of each year goes to the general fund, and what lacks is taken from it.

    `balance` is expenditure less income per plan year: negative is left over, positive lacks. A deposit that is already
    planned is used before the fund itself.
    """
    lines, changed = [], []
    for fund in funds:
        if fund.id != GENERAL_FUND:
            changed.append(fund)
            continue
        net = [have - use - lacking for have, use, lacking in zip(fund.deposits, fund.uses, balance, strict=True)]
        deposits, uses = tuple(max(0, amount) for amount in net), tuple(max(0, -amount) for amount in net)
        more = [new - old for new, old in zip(deposits, fund.deposits, strict=True)]
        used = [old - new for new, old in zip(uses, fund.uses, strict=True)]
        lines = [
            operating_line(key, amounts)
            for key, amounts in ((GENERAL_FUND_DEPOSIT, more), (GENERAL_FUND_USE, used))
            if any(amounts)
        ]
        changed.append(replace(fund, deposits=deposits, uses=uses))
    return tuple(lines), tuple(changed)


def _fund(stated: dict[str, Any], held: int) -> Fund:
    deposit, use = (_budgeted(stated, name) for name in ("deposit", "use"))
    kind = FundKind(stated["kind"])
    return Fund(
        id=stated["id"],
        name=stated["name"],
        kind=kind,
        purpose=stated["purpose"],
        opening_balance=int(round_half_away(Decimal(held) / 100)) + deposit - use,
        deposits=tuple(_yearly(stated["plan"]["deposit"])),
        uses=tuple(_yearly(stated["plan"]["use"])),
        functions=(stated["function"],) if kind.bound else (),
    )


def _budgeted(stated: dict[str, Any], name: str) -> int:
    amount = stated["budget_2026"][name]
    return budget()[GENERAL_FUND_DEPOSIT] if amount == "remainder" else int(amount)


def _yearly(stated: list[int] | str) -> list[int]:
    return [0] * len(YEARS) if isinstance(stated, str) else stated
