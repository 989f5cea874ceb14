"""Reading a scenario of the income system from YAML: what is another than in the files, and nothing else.

name: Flere innbyggere i Fjellvik
population_growth: {country: 0.5, "9998": 2}      # prosent
tax_growth: {"9998": 3.5}                         # prosent
counts: {"9998": {flyktning: 90}}
parameters: {symmetric_rate: 0.60}
weights: {innb_1_5: 0.15, ...}                    # hele nøkkelen
grants: {"9998": {discretionary: 1500000}}        # kroner
mergers: [{into: "9997", municipalities: ["9998", "9001"]}]
"""

import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from rodtrad.calculations.income_system.country import Merger
from rodtrad.calculations.income_system.need import rounding_of
from rodtrad.calculations.income_system.scenarios import Scenario
from rodtrad.facts.income_system.components import components
from rodtrad.facts.income_system.parameters import parameter_definitions
from rodtrad.interfaces.cli.income_system_rows import Refused, WrongUse

COUNTRY = "country"
_NOTHING_LEFT = Decimal(-100)
KEYS = ("name", "population_growth", "tax_growth", "counts", "parameters", "weights", "grants", "mergers")


def read_scenario(path: Path, year: int, municipalities: Collection[str], criteria: Collection[str]) -> Scenario:
    """The scenario of a file. Raises Refused with file, key and what to do, WrongUse when it cannot be opened."""
    return _Reader(path, year, municipalities, criteria).read(_document(path))


def _document(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUse(f"Kan ikke lese {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Refused([f"{path}: filen er ikke UTF-8. Lagre den på nytt som UTF-8."]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", linje {mark.line + 1}" if mark is not None else ""
        raise Refused(
            [f"{path}{where}: filen er ikke gyldig YAML. Se etter innrykk, kolon og anførselstegn."]
        ) from error
    if not isinstance(content, dict):
        raise Refused([f"{path}: filen må ha nøkler på øverste nivå, for eksempel «tax_growth:»."])
    return content


class _Reader:
    """Reads the keys one by one and collects what is wrong, so that a user can mend all of it at once."""

    def __init__(self, path: Path, year: int, municipalities: Collection[str], criteria: Collection[str]) -> None:
        self.path, self.year = path, year
        self.municipalities, self.criteria = set(municipalities), tuple(criteria)
        self.problems: list[str] = []

    def read(self, content: Mapping[str, Any]) -> Scenario:
        for key in content:
            if key not in KEYS:
                self.problem(str(key), f"nøkkelen finnes ikke. Velg blant {', '.join(KEYS)}.")
        mergers = tuple(self._mergers(content.get("mergers")))
        self.municipalities |= {merger.into for merger in mergers}
        people, own_people = self._growth(content, "population_growth")
        tax, own_tax = self._growth(content, "tax_growth")
        counts = {
            (municipality, criterion): float(count)
            for municipality, criterion, count in self._table(content, "counts", self._criterion)
        }
        grants: dict[str, dict[str, float]] = {}
        for municipality, component, nok in self._table(content, "grants", self._component):
            grants.setdefault(component, {})[municipality] = float(nok)
        scenario = Scenario(
            str(content.get("name") or self.path.stem),
            population_growth=people,
            own_population_growth=own_people,
            tax_growth=tax,
            own_tax_growth=own_tax,
            counts=counts,
            weights=self._weights(content.get("weights")),
            parameters=self._parameters(content.get("parameters")),
            grants=grants,
            mergers=mergers,
        )
        if self.problems:
            raise Refused(self.problems)
        return scenario

    def problem(self, key: str, text: str) -> None:
        self.problems.append(f"{self.path}, nøkkel {key}: {text}")

    def number(self, key: str, value: Any, *, least: Decimal | None = None) -> Decimal | None:
        """The number of a key, None and a problem when it is not one."""
        try:
            found = Decimal(str(value)) if not isinstance(value, bool) else None
        except InvalidOperation:
            found = None
        if found is None or not found.is_finite():
            hint = " Bruk punktum i desimaltall." if isinstance(value, str) and "," in value else ""
            self.problem(key, f"«{value}» er ikke et tall.{hint}")
            return None
        if least is not None and found < least:
            self.problem(key, f"{value} er mindre enn {least}.")
            return None
        return found

    def mapping(self, key: str, value: Any) -> Mapping[Any, Any]:
        if value is None:
            return {}
        if isinstance(value, dict):
            return value
        self.problem(key, "skriv navn og verdi, for eksempel {navn: 1.5}.")
        return {}

    def municipality(self, key: str, value: Any) -> str | None:
        name = str(value)
        if name in self.municipalities:
            return name
        quoted = isinstance(value, int) and re.fullmatch(r"\d{1,3}", name)
        hint = f' Skriv det i anførselstegn: "{int(value):04d}".' if quoted else ""
        self.problem(key, f"kommune «{name}» står ikke i filene.{hint}")
        return None

    def _growth(self, content: Mapping[str, Any], key: str) -> tuple[float, dict[str, float]]:
        national, own = 0.0, {}
        for name, value in self.mapping(key, content.get(key)).items():
            percent = self.number(f"{key}.{name}", value)
            if percent is not None and percent <= _NOTHING_LEFT:
                self.problem(f"{key}.{name}", f"{value} prosent lar ingenting bli igjen.")
                percent = None
            share = float(percent / 100) if percent is not None else 0.0
            if name == COUNTRY:
                national = share
            elif (municipality := self.municipality(f"{key}.{name}", name)) is not None:
                own[municipality] = share
        return national, own

    def _table(
        self, content: Mapping[str, Any], key: str, known: Callable[[str, str], bool]
    ) -> list[tuple[str, str, Decimal]]:
        found = []
        for name, values in self.mapping(key, content.get(key)).items():
            municipality = self.municipality(f"{key}.{name}", name)
            for what, value in self.mapping(f"{key}.{name}", values).items():
                place = f"{key}.{name}.{what}"
                amount = self.number(place, value, least=None if key == "grants" else Decimal(0))
                if known(place, str(what)) and amount is not None and municipality is not None:
                    found.append((municipality, str(what), amount))
        return found

    def _criterion(self, place: str, name: str) -> bool:
        if name not in self.criteria:
            self.problem(place, f"«{name}» er ikke et kriterium i nøkkelen for {self.year}.")
        return name in self.criteria

    def _component(self, place: str, name: str) -> bool:
        known = [part.id for part in components(self.year)]
        if name not in known:
            self.problem(place, f"«{name}» finnes ikke. Velg blant {', '.join(known)}.")
        return name in known

    def _parameters(self, value: Any) -> dict[str, Decimal]:
        known, found = parameter_definitions(), {}
        for name, given in self.mapping("parameters", value).items():
            place = f"parameters.{name}"
            if name not in known:
                self.problem(place, f"finnes ikke. Velg blant {', '.join(known)}.")
            elif (amount := self.number(place, given, least=Decimal(0))) is not None:
                found[str(name)] = amount
        return found

    def _weights(self, value: Any) -> dict[str, Decimal] | None:
        given = self.mapping("weights", value)
        if not given:
            return None
        found = {str(name): self.number(f"weights.{name}", weight, least=Decimal(0)) for name, weight in given.items()}
        weights = {name: weight for name, weight in found.items() if weight is not None}
        lacking, unknown = set(self.criteria) - set(found), set(found) - set(self.criteria)
        if unknown:
            self.problem("weights", f"{', '.join(sorted(unknown))} er ikke kriterier i filen --criteria.")
        if lacking:
            self.problem("weights", f"oppgi hele nøkkelen. {', '.join(sorted(lacking))} mangler.")
        total = sum(weights.values(), Decimal(0))
        if len(weights) == len(found) and abs(total - 1) > rounding_of(tuple(weights.values())):
            self.problem("weights", f"vektene summerer seg til {total}, ikke 1.")
        return weights

    def _mergers(self, value: Any) -> list[Merger]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.problem("mergers", 'skriv en liste: [{into: "9997", municipalities: ["9998", "9001"]}].')
            return []
        found, taken = [], set(self.municipalities)
        for place, entry in enumerate(value, start=1):
            key = f"mergers, nr. {place}"
            if not isinstance(entry, dict) or set(entry) != {"into", "municipalities"}:
                self.problem(key, "skriv nøyaktig into og municipalities.")
                continue
            into, names = str(entry["into"]), [str(name) for name in entry["municipalities"] or ()]
            absent = [name for name in names if name not in taken]
            if absent:
                self.problem(key, f"kommune {', '.join(absent)} står ikke i filene, eller er slått sammen før.")
            elif len(set(names)) < max(2, len(names)):
                self.problem(key, "oppgi to eller flere ulike kommuner.")
            elif not re.fullmatch(r"\d{4}", into) or into in taken - set(names):
                self.problem(key, f"into «{into}» må være et ledig nummer med fire sifre.")
            else:
                found.append(Merger(into, tuple(names)))
                taken = taken - set(names) | {into}
        return found
