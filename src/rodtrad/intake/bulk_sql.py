"""A column map as one SQL query: what `conversion` does to a row, done to a whole file by DuckDB.

The query reads every cell as text and yields integers, dates and texts, with one flag per row that says that the
row must be looked at; nothing is ever a floating-point number. What the flag means exactly is `conversion`'s to say.
Each step is a relation of its own (trimmed cells, texts of values, postings), so that nothing is computed twice.
Where few texts are possible (codes, periods, years), they are an ENUM: to look a text up in it costs a fraction of
matching a pattern, it takes two bytes, and it sorts as a number, in the same order as the texts.
"""

from rodtrad.intake.amounts import NumberFormat, quoted
from rodtrad.intake.column_map import ColumnMap, Source
from rodtrad.intake.dates import date_sql
from rodtrad.intake.postings import ACCOUNT_CLASSES, CODE_PATTERNS, COLUMNS, ENTITY, Kind

_LONGEST_CODE = 4
_PERIODS = (*map(str, range(1, 14)), *(f"{period:02d}" for period in range(1, 10)))
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_PLAIN_ENTITIES = "('treasury', 'loan_fund', 'church')"


class BulkQuery:
    """Builds the query of one file, whose cells are the columns c0, c1 ... of the relation `cells`."""

    def __init__(self, column_map: ColumnMap, header: tuple[str, ...], numbers: NumberFormat) -> None:
        self.map = column_map
        self.numbers = numbers
        self.header = header
        self._place = {name: index for index, name in enumerate(header)}

    @property
    def varying(self) -> tuple[str, ...]:
        """The columns of a posting that the query yields; the others are the same in every row, or the line."""
        constant = self.map.constants
        return tuple(name for name in COLUMNS if name not in constant and name != "line")

    def types(self) -> tuple[str, ...]:
        """The statements that make the types which the query needs, once per connection."""
        digits = (
            "SELECT lpad(CAST(n AS VARCHAR), CAST(width AS INTEGER), '0') AS code "
            f"FROM range(1, {_LONGEST_CODE + 1}) w(width), range({10**_LONGEST_CODE}) r(n) WHERE n < 10 ** width"
        )
        codes = (
            f"CREATE TYPE {name}_code AS ENUM (SELECT code FROM ({digits}) "
            f"WHERE regexp_full_match(code, {quoted(CODE_PATTERNS[name])}) ORDER BY code)"
            for name in self.coded
        )
        periods = ", ".join(quoted(text) for text in _PERIODS)
        years = ", ".join(quoted(str(year)) for year in range(_FIRST_YEAR, _LAST_YEAR + 1))
        return (*codes, f"CREATE TYPE period_code AS ENUM ({periods})", f"CREATE TYPE year_code AS ENUM ({years})")

    @property
    def coded(self) -> tuple[str, ...]:
        """The columns of a posting that the query yields as an ENUM of codes rather than as text."""
        sources = self.map.sources
        return tuple(name for name in CODE_PATTERNS if name in sources and sources[name].column is not None)

    def sql(self, cells: str, *, ordinal: str, padded: bool, replaced_characters: bool) -> str:
        """The query over a relation of cells: the columns that vary, `ordinal`, `refused` and `blank`.

        `padded` says that cells may have blanks around them, `replaced_characters` that the file holds U+FFFD, so
        that every cell must be searched for it.
        """
        places = range(len(self.header))
        trimmed = ", ".join(f"{self._trimmed(place, padded=padded)} AS t{place}" for place in places)
        texts, tests = [], []
        for name, source in self.map.sources.items():
            text, more = self._text(source)
            texts.append(f"{text} AS {name}_text")
            tests += more
        for index, amount in enumerate(self.map.amounts):
            for part, source in (("year", amount.year), ("kind", amount.kind)):
                text, more = self._text(source)
                texts.append(f"{text} AS {part}{index}_text")
                tests += more
        if replaced_characters:
            tests += [f"contains(t{place}, '\ufffd')" for place in places]
        blank = " AND ".join(f"t{place} IS NULL" for place in places)
        fields, value_tests = self._fields()
        amounts, amount_tests = self._amounts()
        refused = _any(["refused_text", *value_tests, *amount_tests])
        steps = (
            f"trimmed AS (SELECT {ordinal} AS ordinal, {trimmed} FROM ({cells})), "
            f"texts AS (SELECT *, {', '.join(texts)}, {_any(tests)} AS refused_text, {blank} AS blank FROM trimmed), "
            f"computed AS (SELECT *, {', '.join([*fields.values(), *amounts])} FROM texts)"
        )
        queries = []
        for index in range(len(self.map.amounts)):
            values = {"year": f"year{index}_value", "kind": f"kind{index}_text"}
            values["amount_ore"] = f"ore{index}"
            shown = ", ".join(
                f"{values.get(name, f'{name}_value' if name in fields else f'{name}_text')} AS {name}"
                for name in self.varying
            )
            queries.append(f"SELECT {shown}, ordinal, {refused} AS refused, blank FROM computed")
        return f"WITH {steps} " + " UNION ALL ".join(queries)

    def label_sql(self, cells: str, name: str) -> str:
        """The codes of a dimension and their names in the rows of `cells`; of several the first in the alphabet."""
        source = self.map.codes[name]
        held = {self.map.names[name], source.column} - {None}
        trimmed = ", ".join(f"{self._trimmed(self._place[c], padded=True)} AS t{self._place[c]}" for c in held if c)
        text = f"t{self._place[self.map.names[name]]}"
        return (
            f"SELECT {self._text(source)[0]} AS code, min({text}) FROM (SELECT {trimmed} FROM ({cells})) "
            f"WHERE {text} IS NOT NULL GROUP BY code HAVING code IS NOT NULL"
        )

    @staticmethod
    def _trimmed(place: int, *, padded: bool) -> str:
        return f"nullif({f'trim(c{place})' if padded else f'c{place}'}, '')"

    def _cell(self, column: str) -> str:
        return f"t{self._place[column]}"

    def _text(self, source: Source) -> tuple[str, list[str]]:
        """The expression of a source's text, and the conditions under which its row must be looked at."""
        if source.column is None:
            return (quoted(source.constant) if source.constant is not None else "NULL::VARCHAR"), []
        text = self._cell(source.column)
        tests = []
        if source.pad:
            text = f"CASE WHEN length({text}) < {source.pad} THEN lpad({text}, {source.pad}, '0') ELSE {text} END"
        if source.digits:
            first, last = source.digits
            tests.append(f"length({text}) < {last}")
            text = f"substr({text}, {first}, {last - first + 1})"
        if source.values:
            cases = " ".join(f"WHEN {quoted(k)} THEN {quoted(v)}" for k, v in source.values)
            if not source.keep_others:
                tests.append(f"{text} NOT IN ({', '.join(quoted(k) for k, _ in source.values)})")
            text = f"CASE {text} {cases} ELSE {text} END"
        if source.default is not None:
            text = f"coalesce({text}, {quoted(source.default)})"
        return text, tests

    def _fields(self) -> tuple[dict[str, str], list[str]]:
        """The columns whose value is not its text, and the tests of all columns."""
        values, tests = {}, []
        for name, source in self.map.sources.items():
            text, value = f"{name}_text", None
            if name == "account_class":
                known = " ".join(f"WHEN {quoted(k)} THEN {quoted(v)}" for k, v in ACCOUNT_CLASSES.items())
                value = f"CASE {text} {known} END"
            elif name == "date":
                value = date_sql(text, self.map.dates)
            elif name == "period":
                value = f"CAST(enum_code(TRY_CAST({text} AS period_code)) % 13 + 1 AS TINYINT)"
            elif name in CODE_PATTERNS and source.column is not None:
                value = f"TRY_CAST({text} AS {name}_code)"
            elif name == "entity" and source.column is not None:
                named = f"NOT regexp_full_match({text}, {quoted(ENTITY.pattern)})"
                tests.append(f"CASE WHEN {text} IN {_PLAIN_ENTITIES} THEN false ELSE {named} END")
            if value is not None:
                values[name] = f"{value} AS {name}_value"
                tests.append(f"{text} IS NOT NULL AND {name}_value IS NULL")
            if source.required:
                tests.append(f"{text} IS NULL")
        return values, tests

    def _amounts(self) -> tuple[list[str], list[str]]:
        """The øre of every amount, and the tests of amounts, years, kinds and signs."""
        sign, tests = self._sign()
        values = []
        for index, amount in enumerate(self.map.amounts):
            ore, parts, more = self._amount(index)
            year = f"CAST(enum_code(TRY_CAST(year{index}_text AS year_code)) + {_FIRST_YEAR} AS SMALLINT)"
            values += [*parts, f"{year} AS year{index}_value"]
            values += [f"{ore if sign == '1' else f'({sign}) * ({ore})'} AS ore{index}"]
            tests += more
            if amount.year.column is not None:
                tests.append(f"year{index}_value IS NULL")
            if amount.kind.column is not None:
                known = ", ".join(quoted(kind) for kind in Kind)
                tests.append(f"coalesce(kind{index}_text, '') NOT IN ({known})")
        return values, tests

    def _sign(self) -> tuple[str, list[str]]:
        sign = self.map.sign
        if sign.column is None:
            return ("1" if sign.expense_positive else "-1"), []
        cell = f"coalesce({self._cell(sign.column)}, '')"
        expense = ", ".join(quoted(text) for text in sign.expense)
        both = ", ".join(quoted(text) for text in (*sign.expense, *sign.income))
        return f"CASE WHEN {cell} IN ({expense}) THEN 1 ELSE -1 END", [f"{cell} NOT IN ({both})"]

    def _amount(self, index: int) -> tuple[str, list[str], list[str]]:
        """The expression of one amount's øre before its sign, columns that it needs, and its tests."""
        cells = [self._cell(name) for name in self.map.amounts[index].columns]
        values = [self.numbers.sql(cell) for cell in cells]
        tests = [" AND ".join(f"{cell} IS NULL" for cell in cells)] if self.numbers.empty == "refuse" else []
        if len(values) == 1:
            tests.append(f"{cells[0]} IS NOT NULL AND ore{index} IS NULL")
            return (values[0] if self.numbers.empty != "zero" else self._or_zero(cells[0], values[0])), [], tests
        sides = [f"side{index}_{side}" for side in (0, 1)]
        parts = [f"{value} AS {side}" for side, value in zip(sides, values, strict=True)]
        tests += [f"{cell} IS NOT NULL AND {side} IS NULL" for cell, side in zip(cells, sides, strict=True)]
        debit, credit = (f"coalesce({side}, 0)" for side in sides)
        tests.append(f"{debit} <> 0 AND {credit} <> 0")
        ore = f"{debit} - {credit}"
        if self.numbers.empty != "zero":
            ore = f"CASE WHEN {cells[0]} IS NOT NULL OR {cells[1]} IS NOT NULL THEN {ore} END"
        return ore, parts, tests

    @staticmethod
    def _or_zero(cell: str, value: str) -> str:
        return f"CASE WHEN {cell} IS NULL THEN 0 ELSE {value} END"


def _any(tests: list[str]) -> str:
    """The condition that any test holds; a test on a missing value does not."""
    return "coalesce(" + " OR ".join(f"({test})" for test in tests) + ", false)" if tests else "false"
