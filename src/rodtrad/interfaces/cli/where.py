"""`rodtrad where TERM`: from a Norwegian term to the formula, its facts, its tests and what uses it.

It answers "where do I change this?" from the installed package and from any directory, and imports no feature.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

import rodtrad
from rodtrad.calculations.formulas import Formula, registered_formulas
from rodtrad.interfaces.cli.arguments import Parser

PACKAGE = Path(rodtrad.__file__).resolve().parent
FACTS = PACKAGE / "facts"
MOST_FACT_LINES = 20
NOT_FOUND = 1
_FACT_SUFFIXES = {".yaml", ".csv"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("term", metavar="BEGREP", nargs="+", help="begrepet, f.eks. netto driftsutgifter per innbygger")


def main(arguments: list[str]) -> int:
    """Run the command. 0 when something was found, 1 when nothing was, 2 on wrong use."""
    parser = Parser(prog="rodtrad where", description="Finn formelen, faktaene, testene og blokkene bak et begrep.")
    add_arguments(parser)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return run(options)


def run(options: argparse.Namespace) -> int:
    """Print what is known of the term."""
    term = " ".join(options.term).strip()
    formulas = list(matching_formulas(term))
    fact_lines = list(_mentions(_fact_files(), re.compile(re.escape(term), re.IGNORECASE), MOST_FACT_LINES))
    glossary = list(_glossary_lines(term))
    if not formulas and not fact_lines and not glossary:
        print(f"Fant ikke «{term}» blant formler, fakta eller ordlisten. Prøv et kortere begrep.")
        return NOT_FOUND
    for formula in formulas:
        print("\n".join(_description(formula)), end="\n\n")
    if glossary:
        print("Ordlisten:", *(f"  {line}" for line in glossary), sep="\n", end="\n\n")
    if fact_lines:
        print(f"Nevnt i fakta (inntil {MOST_FACT_LINES} linjer):", *(f"  {line}" for line in fact_lines), sep="\n")
    return 0


def matching_formulas(term: str) -> Iterator[Formula]:
    """The formulas whose term, id or identifier is exactly `term`, or else those that contain it."""
    wanted = term.casefold()
    formulas = registered_formulas().values()
    exact = [f for f in formulas if wanted in {f.term.casefold(), f.id, f.identifier}]
    yield from exact or [f for f in formulas if wanted in f.term.casefold() or wanted in f.id]


def _description(formula: Formula) -> Iterator[str]:
    yield f"{formula.term} ({formula.id}, enhet {formula.unit.value})"
    yield f"  Formel:  {formula.file}:{formula.line}"
    yield f"           {formula.explanation.splitlines()[0]}"
    for fact in formula.facts:
        yield f"  Fakta:   {FACTS.joinpath(*fact.split('/'))}"
    yield from _tests(formula)
    uses = list(_uses(formula))
    for use in uses:
        yield f"  Brukes:  {use}"
    if not uses:
        yield "  Brukes:  av ingen blokk ennå"


def _tests(formula: Formula) -> Iterator[str]:
    mirrored = Path("tests", *formula.module.split(".")[1:-1], f"test_{formula.module.rpartition('.')[2]}.py")
    folder = _tests_folder()
    if folder is None:
        yield f"  Tester:  {mirrored} i kildekoden (testene følger ikke med den installerte pakken)"
        return
    name = re.compile(rf"\b{re.escape(formula.function.__name__)}\b")
    found = [line for line in _mentions(sorted(folder.rglob("test_*.py")), name, 1_000) if " import " not in line]
    files = dict.fromkeys(line.partition(": ")[0] for line in found)
    for place in list(files)[:10]:
        yield f"  Test:    {place}"
    if not files:
        yield f"  Test:    mangler (hører til i {mirrored})"


def _uses(formula: Formula) -> Iterator[str]:
    """Places outside the calculations that name the function or the id: blocks, providers, commands."""
    pattern = re.compile(rf"\b{re.escape(formula.function.__name__)}\b|\"{re.escape(formula.id)}\"")
    own = {PACKAGE / "calculations", FACTS}
    files = (path for path in sorted(PACKAGE.rglob("*.py")) if own.isdisjoint(path.parents))
    for line in _mentions(files, pattern, 1_000):
        if " import " not in line:
            yield line.partition(": ")[0]


def _fact_files() -> Iterator[Path]:
    return (path for path in sorted(FACTS.rglob("*")) if path.suffix in _FACT_SUFFIXES)


def _mentions(files: Iterable[Path], pattern: re.Pattern[str], most: int) -> Iterator[str]:
    """`file:line: text` of the lines that match, at most `most`."""
    found = 0
    for path in files:
        for number, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if pattern.search(text):
                yield f"{path}:{number}: {text.strip()[:160]}"
                found += 1
                if found == most:
                    return


def _source_root() -> Path | None:
    """The repository that the package runs from, None when it is installed without it."""
    root = PACKAGE.parent.parent
    return root if (root / "pyproject.toml").is_file() and (root / "tests").is_dir() else None


def _tests_folder() -> Path | None:
    root = _source_root()
    return root / "tests" if root else None


def _glossary_lines(term: str) -> Iterator[str]:
    root = _source_root()
    path = root / "docs" / "glossary.yaml" if root else None
    if path is None or not path.is_file():
        return
    text = path.read_text(encoding="utf-8")
    for entry in yaml.safe_load(text)["terms"]:
        if term.casefold() in entry["term"].casefold():
            line = text[: text.index(f"  - term: {entry['term']}\n")].count("\n") + 1
            yield f"{entry['term']} = {entry['identifier']} ({path}:{line})\n      {entry['nb']}"
