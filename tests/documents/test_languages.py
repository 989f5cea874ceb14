"""Every catalogue of words has the same keys and places in each language, all that code asks for, and nothing else."""

import ast
import re
import string
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import rodtrad
from rodtrad.calculations.checks.results import State
from rodtrad.calculations.finance.indicators import INDICATORS
from rodtrad.calculations.ledger import Category, FundKind
from rodtrad.demo.reading import document
from rodtrad.documents.labels import DEFAULT, LANGUAGES, catalogue
from rodtrad.documents.tables import Status
from rodtrad.facts.kostra.art_groups import art_groups

ROOT = Path(rodtrad.__file__).parent
LABELS = "rodtrad.documents.labels"
BUDGET = "rodtrad.features.budget.words"
GOALS = "rodtrad.features.goals.words"
TEMPLATES = (".html", ".typ", ".js")
PACKAGES = sorted(
    "rodtrad." + ".".join(path.parent.relative_to(ROOT).parts)
    for path in ROOT.rglob(f"{DEFAULT}.yaml")
    if (path.parent / "__init__.py").exists()
)
QUOTED = re.compile(r"""["']([a-z][A-Za-z0-9_-]*)["']""")
LABEL_IN_TEMPLATE = re.compile(r"""\blabel\(\s*["']([a-z0-9_-]+)["']\s*[,)]""")
FAMILY_IN_TEMPLATE = re.compile(r"""\blabel\(\s*["']([a-z0-9_-]+)["']\s*~""")
LEAST_LITERAL = 3


def places(words: str) -> list[str]:
    """The named values and live figures that words ask for."""
    named = [name for _, name, _, _ in string.Formatter().parse(words) if name]
    return sorted(named) + ["@"] * words.count("@")


def base(key: str) -> str:
    """The key that code asks for: `_one` is chosen by the count."""
    return key.removesuffix("_one")


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")}


def speakers(package: str) -> Iterator[tuple[Path, ast.Module]]:
    """The modules that import a catalogue's function, or stand below a package that does."""
    parent, _, name = package.rpartition(".")
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (
                node.module == package or (node.module == parent and any(alias.name == name for alias in node.names))
            ):
                yield path, tree
                break


def asked_for(package: str, tree: ast.Module) -> Iterator[ast.expr]:
    """The first argument of every call of the catalogue's function in one module."""
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == package
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = node.func
            by_name = isinstance(called, ast.Name) and called.id in names
            by_module = (
                isinstance(called, ast.Attribute)
                and called.attr == "text"
                and isinstance(called.value, ast.Name)
                and called.value.id == package.rpartition(".")[2]
            )
            if by_name or by_module:
                yield node.args[0]


def pattern(joined: ast.JoinedStr) -> str:
    """An f-string as a regular expression."""
    return "".join(
        re.escape(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else ".+"
        for part in joined.values
    )


def wanted(expression: ast.expr) -> Iterator[tuple[str, bool]]:
    """The keys that an argument can be: exact ones (True) and patterns of families (False)."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value, True
    elif isinstance(expression, ast.JoinedStr):
        yield pattern(expression), False
    elif isinstance(expression, ast.IfExp):
        yield from wanted(expression.body)
        yield from wanted(expression.orelse)


def test_the_catalogues_are_found() -> None:
    assert {LABELS, BUDGET, GOALS} <= set(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != DEFAULT])
def test_every_language_has_every_word_with_the_same_places(package: str, language: str) -> None:
    bokmaal, other = catalogue(DEFAULT, package), catalogue(language, package)
    assert other.keys() == bokmaal.keys()
    assert {k: places(v) for k, v in other.items()} == {k: places(v) for k, v in bokmaal.items()}


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_and_none_is_written_twice(package: str, language: str) -> None:
    path = ROOT.joinpath(*package.split(".")[1:], f"{language}.yaml")
    keys = re.findall(r"^([^#\s:][^:]*):", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert [key for key in set(keys) if keys.count(key) > 1] == []
    assert [key for key, words in catalogue(language, package).items() if not words.strip()] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_word_that_code_asks_for_exists(package: str) -> None:
    keys = {base(key) for key in catalogue(DEFAULT, package)}
    lacking = []
    for path, tree in speakers(package):
        for expression in asked_for(package, tree):
            for key, exact in wanted(expression):
                if not (key in keys if exact else any(re.fullmatch(key, known) for known in keys)):
                    lacking.append(f"{path.relative_to(ROOT)}:{expression.lineno}: {key}")
    assert lacking == []


def test_every_label_that_a_page_asks_for_exists() -> None:
    keys = {base(key) for key in catalogue(DEFAULT, LABELS)}
    asked = {
        (path.name, key)
        for path in ROOT.rglob("*.html")
        for key in LABEL_IN_TEMPLATE.findall(path.read_text(encoding="utf-8"))
    }
    assert asked
    assert {place for place in asked if place[1] not in keys} == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_no_word_is_left_unused(package: str) -> None:
    modules = trees().items() if package == LABELS else speakers(package)
    said: set[str] = set()
    families: set[str] = set()
    vague: set[str] = set()
    for _, tree in modules:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                found = pattern(node)
                (families if len(found.replace(".+", "")) >= LEAST_LITERAL else vague).add(found)
    if package == LABELS:
        for path in ROOT.rglob("*"):
            if path.suffix in TEMPLATES:
                page = path.read_text(encoding="utf-8")
                said |= set(QUOTED.findall(page))
                families |= {f"{start}.+" for start in FAMILY_IN_TEMPLATE.findall(page)}
    unused = [
        key
        for key in catalogue(DEFAULT, package)
        if base(key) not in said
        and not any(re.fullmatch(family, base(key)) for family in families)
        and not (
            key.partition("_")[0] in said and any(re.fullmatch(family, base(key)) for family in vague if "_" in family)
        )
    ]
    assert unused == [], " ".join(unused)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_that_data_can_have_has_its_words(language: str) -> None:
    budget = catalogue(language, BUDGET)
    changes = [category for category in Category if category is not Category.OPENING]
    arts = [group.id for side in ("expenditure", "income") for group in art_groups(side)]
    families: dict[str, Iterable[str]] = {
        "category": list(Category),
        "step": changes,
        "cause": changes,
        "fund": list(FundKind),
        "state": list(State),
        "verdict": [state for state in Status if state is not Status.NEUTRAL],
        "indicator": INDICATORS,
        "formula": INDICATORS,
        "arts": arts,
        "side": ("operating", "investment"),
    }
    lacking = [f"{name}_{kind}" for name, kinds in families.items() for kind in kinds if f"{name}_{kind}" not in budget]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_the_demos_indicators_has_its_word(language: str) -> None:
    units = set(re.findall(r"'unit': '(\w+)'", str(document("goals.yaml"))))
    assert units
    assert {unit for unit in units if f"unit_{unit}" not in catalogue(language, GOALS)} == set()
