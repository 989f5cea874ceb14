"""Small plans that tests of the ledger, finance and checks start from."""

from decimal import Decimal

from rodtrad.calculations.ledger import (
    INVESTMENT,
    OPERATING,
    AccountClass,
    AccountString,
    Area,
    BudgetUnit,
    Category,
    Change,
    FinancialTarget,
    Fund,
    FundKind,
    InvestmentProject,
    Line,
    OtherFinancing,
    Parameter,
    Proposal,
)

YEARS = (2027, 2028, 2029, 2030)
AREAS = (
    Area("1", "Oppvekst", (BudgetUnit("2000", "Skole"),)),
    Area("2", "Helse", (BudgetUnit("3000", "Hjemmetjeneste"),)),
    Area("9", "Finans", (BudgetUnit("9000", "Finans"),)),
)


def line(
    unit: str, function: str, art: str, *amounts: int, side: AccountClass = OPERATING, entity: str = "treasury"
) -> Line:
    """A line on the plan's years; one amount is used for all of them."""
    row = amounts if len(amounts) > 1 else amounts * len(YEARS)
    return Line(AccountString(entity, side, unit, function, art), tuple(row))


def small_plan(*changes: Change, **values: object) -> Proposal:
    """A plan that balances on both sides: taxes and grant pay for school, care, interest, instalment and a fund."""
    opening = Change(
        "opening",
        "Vedtatt budsjett 2026",
        Category.OPENING,
        (
            line("9000", "800", "870", -60_000_000),
            line("9000", "840", "800", -40_000_000),
            line("2000", "202", "010", 50_000_000),
            line("3000", "254", "010", 40_000_000),
            line("2000", "222", "590", 2_000_000),
            line("9000", "860", "990", -2_000_000),
            line("9000", "870", "500", 3_000_000),
            line("9000", "870", "510", 4_000_000),
            line("9000", "880", "540", 3_000_000),
        ),
    )
    given: dict[str, object] = {
        "id": "p",
        "title": "Forslag",
        "opening": opening,
        "changes": changes,
        "years": YEARS,
        "areas": AREAS,
        "finance_unit": "9000",
        "funds": (
            Fund("disp", "Disposisjonsfond", FundKind.GENERAL, "Reserve", 8_000_000, (3_000_000,) * 4, (0,) * 4),
        ),
        "parameters": (
            Parameter("interest_rate", Decimal(5), "percent", 2027, "Test"),
            Parameter("debt", Decimal(80_000_000), "nok", 2027, "Balansen 2026"),
            Parameter("depreciable_assets", Decimal(100_000_000), "nok", 2027, "Balansen 2026"),
            Parameter("accumulated_shortfall", Decimal(0), "nok", 2027, "Regnskapet 2025"),
        ),
        "targets": (
            FinancialTarget("net_operating_result", Decimal("1.75"), True, "Vedtak"),
            FinancialTarget("general_fund", Decimal(8), True, "Vedtak"),
            FinancialTarget("debt", Decimal(100), False, "Vedtak"),
        ),
    }
    return Proposal(**(given | values))  # type: ignore[arg-type]


def school_project(**values: object) -> InvestmentProject:
    """The worked example: 12.5 million in 2027, a fifth compensated, a grant of two million, forty years."""
    given: dict[str, object] = {
        "number": "100",
        "name": "Ny skole",
        "unit": "2000",
        "function": "222",
        "art": "230",
        "yearly_cost": (12_500_000, 0, 0, 0),
        "finish_year": 2027,
        "vat_compensation": Decimal("0.2"),
        "other_financing": (OtherFinancing("Statstilskudd", "810", "222", (2_000_000, 0, 0, 0)),),
        "asset_life": 40,
    }
    return InvestmentProject(**(given | values))  # type: ignore[arg-type]


__all__ = ["AREAS", "INVESTMENT", "OPERATING", "YEARS", "line", "school_project", "small_plan"]
