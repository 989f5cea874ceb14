"""The income system's input files as the calculations take them: criteria, tax, published amounts, keys."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rodtrad.calculations.income_system.exact import National
from rodtrad.calculations.income_system.official import CriteriaInput, TaxInput
from rodtrad.facts.income_system.keys import POPULATION
from rodtrad.interfaces.cli.income_system_rows import COUNTRY, CsvFile, Refused

LONG_COLUMNS = ("municipality", "criterion", "count")


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of a long criteria file by municipality and criterion, `population` among them; 0000 is the country."""

    path: Path
    by_municipality: Mapping[str, Mapping[str, Decimal]]

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The municipalities in the order of the file, without the country."""
        return tuple(name for name in self.by_municipality if name != COUNTRY)

    @property
    def country(self) -> Mapping[str, Decimal] | None:
        """The rows of the country, where the file has them."""
        return self.by_municipality.get(COUNTRY)


def read_counts(path: Path, criteria: Collection[str], year: int, *, population_in_file: bool = True) -> Counts:
    """The long criteria file. Raises Refused when a cell, a criterion or a row is wrong, doubled or missing.

    With `population_in_file` False, the inhabitants may stand somewhere else.
    """
    file = CsvFile(path)
    known = {*criteria, POPULATION}
    found: dict[str, dict[str, Decimal]] = {}
    first_line: dict[tuple[str, str], int] = {}
    for row in file.rows(LONG_COLUMNS):
        municipality, criterion = file.municipality(row, country=True), row.cells["criterion"]
        if criterion not in known:
            file.problem(row.line, "criterion", f"«{criterion}» er ikke et kriterium i nøkkelen for {year}.")
            continue
        count = file.inhabitants(row, "count") if criterion == POPULATION else file.amount(row, "count")
        if municipality is None:
            continue
        if (municipality, criterion) in first_line:
            line = first_line[municipality, criterion]
            file.problem(row.line, "criterion", f"{criterion} for {municipality} står også i linje {line}.")
            continue
        first_line[municipality, criterion] = row.line
        rows = found.setdefault(municipality, {})
        if count is not None:
            rows[criterion] = Decimal(count)
    file.finish()
    wanted = (POPULATION, *criteria) if population_in_file else tuple(criteria)
    lacking = {name: [criterion for criterion in wanted if criterion not in rows] for name, rows in found.items()}
    for municipality, missing in lacking.items():
        if missing:
            where = "landet (0000)" if municipality == COUNTRY else f"kommune {municipality}"
            file.problems.append(f"{path}: {where} mangler {', '.join(missing)}.")
    file.finish()
    return Counts(path, found)


def criteria_input(counts: Counts, criteria: tuple[str, ...]) -> CriteriaInput:
    """What the spending equalisation takes. Raises Refused when the country counts none of a criterion."""
    names = counts.municipalities
    if not names:
        raise Refused([f"{counts.path}: filen har bare landet (0000). Legg til radene for kommunene."])
    rows = counts.by_municipality
    country = counts.country
    if country is None:
        _refuse_a_country_of_one(counts.path, names)
    for criterion in criteria:
        total = country[criterion] if country else sum(rows[name][criterion] for name in names)
        if total == 0:
            raise Refused([f"{counts.path}: {criterion} er 0 for hele landet, så kriteriet kan ikke fordeles."])
    national = None
    if country is not None:
        national = National(tuple(country[criterion] for criterion in criteria), int(country[POPULATION]))
    return CriteriaInput(
        names,
        criteria,
        tuple(tuple(rows[name][criterion] for criterion in criteria) for name in names),
        tuple(int(rows[name][POPULATION]) for name in names),
        national,
    )


def _refuse_a_country_of_one(path: Path, names: tuple[str, ...]) -> None:
    """A municipality that is alone in the file is not the country: equalised with itself it would get nothing."""
    if len(names) == 1:
        raise Refused(
            [
                f"{path}: filen har bare kommune {names[0]}. Legg til de andre kommunene, eller landet som rader "
                "med kommune 0000."
            ]
        )


def read_tax(path: Path) -> TaxInput:
    """Tax and inhabitants by municipality; a row 0000 is the country. Raises Refused on wrong or doubled rows."""
    file = CsvFile(path)
    found: dict[str, tuple[Decimal, int]] = {}
    for row in file.rows(("municipality", "population", "tax_nok")):
        name, people = file.municipality(row, country=True), file.inhabitants(row, "population")
        tax = file.amount(row, "tax_nok")
        if name is not None and name in found:
            file.problem(row.line, "municipality", f"{name} står flere ganger.")
        elif name is not None and people is not None and tax is not None:
            found[name] = (tax, people)
    file.finish()
    country = found.pop(COUNTRY, None)
    if not found:
        raise Refused([f"{path}: filen har bare landet (0000). Legg til radene for kommunene."])
    if country is None:
        _refuse_a_country_of_one(path, tuple(found))
    average = country[0] / country[1] if country else None
    return TaxInput(tuple(found), tuple(tax for tax, _ in found.values()), tuple(n for _, n in found.values()), average)


def read_grants(path: Path, allowed: Collection[str]) -> dict[str, dict[str, Decimal]]:
    """Published amounts in kroner by component and municipality; who has no row of a component gets none of it."""
    file = CsvFile(path)
    found: dict[str, dict[str, Decimal]] = {}
    for row in file.rows(("municipality", "component", "nok")):
        name, component, nok = file.municipality(row), row.cells["component"], file.number(row, "nok")
        if component not in allowed:
            file.problem(row.line, "component", f"«{component}» finnes ikke. Velg blant {', '.join(allowed)}.")
        elif name is not None and name in found.get(component, {}):
            file.problem(row.line, "component", f"{component} for {name} står flere ganger.")
        elif name is not None and nok is not None:
            found.setdefault(component, {})[name] = nok
    file.finish()
    return found


def read_amounts(path: Path, column: str = "nok") -> dict[str, Decimal]:
    """One amount in kroner per municipality."""
    file = CsvFile(path)
    found: dict[str, Decimal] = {}
    for row in file.rows(("municipality", column)):
        name, nok = file.municipality(row), file.number(row, column)
        if name is not None and name in found:
            file.problem(row.line, "municipality", f"{name} står flere ganger.")
        elif name is not None and nok is not None:
            found[name] = nok
    file.finish()
    return found


def read_north(path: Path, zones: Collection[str]) -> dict[str, tuple[str, int]]:
    """Zone and inhabitants on 1 January of the year before, by municipality."""
    file = CsvFile(path)
    found: dict[str, tuple[str, int]] = {}
    for row in file.rows(("municipality", "zone", "population")):
        name, zone, people = file.municipality(row), row.cells["zone"], file.inhabitants(row, "population")
        if zone not in zones:
            file.problem(row.line, "zone", f"«{zone}» er ikke en sone. Velg blant {', '.join(zones)}.")
        elif name is not None and name in found:
            file.problem(row.line, "municipality", f"{name} står flere ganger.")
        elif name is not None and people is not None:
            found[name] = (zone, people)
    file.finish()
    return found
