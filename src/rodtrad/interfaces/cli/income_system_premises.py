"""The premises a user gives beside the facts (`--parameter`), and how missing ones are asked for in Norwegian."""

import argparse
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from rodtrad.calculations.income_system.official import Lacks, Missing
from rodtrad.calculations.income_system.premises import ENTERED, Premise, Premises
from rodtrad.facts.income_system.components import components
from rodtrad.facts.income_system.keys import key_years
from rodtrad.facts.income_system.parameters import parameter_definitions
from rodtrad.facts.reader import FactMissing
from rodtrad.interfaces.cli.income_system_rows import Refused, WrongUse

_ASSIGNMENT = re.compile(r"(?P<name>[^=@]+)=(?P<value>[^@]*)(@(?P<source>.+))?", re.DOTALL)
_NO_SOURCE = "oppgitt av brukeren uten kilde"
_INPUTS = {
    "criteria": "filen --criteria",
    "tax": "filen --tax",
    "previous": "filen --previous med fjorårets rammetilskudd",
    "all_municipalities": "alle kommunene i --criteria, ikke bare landet (0000)",
    "district_north": "filen --district-north",
}


def add_parameter_argument(parser: argparse.ArgumentParser) -> None:
    """The argument --parameter, which may be given many times."""
    parser.add_argument(
        "--parameter",
        metavar="NAVN=VERDI@KILDE",
        action="append",
        default=[],
        help="en sats eller et beløp som ikke er kjent, eller som skal byttes ut; kan gis flere ganger. "
        "«rodtrad income-system parameters --year ÅR» viser navnene",
    )


def add_year_argument(parser: argparse.ArgumentParser) -> None:
    """The argument --year."""
    parser.add_argument("--year", metavar="ÅR", type=grant_year, required=True, help="tilskuddsåret, f.eks. 2025")


def grant_year(text: str) -> int:
    """A year of four digits. Raises ValueError otherwise."""
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise ValueError(text)
    return int(text)


def premises_of(year: int, assignments: Iterable[str]) -> Premises:
    """The facts of the year overlaid by what the user gave. Raises WrongUse when an assignment cannot be read."""
    entered: dict[str, Premise] = {}
    known = parameter_definitions()
    for text in assignments:
        match = _ASSIGNMENT.fullmatch(text.strip())
        if match is None:
            raise WrongUse(f"--parameter «{text}»: skriv NAVN=VERDI, eller NAVN=VERDI@KILDE.")
        name, value = match["name"].strip(), match["value"].strip()
        if name not in known:
            raise WrongUse(f"--parameter: «{name}» finnes ikke. Velg blant {', '.join(known)}.")
        if not re.fullmatch(r"\d+(\.\d+)?", value):
            raise WrongUse(f"--parameter {name}: «{value}» er ikke et tall. Skriv for eksempel {known[name].example}.")
        entered[name] = Premise(name, Decimal(value), (match["source"] or _NO_SOURCE).strip(), ENTERED)
    return Premises(year, entered)


def asks_for(missing: Missing, year: int) -> str:
    """One sentence that says which component waits for what, and how it is given."""
    term = {part.id: part.term for part in components(year)}[missing.component]
    start = f"{missing.component} ({term}) for {year} er ikke beregnet"
    if missing.lacks is Lacks.INPUT:
        wanted = [_INPUTS.get(name, f"beløpene {name} i filen --grants") for name in missing.names]
        return f"{start}: oppgi {' og '.join(wanted)}."
    if missing.names == ("cost_key",):
        return f"{start}: {no_key(year)}"
    if missing.names == ("district_north",):
        return f"{start}: satsene er ikke kjent. Oppgi beløpene district_north i filen --grants."
    return f"{start}: {' '.join(ask_for_parameter(name, year) for name in missing.names)}"


def ask_for_parameter(name: str, year: int) -> str:
    """Says that a parameter has no value with a source in the year, and how it is given."""
    definition = parameter_definitions()[name]
    return (
        f"{name} ({definition.term}) har ingen verdi med kilde for {year}. "
        f"Oppgi den publiserte med --parameter {name}=VERDI@KILDE (skrevet som {definition.example})."
    )


def key_of_year(premises: Premises, computed: str) -> Mapping[str, Decimal]:
    """The cost key. Raises Refused, which names what was to be `computed` with it, where none is known."""
    try:
        return premises.key()
    except FactMissing as error:
        raise Refused([f"{computed} kan ikke beregnes: {no_key(premises.year)}"]) from error


def no_key(year: int) -> str:
    """Says that the year has no cost key with a source, and how it is given."""
    years = ", ".join(map(str, key_years()))
    return (
        f"kostnadsnøkkelen for {year} er ikke kjent (bare {years}). "
        "Oppgi den fra Grønt hefte med --key FIL (kolonnene criterion og weight)."
    )
