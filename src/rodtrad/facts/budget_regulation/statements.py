"""The statutory statements as data: their lines, which accounts fall in which line, and how sure we are of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from rodtrad.facts.code_intervals import CodeIntervals
from rodtrad.facts.reader import Certainty, FactMissing, read_origin, read_table, read_yaml
from rodtrad.facts.signed_sums import Term, parse_signed_sum
from rodtrad.values.wording import Wording

FOLDER = "budget_regulation"
FIRST_PARTS = ("5-4-1", "5-5-1", "5-6", "5-8")
SECOND_PARTS = ("5-4-2", "5-5-2")
DEVIATIONS = ("5-9-1", "5-9-2")
_WORDS = f"{FOLDER}/statement_words.csv"


class ShownAs(StrEnum):
    """The sign a line is shown with: income turns the sign of the accounts, expense keeps it."""

    INCOME = "income"
    EXPENSE = "expense"

    @property
    def sign(self) -> int:
        """What an amount of the accounts is multiplied by."""
        return -1 if self is ShownAs.INCOME else 1


@dataclass(frozen=True)
class Selector:
    """Accounts by code: every condition that is not empty must hold. Chapters stand where functions do."""

    arts: CodeIntervals
    chapters: CodeIntervals
    functions: CodeIntervals
    not_functions: CodeIntervals

    def takes(self, function: str, art: str) -> bool:
        """Whether an account with this function (or chapter) and art (or sector) is meant."""
        if self.chapters:
            return function in self.chapters
        if art not in self.arts or function in self.not_functions:
            return False
        return not self.functions or function in self.functions


@dataclass(frozen=True)
class Closing:
    """The accounts where the year's remainder is posted; they must agree with the formula of their line."""

    shown_as: ShownAs
    selectors: tuple[Selector, ...]


@dataclass(frozen=True)
class LineFact:
    """One line of a statement: counted from accounts (`selectors`), or from other lines (`terms`).

    `label` is the official bokmål text; it is known in nynorsk and English by our own translation.
    """

    line: str
    label: str
    total: bool
    certainty: Certainty | None
    note: str = ""
    shown_as: ShownAs = ShownAs.EXPENSE
    selectors: tuple[Selector, ...] = ()
    except_lines: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    closing: Closing | None = None
    column: str = "accounts"
    statement_terms: tuple[Term, ...] = ()
    difference_of: str = ""
    part: str = ""
    taken_from: str = ""


@dataclass(frozen=True)
class StatementFact:
    """One statement with its provision; `result_statement` names the statement that § 5-9 begins with."""

    id: str
    title: str
    reference: str
    valid_from: int
    account_class: str
    lines: tuple[LineFact, ...]
    result_statement: str = ""

    def line(self, line: str) -> LineFact:
        """The line with this number. Raises KeyError when the statement has no such line."""
        for fact in self.lines:
            if fact.line == line:
                return fact
        raise KeyError(line)


@dataclass(frozen=True)
class SecondPartFact:
    """A second part: the lines of the first part that it breaks down by area or project."""

    id: str
    title: str
    reference: str
    valid_from: int
    first_part: str
    parts: tuple[str, ...]
    item: str
    total_label: str


@cache
def statement_fact(statement_id: str) -> StatementFact:
    """The statement with lines: 5-4-1, 5-5-1, 5-6, 5-8, 5-9-1 or 5-9-2. Raises FactMissing on another id."""
    if statement_id not in (*FIRST_PARTS, *DEVIATIONS):
        raise FactMissing(f"statement {statement_id}", 0)
    path = _path(statement_id)
    content = read_yaml(path)
    read_origin(path, content)
    return StatementFact(
        id=content["id"],
        title=content["title"],
        reference=_worded(content["reference"]),
        valid_from=content["valid_from"],
        account_class=content["account_class"],
        lines=tuple(_line(entry) for entry in content["lines"]),
        result_statement=content.get("result_statement", ""),
    )


@cache
def second_part_fact(statement_id: str) -> SecondPartFact:
    """The second part 5-4-2 or 5-5-2. Raises FactMissing on another id."""
    if statement_id not in SECOND_PARTS:
        raise FactMissing(f"statement {statement_id}", 0)
    path = _path(statement_id)
    content = read_yaml(path)
    read_origin(path, content)
    return SecondPartFact(
        id=content["id"],
        title=content["title"],
        reference=_worded(content["reference"]),
        valid_from=content["valid_from"],
        first_part=content["first_part"],
        parts=tuple(content["parts"]),
        item=content["item"],
        total_label=_worded(content["total_label"]),
    )


def _path(statement_id: str) -> str:
    return f"{FOLDER}/statement_{statement_id.replace('-', '_')}.yaml"


@cache
def _translations() -> Mapping[str, Mapping[str, str]]:
    return {row["nb"]: row for row in read_table(_WORDS).rows}


def _worded(text: str) -> Wording:
    """The official bokmål text, with our own translations of it where there are any."""
    row = _translations().get(text, {})
    return Wording(text, {language: said for language, said in row.items() if language != "nb"})


def _line(entry: Mapping[str, Any]) -> LineFact:
    closing = entry.get("closing")
    return LineFact(
        line=entry["line"],
        label=_worded(entry["label"]),
        total=entry.get("role") == "total",
        certainty=Certainty(entry["certainty"]) if "certainty" in entry else None,
        note=_worded(entry.get("note", "")),
        shown_as=ShownAs(entry.get("shown_as", "expense")),
        selectors=_selectors(entry),
        except_lines=tuple(entry.get("except_lines", ())),
        terms=parse_signed_sum(entry["formula"]) if "formula" in entry else (),
        closing=Closing(ShownAs(closing["shown_as"]), _selectors(closing)) if closing else None,
        column=entry.get("column", "accounts"),
        statement_terms=parse_signed_sum(entry["statement_lines"]) if "statement_lines" in entry else (),
        difference_of=entry.get("difference_of", ""),
        part=entry.get("part", ""),
        taken_from=entry.get("taken_from", ""),
    )


def _selectors(entry: Mapping[str, Any]) -> tuple[Selector, ...]:
    return tuple(
        Selector(
            arts=CodeIntervals.parse(selector.get("arts", ())),
            chapters=CodeIntervals.parse(selector.get("chapters", ())),
            functions=CodeIntervals.parse(selector.get("functions", ())),
            not_functions=CodeIntervals.parse(selector.get("not_functions", ())),
        )
        for selector in entry.get("accounts", ())
    )
