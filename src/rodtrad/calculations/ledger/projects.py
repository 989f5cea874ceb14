"""Investment projects: what is built, what it costs each year and how it is paid (forskrift § 5-5 second part)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class OtherFinancing:
    """Financing of a project other than VAT compensation and loan: grant, sale, fund or transfer from operations.

    `amounts` are positive whole kroner per plan year; `art` and `function` say where the income is booked.
    """

    name: str
    art: str
    function: str
    amounts: tuple[int, ...]

    def __post_init__(self) -> None:
        if any(amount < 0 for amount in self.amounts):
            raise ValueError(f"financing is stated as positive amounts: {self.name}")


@dataclass(frozen=True, slots=True)
class InvestmentProject:
    """A project with its gross cost per plan year (whole kroner, VAT included).

    `cost_frame` is the adopted total or proposed total; `adopted_earlier` and `spent_earlier` are sums before the plan
    years; `carried_over` is the unused appropriation moved from last year, part of the first year's cost.
    `vat_compensation` is the share (0-1) of the gross cost, 0 for projects with VAT deduction, None to use the
    municipality's parameter. `asset_life` is in years, None when not stated: the instalment is then not computable.
    `depreciable` is False for shares, grants to others and land, which are not written off.
    `operating_effect` is the net operating cost per plan year that the change's own lines book.
    """

    number: str
    name: str
    unit: str
    function: str
    art: str
    yearly_cost: tuple[int, ...]
    finish_year: int
    entity: str = "treasury"
    cost_frame: int | None = None
    adopted_earlier: int = 0
    spent_earlier: int = 0
    carried_over: int = 0
    vat_compensation: Decimal | None = None
    other_financing: tuple[OtherFinancing, ...] = ()
    operating_effect: tuple[int, ...] = ()
    asset_life: int | None = None
    depreciable: bool = True
    is_new: bool = False
    area: str = ""
    description: str = ""

    def __post_init__(self) -> None:
        if self.vat_compensation is not None and not 0 <= self.vat_compensation < 1:
            raise ValueError(f"project {self.number}: the VAT compensation is a share from 0 to 1")
        if self.asset_life is not None and self.asset_life < 1:
            raise ValueError(f"project {self.number}: the asset's life is at least one year")
        for financing in self.other_financing:
            if len(financing.amounts) != len(self.yearly_cost):
                raise ValueError(f"project {self.number}: {financing.name} must have one amount per year")

    @property
    def remaining(self) -> int | None:
        """What is left of the cost frame after earlier years and the plan years; None without a frame."""
        if self.cost_frame is None:
            return None
        return self.cost_frame - self.spent_earlier - sum(self.yearly_cost)
