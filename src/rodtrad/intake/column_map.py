"""How the columns of one source become postings: the column map, as it is after its YAML has been read and checked.

A municipality's files differ in columns, codes, signs and numbers, never in what they say; the map holds everything
that differs, so that no source needs code of its own. The form of the YAML is described in docs/guides/kolonnekart.md.
"""

from dataclasses import dataclass, field, replace

from rodtrad.calculations.ledger import Category
from rodtrad.intake.amounts import NumberFormat
from rodtrad.intake.postings import COLUMNS

FORMATS = ("csv", "xlsx", "ods", "kostra")


@dataclass(frozen=True)
class FileLayout:
    """What is known about the file itself; None means that it is found out from the bytes."""

    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quote: str = '"'
    escape: str | None = None
    sheet: str | int | None = None
    header_row: int = 1


@dataclass(frozen=True)
class Source:
    """Where one value of a posting comes from: a column, a constant, or a column with a default.

    `digits` is the first and last character taken (1-based, both included); `pad` fills leading zeros up to that
    many characters before slicing; `values` translates, and a value outside it is an issue unless `keep_others`.
    """

    column: str | None = None
    constant: str | None = None
    digits: tuple[int, int] | None = None
    pad: int = 0
    values: tuple[tuple[str, str], ...] = ()
    keep_others: bool = False
    default: str | None = None
    optional: bool = False
    required: bool = False

    @property
    def translation(self) -> dict[str, str]:
        """`values` as a mapping."""
        return dict(self.values)


@dataclass(frozen=True)
class AmountSource:
    """One amount of a row: one signed column, or a debit and a credit column, with its year and kind."""

    year: Source
    kind: Source
    column: str | None = None
    debit: str | None = None
    credit: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the amount is read from."""
        return tuple(name for name in (self.column, self.debit, self.credit) if name is not None)


@dataclass(frozen=True)
class Sign:
    """Which sign expenses have. With `column`, amounts are magnitudes and the column says expense or income."""

    expense_positive: bool = True
    column: str | None = None
    expense: tuple[str, ...] = ()
    income: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnMap:
    """A checked column map; `sha256` is that of its YAML.

    `codes` are the dimensions of the account string, `details` what else a posting carries, `names` the columns that
    name the codes. `round_to_kroner` None means that budgets and plans are held in whole kroner, accounts in øre.
    `categories` are the change groups with the category of each; `categories_confirmed` is False where they are
    somebody's reading of the groups' names and not the municipality's own word.
    """

    name: str
    title: str
    amounts: tuple[AmountSource, ...]
    codes: dict[str, Source]
    details: dict[str, Source] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    file: FileLayout = FileLayout()
    numbers: NumberFormat = field(default_factory=NumberFormat)
    dates: str = "dd.mm.yyyy"
    sign: Sign = Sign()
    round_to_kroner: bool | None = None
    organisation: str | None = None
    categories: tuple[tuple[str, Category], ...] = ()
    categories_confirmed: bool = True
    sha256: str = ""

    @property
    def sources(self) -> dict[str, Source]:
        """Every value of a posting but year, kind and amount, by its column in the store."""
        return {**self.codes, **self.details}

    @property
    def needed_columns(self) -> tuple[str, ...]:
        """The source's columns without which the file cannot be read, each once."""
        wanted = [s.column for s in self.sources.values() if s.column and not s.optional]
        for amount in self.amounts:
            wanted += amount.columns
            wanted += [s.column for s in (amount.year, amount.kind) if s.column and not s.optional]
        wanted += [self.sign.column] if self.sign.column else []
        return tuple(dict.fromkeys(wanted))

    @property
    def constants(self) -> dict[str, str | None]:
        """The columns of the store that hold one value, or nothing, in every posting of a file with this map."""
        held = {name: source.constant for name, source in self.sources.items() if source.column is None}
        for name in ("year", "kind"):
            sources = {amount.year if name == "year" else amount.kind for amount in self.amounts}
            if len(sources) == 1 and (only := sources.pop()).column is None:
                held[name] = only.constant
        filled = {*self.sources, "year", "kind", "amount_ore", "line"}
        return {**held, **{name: None for name in COLUMNS if name not in filled}}

    def present(self, header: tuple[str, ...]) -> "ColumnMap":
        """The map as it holds for a file with this header: optional columns and names that are absent fall out."""
        held = set(header)
        return replace(
            self,
            amounts=tuple(replace(a, year=_held(a.year, held), kind=_held(a.kind, held)) for a in self.amounts),
            codes={name: _held(source, held) for name, source in self.codes.items()},
            details={name: _held(source, held) for name, source in self.details.items()},
            names={name: column for name, column in self.names.items() if column in held},
        )


def _held(source: Source, held: set[str]) -> Source:
    if source.column is None or source.column in held:
        return source
    return Source(constant=source.default)
