"""What an import would do, said before it is done: rows, sums, balance, unknown codes and rounding."""

from dataclasses import dataclass

from rodtrad.intake.code_check import UnknownCode, unknown_codes
from rodtrad.intake.issues import Issue
from rodtrad.intake.staged import Rounding, Staged


@dataclass(frozen=True)
class Total:
    """The postings of one entity, year, account class and kind.

    `debit_ore` sums the positive amounts, `credit_ore` the negative; `balance_ore` is their sum, zero when expenses
    equal income (or assets equal liabilities and equity).
    """

    entity: str
    year: int
    account_class: str
    kind: str
    rows: int
    debit_ore: int
    credit_ore: int

    @property
    def balance_ore(self) -> int:
        """What is missing for the balance: the sum of all amounts."""
        return self.debit_ore + self.credit_ore


@dataclass(frozen=True)
class Preview:
    """Everything that a person must see before an import, without the postings themselves."""

    origin: str
    sha256: str
    map_name: str
    map_title: str
    format: str
    encoding: str | None
    delimiter: str | None
    rows_read: int
    rows_accepted: int
    rows_malformed: int
    rows_malformed_accepted: int
    rows_undecided: int
    rows_blank: int
    postings: int
    issues: tuple[Issue, ...]
    unknown_lines: tuple[int, ...]
    totals: tuple[Total, ...]
    unknown_codes: tuple[UnknownCode, ...]
    roundings: tuple[Rounding, ...]
    empty_dimensions: tuple[str, ...]

    @property
    def stopped(self) -> bool:
        """Whether malformed rows, or decisions on rows that are not malformed, stop the import."""
        return self.rows_undecided > 0 or bool(self.unknown_lines)


def preview(staged: Staged) -> Preview:
    """The preview of a staged file."""
    rows = staged.connection.execute(
        "SELECT entity, year, account_class, kind, CAST(sum(rows) AS BIGINT), CAST(sum(debit_ore) AS BIGINT), "
        "CAST(sum(amount_ore - debit_ore) AS BIGINT) FROM summary "
        "GROUP BY ALL ORDER BY year, kind, account_class DESC, entity"
    ).fetchall()
    totals = tuple(Total(*row) for row in rows)
    constants = staged.constants
    return Preview(
        staged.fetched.origin,
        staged.fetched.sha256,
        staged.column_map.name,
        staged.column_map.title,
        staged.format,
        staged.encoding,
        staged.delimiter,
        staged.rows_read,
        staged.rows_accepted,
        staged.rows_malformed,
        staged.rows_malformed_accepted,
        staged.rows_undecided,
        staged.rows_blank,
        sum(total.rows for total in totals),
        tuple(staged.issues),
        staged.unknown_lines,
        totals,
        unknown_codes(staged),
        tuple(staged.roundings),
        tuple(name for name in ("unit", "function", "art") if name in constants and constants[name] is None),
    )
