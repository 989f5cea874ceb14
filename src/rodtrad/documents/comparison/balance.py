"""The logic of an amendment: what costs more, how it is paid, and what is left of the balance in each year.

Measures are posts as they stand. What the statement of appropriations (budget regulations § 5-4) shows in addition,
such as interest on a larger loan, becomes posts of its own, so that the posts add up to the difference of the statement
itself. Nothing is made to fit: what no line accounts for is shown as a post called other changes.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from rodtrad.documents.comparison.budget_tables import budget_tables
from rodtrad.documents.comparison.figures import difference, tables_of
from rodtrad.documents.comparison.measures import Done, MeasureChange, MeasureChanges, value_of
from rodtrad.documents.editions import Edition
from rodtrad.documents.tables import EMPTY, Cell, Column, Table, number

Amounts = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Post:
    """One post that differs: a measure, a computed line of the statement, or what is left. `target` is where it
    stands; `title` is "" for other changes."""

    title: str
    done: Done
    differences: tuple[Cell, ...]
    target: str = ""
    measure: MeasureChange | None = None


@dataclass(frozen=True)
class Balance:
    """The posts and what they come to.

    `costs` are the posts that add expenditure or take income away over the years, `pays` the others. `total` is the
    difference of the balance in each column. `stated` says that it was read from the statement; otherwise it is only
    the sum of the posts. `shortfalls` are the later edition's years that do not balance, whole kroner; None when the
    statement does not say.
    """

    columns: tuple[Column, ...]
    costs: tuple[Post, ...]
    pays: tuple[Post, ...]
    total: tuple[Cell, ...]
    stated: bool
    shortfalls: tuple[tuple[Column, Decimal], ...] | None

    @property
    def posts(self) -> tuple[Post, ...]:
        """All posts."""
        return (*self.costs, *self.pays)


def sums(posts: tuple[Post, ...], columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    """The sum of the posts in each column; empty where one of them has no number."""
    return tuple(EMPTY if v is None else number(v, signed=True) for v in _sums(posts, columns))


def _sums(posts: tuple[Post, ...], columns: tuple[Column, ...]) -> Amounts:
    found: list[Decimal | None] = []
    for i in range(len(columns)):
        values = [value_of(post.differences[i]) for post in posts]
        found.append(None if None in values else sum((v for v in values if v is not None), Decimal(0)))
    return tuple(found)


def compare_balance(before: Edition, after: Edition, measures: MeasureChanges) -> Balance:
    """The posts of the operating budget that differ, and their balance."""
    columns = measures.columns
    posts = tuple(
        Post(each.measure.title, each.done, each.differences, each.measure.id, each) for each in measures.changes
    )
    statements = [tables_of(edition).get(budget_tables().statement) for edition in (before, after)]
    old, new = statements
    stated = _difference(old, new, budget_tables().shortfall, columns) if old and new and posts else ()
    if not old or not new or not stated or None in (*stated, *_sums(posts, columns)):
        return _balance(posts, columns, sums(posts, columns), False, _shortfalls(new, columns))
    rest = tuple(whole - part for whole, part in zip(_known(stated), _known(_sums(posts, columns)), strict=True))
    posts = _known_as_computed(posts, old, new, columns) + _computed(old, new, columns, rest)
    total = tuple(number(value, signed=True) for value in _known(stated))
    return _balance(posts, columns, total, True, _shortfalls(new, columns))


def _known(amounts: Amounts) -> tuple[Decimal, ...]:
    return tuple(value for value in amounts if value is not None)


def _balance(
    posts: tuple[Post, ...],
    columns: tuple[Column, ...],
    total: tuple[Cell, ...],
    stated: bool,
    shortfalls: tuple[tuple[Column, Decimal], ...] | None,
) -> Balance:
    costs = tuple(post for post in posts if _over_the_years(post) >= 0)
    pays = tuple(post for post in posts if _over_the_years(post) < 0)
    return Balance(columns, costs, pays, total, stated, shortfalls)


def _over_the_years(post: Post) -> Decimal:
    return sum((v for cell in post.differences if (v := value_of(cell)) is not None), Decimal(0))


def _known_as_computed(
    posts: tuple[Post, ...], old: Table, new: Table, columns: tuple[Column, ...]
) -> tuple[Post, ...]:
    """The posts, where a new measure that comes to just what interest and instalments grew by is computed."""
    lines = _computed_lines(old, new, columns)
    if not lines:
        return posts
    grown = _sums(lines, columns)
    return tuple(
        replace(post, done=Done.COMPUTED) if post.done is Done.NEW and _sums((post,), columns) == grown else post
        for post in posts
    )


def _computed(old: Table, new: Table, columns: tuple[Column, ...], rest: tuple[Decimal, ...]) -> tuple[Post, ...]:
    """Posts for what the measures do not account for: the computed lines when they are all of it, else the rest."""
    if not any(rest):
        return ()
    found = _computed_lines(old, new, columns)
    if _sums(found, columns) == rest:
        return found
    return (Post("", Done.OTHER, tuple(number(value, signed=True) for value in rest), new.id),)


def _computed_lines(old: Table, new: Table, columns: tuple[Column, ...]) -> tuple[Post, ...]:
    found = []
    for row, sign in budget_tables().computed:
        amounts = _difference(old, new, row, columns)
        if None not in amounts and any(amounts):
            label = next(each.label for each in new.rows if each.id == row)
            cells = tuple(number(value * sign, signed=True) for value in _known(amounts))
            title = label.split(". ", 1)[-1]
            found.append(Post(title, Done.COMPUTED, cells, f"{new.id}:{row}:{columns[0].id}"))
    return tuple(found)


def _difference(old: Table, new: Table, row: str, columns: tuple[Column, ...]) -> Amounts:
    """How much a row grew in each column; None where one of the tables has no number there."""
    was, now = _cells(old, row), _cells(new, row)
    return tuple(value_of(difference(was[c.id], now[c.id])) if c.id in was and c.id in now else None for c in columns)


def _cells(table: Table, row: str) -> dict[str, Cell]:
    return {
        column.id: cell
        for each in table.rows
        if each.id == row
        for column, cell in zip(table.columns, each.cells, strict=True)
    }


def _shortfalls(statement: Table | None, columns: tuple[Column, ...]) -> tuple[tuple[Column, Decimal], ...] | None:
    if statement is None:
        return None
    cells = _cells(statement, budget_tables().shortfall)
    values = [(column, value_of(cells.get(column.id, EMPTY))) for column in columns]
    if not values or any(value is None for _, value in values):
        return None
    return tuple((column, value) for column, value in values if value)
