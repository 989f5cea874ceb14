"""Reading a column map from YAML and refusing what is wrong in it, with the key and what to write instead."""

import hashlib
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from rodtrad.calculations.ledger import Category
from rodtrad.intake.amounts import AMOUNT_UNITS, GROUPINGS, NumberFormat
from rodtrad.intake.column_map import FORMATS, AmountSource, ColumnMap, FileLayout, Sign, Source
from rodtrad.intake.dates import DATE_FORMS
from rodtrad.intake.postings import ACCOUNT_CLASSES, DIMENSIONS, ENTITY, Kind
from rodtrad.intake.rows import column_name

_DETAILS = ("period", "voucher", "date", "text")
_TOP = {
    "name",
    "title",
    "organisation",
    "file",
    "numbers",
    "dates",
    "sign",
    "account",
    "names",
    "kind",
    "amounts",
    "rounding",
    "categories",
    "categories_confirmed",
    *_DETAILS,
}
_SOURCE_KEYS = {
    "column",
    "constant",
    "digits",
    "pad",
    "values",
    "others",
    "default",
    "optional",
    "required",
}
_ENCODINGS = ("utf-8", "utf-16", "iso-8859-1", "cp1252")


class MapError(ValueError):
    """A column map is not as it must be; `key` is the path of the key, the message Norwegian."""

    def __init__(self, where: str, key: str, problem: str) -> None:
        super().__init__(f"Kolonnekartet {where}{f', nøkkelen «{key}»' if key else ''}: {problem}")
        self.key = key


def shipped_maps() -> tuple[str, ...]:
    """The names of the column maps that travel with the product."""
    folder = files("rodtrad.intake").joinpath("maps")
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


def load_map(name_or_path: str) -> ColumnMap:
    """The column map of that shipped name, or of the YAML file at that path. Raises MapError."""
    where = name_or_path if name_or_path in shipped_maps() else Path(name_or_path).name
    return read_map(map_text(name_or_path), where)


def map_text(name_or_path: str) -> str:
    """The YAML of the map of that shipped name, or of the file at that path. Raises MapError."""
    if name_or_path in shipped_maps():
        return files("rodtrad.intake").joinpath("maps", f"{name_or_path}.yaml").read_text(encoding="utf-8")
    path = Path(name_or_path)
    if not path.is_file():
        shipped = ", ".join(shipped_maps())
        raise MapError(name_or_path, "", f"finnes ikke. Oppgi en fil, eller ett av navnene {shipped}.")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise MapError(path.name, "", "filen er ikke UTF-8. Lagre den på nytt som UTF-8.") from error


def read_map(text: str, where: str) -> ColumnMap:
    """The column map that a YAML text holds; `where` names it in messages. Raises MapError."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        problem = f"er ikke gyldig YAML{_place(error)}. Rett innrykk, kolon og parenteser der."
        raise MapError(where, "", problem) from error
    found = _Reader(where).map(content)
    return replace(found, sha256=hashlib.sha256(text.encode()).hexdigest())


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" ved linje {mark.line + 1}, tegn {mark.column + 1}" if mark else ""


class _Reader:
    """Turns the YAML's mappings into checked values; keeps the name of the map for the messages."""

    def __init__(self, where: str) -> None:
        self.where = where

    def fail(self, key: str, problem: str) -> MapError:
        return MapError(self.where, key, problem)

    def mapping(self, value: object, key: str, allowed: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(key, "skal inneholde nøkler med verdier.")
        for name in value:
            if name not in allowed:
                where = f"{key}.{name}" if key else str(name)
                raise self.fail(where, f"er ukjent. Gyldige nøkler her er {', '.join(sorted(allowed))}.")
        return value

    def text(self, value: object, key: str) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.fail(key, "skal være tekst. Sett den i anførselstegn.")
        return str(value)

    def column(self, value: object, key: str) -> str:
        name = column_name(self.text(value, key))
        if not name:
            raise self.fail(key, "er tom. Skriv overskriften på kolonnen.")
        return name

    def texts(self, value: object, key: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.fail(key, "skal være en liste.")
        return tuple(self.text(item, key) for item in value)

    def choice(self, value: object, key: str, allowed: Any) -> str:
        text = self.text(value, key)
        if text not in allowed:
            raise self.fail(key, f"«{text}» er ukjent. Velg en av {', '.join(sorted(allowed))}.")
        return text

    def flag(self, value: object, key: str) -> bool:
        if not isinstance(value, bool):
            raise self.fail(key, "skal være true eller false.")
        return value

    def number(self, value: object, key: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.fail(key, "skal være et helt tall fra 1 og oppover.")
        return value

    def map(self, content: object) -> ColumnMap:
        top = self.mapping(content, "", _TOP)
        for key in ("name", "title", "account", "amounts"):
            if key not in top:
                raise self.fail(key, "mangler.")
        codes = {
            name: self.source(value, f"account.{name}")
            for name, value in self.mapping(top["account"], "account", set(DIMENSIONS)).items()
        }
        for name in ("entity", "account_class"):
            if name not in codes:
                raise self.fail(f"account.{name}", "mangler. Oppgi en kolonne eller en konstant.")
            if codes[name].optional and codes[name].default is None:
                raise self.fail(f"account.{name}", "kan ikke mangle i filen uten default. Oppgi default.")
            codes[name] = replace(codes[name], required=True)
        self.check_targets(codes["entity"], "account.entity", ENTITY.fullmatch, "treasury, kf:ID, loan_fund, church")
        self.check_targets(codes["account_class"], "account.account_class", ACCOUNT_CLASSES.get, "0-5")
        details = {name: self.source(top[name], name) for name in _DETAILS if name in top}
        names = {
            name: self.column(column, f"names.{name}")
            for name, column in self.mapping(top.get("names", {}), "names", set(DIMENSIONS)).items()
        }
        for name in names:
            if name not in codes:
                raise self.fail(f"names.{name}", f"gir navn til account.{name}, som kartet ikke har.")
        rounding = top.get("rounding")
        if rounding is not None:
            self.choice(rounding, "rounding", {"kroner", "none"})
        return ColumnMap(
            self.text(top["name"], "name"),
            self.text(top["title"], "title"),
            self.amounts(top["amounts"], top.get("kind")),
            codes,
            details,
            names,
            self.file(top.get("file", {})),
            self.numbers(top.get("numbers", {})),
            self.choice(top.get("dates", "dd.mm.yyyy"), "dates", DATE_FORMS),
            self.sign(top.get("sign", "expense_positive")),
            None if rounding is None else rounding == "kroner",
            self.text(top["organisation"], "organisation") if "organisation" in top else None,
            self.categories(top.get("categories"), codes),
            self.flag(top.get("categories_confirmed", True), "categories_confirmed"),
        )

    def categories(self, value: object, codes: dict[str, Source]) -> tuple[tuple[str, Category], ...]:
        if value is None:
            return ()
        if not isinstance(value, dict) or not value:
            raise self.fail("categories", "skal være en liste av «endringsgruppe: kategori».")
        if "change_group" not in codes:
            raise self.fail("categories", "gjelder endringsgrupper. Oppgi kolonnen deres i account.change_group.")
        found = {
            self.group(group): Category(self.choice(category, f"categories.{group}", set(Category)))
            for group, category in value.items()
        }
        return tuple(found.items())

    def group(self, value: object) -> str:
        if isinstance(value, str):
            return value
        problem = "leses som et tall og kan miste nuller foran. Sett koden i anførselstegn."
        raise self.fail(f"categories.{value}", problem)

    def source(self, value: object, key: str) -> Source:
        entry = self.mapping(value, key, _SOURCE_KEYS)
        if ("column" in entry) == ("constant" in entry):
            raise self.fail(key, "skal ha enten column (en kolonne) eller constant (en fast verdi).")
        if "constant" in entry:
            self.mapping(value, key, {"constant"})
            return Source(constant=self.text(entry["constant"], f"{key}.constant"))
        values = entry.get("values", {})
        if not isinstance(values, dict):
            raise self.fail(f"{key}.values", "skal være en liste av «verdi i filen: verdi i Rødtråd».")
        return Source(
            column=self.column(entry["column"], f"{key}.column"),
            digits=self.digits(entry["digits"], f"{key}.digits") if "digits" in entry else None,
            pad=self.number(entry["pad"], f"{key}.pad") if "pad" in entry else 0,
            values=tuple((str(k), self.text(v, f"{key}.values.{k}")) for k, v in values.items()),
            keep_others=self.choice(entry.get("others", "refuse"), f"{key}.others", {"refuse", "keep"}) == "keep",
            default=self.text(entry["default"], f"{key}.default") if "default" in entry else None,
            optional=self.flag(entry.get("optional", False), f"{key}.optional"),
            required=self.flag(entry.get("required", False), f"{key}.required"),
        )

    def digits(self, value: object, key: str) -> tuple[int, int]:
        text = self.text(value, key)
        match = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2}))?", text)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise self.fail(key, f"«{text}» er ikke et utsnitt. Skriv for eksempel 2-4, eller 1 for ett siffer.")
        return first, last

    def check_targets(self, source: Source, key: str, valid: Any, expected: str) -> None:
        targets = [v for _, v in source.values] + [v for v in (source.constant, source.default) if v is not None]
        for target in targets:
            if not valid(target):
                raise self.fail(key, f"«{target}» er ikke gyldig. Gyldig er {expected}.")

    def amounts(self, value: object, common_kind: object) -> tuple[AmountSource, ...]:
        if not isinstance(value, list) or not value:
            raise self.fail("amounts", "skal være en liste med minst ett beløp.")
        found = []
        for index, item in enumerate(value):
            key = f"amounts[{index}]"
            entry = self.mapping(item, key, {"column", "debit", "credit", "year", "kind"})
            one, two = "column" in entry, {"debit", "credit"} <= set(entry)
            if one == two or (one and ("debit" in entry or "credit" in entry)):
                raise self.fail(key, "skal ha enten column, eller både debit og credit.")
            columns = {n: self.column(entry[n], f"{key}.{n}") for n in ("column", "debit", "credit") if n in entry}
            if "year" not in entry:
                raise self.fail(f"{key}.year", "mangler. Oppgi et årstall eller en kolonne.")
            year = self.scalar_or_source(entry["year"], f"{key}.year")
            self.check_targets(year, f"{key}.year", lambda y: re.fullmatch("[12][0-9]{3}", y), "fire siffer")
            kind_value = entry.get("kind", common_kind)
            if kind_value is None:
                raise self.fail(f"{key}.kind", "mangler. Oppgi kind her eller felles for kartet.")
            kind = self.scalar_or_source(kind_value, f"{key}.kind")
            self.check_targets(kind, f"{key}.kind", set(Kind).__contains__, ", ".join(Kind))
            found.append(AmountSource(year, kind, **columns))
        return tuple(found)

    def scalar_or_source(self, value: object, key: str) -> Source:
        if isinstance(value, dict):
            return self.source(value, key)
        return Source(constant=self.text(value, key))

    def file(self, value: object) -> FileLayout:
        known = {"format", "encoding", "delimiter", "quote", "escape", "sheet", "header_row"}
        entry = self.mapping(value, "file", known)
        for name in ("delimiter", "quote"):
            if name in entry and (not isinstance(entry[name], str) or len(entry[name].encode()) != 1):
                raise self.fail(f"file.{name}", "skal være ett tegn.")
        escapes = {"doubled", "backslash"}
        sheet = entry.get("sheet")
        return FileLayout(
            self.choice(entry["format"], "file.format", FORMATS) if "format" in entry else None,
            self.choice(entry["encoding"], "file.encoding", _ENCODINGS) if "encoding" in entry else None,
            entry.get("delimiter"),
            entry.get("quote", '"'),
            self.choice(entry["escape"], "file.escape", escapes) if "escape" in entry else None,
            sheet if sheet is None or isinstance(sheet, str) else self.number(sheet, "file.sheet"),
            self.number(entry.get("header_row", 1), "file.header_row"),
        )

    def numbers(self, value: object) -> NumberFormat:
        known = {"decimal", "grouping", "zero", "empty", "parentheses", "unit", "finer"}
        entry = self.mapping(value, "numbers", known)
        decimal = self.choice(entry.get("decimal", ","), "numbers.decimal", {",", "."})
        grouping = self.texts(entry.get("grouping", ["space"]), "numbers.grouping")
        for name in grouping:
            self.choice(name, "numbers.grouping", GROUPINGS)
        if ("comma" if decimal == "," else "dot") in grouping:
            raise self.fail("numbers.grouping", "desimaltegnet kan ikke også være tusenskille.")
        return NumberFormat(
            decimal,
            grouping,
            self.texts(entry.get("zero", ["-"]), "numbers.zero"),
            self.choice(entry.get("empty", "refuse"), "numbers.empty", {"refuse", "skip", "zero"}),
            self.flag(entry.get("parentheses", True), "numbers.parentheses"),
            self.choice(entry.get("unit", "kroner"), "numbers.unit", AMOUNT_UNITS),
            self.choice(entry.get("finer", "refuse"), "numbers.finer", {"refuse", "round"}) == "round",
        )

    def sign(self, value: object) -> Sign:
        if isinstance(value, dict):
            entry = self.mapping(value, "sign", {"column", "expense", "income"})
            for name in ("column", "expense", "income"):
                if name not in entry:
                    raise self.fail(f"sign.{name}", "mangler.")
            return Sign(
                True,
                self.column(entry["column"], "sign.column"),
                self.texts(entry["expense"], "sign.expense"),
                self.texts(entry["income"], "sign.income"),
            )
        allowed = {"expense_positive", "income_positive"}
        return Sign(self.choice(value, "sign", allowed) == "expense_positive")
