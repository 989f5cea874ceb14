"""What can be wrong with a file or a row, said so that the person at the desk knows where and what to do."""

from dataclasses import dataclass
from decimal import Decimal

from rodtrad.intake.postings import ORE_PER_KRONE
from rodtrad.values.numbers import format_number

_TEXTS: dict[str, tuple[str, str]] = {
    "too_many_fields": (
        "Raden har {found} felt, men overskriften har {expected}.",
        "Et felt inneholder trolig skilletegnet uten anførselstegn. Rett filen, eller godkjenn linjen med "
        "--accept-lines {line} etter å ha sett på beløpet.",
    ),
    "too_few_fields": (
        "Raden har {found} felt, men overskriften har {expected}.",
        "Raden er trolig brutt av et linjeskift eller klippet av. Rett filen, eller godkjenn linjen.",
    ),
    "wrong_record_length": (
        "Posten har {length} tegn. Et KOSTRA-uttrekk har 48 tegn i hver post.",
        "Hent uttrekket på nytt fra økonomisystemet.",
    ),
    "bad_quoting": (
        "Anførselstegnene i raden går ikke opp.",
        "Et anførselstegn inne i et felt må skrives dobbelt. Rett filen, eller godkjenn linjen.",
    ),
    "unclosed_quote": (
        "Et felt begynner med anførselstegn som aldri lukkes.",
        "Sett inn det avsluttende anførselstegnet, eller godkjenn linjen.",
    ),
    "invalid_characters": (
        "Raden inneholder tegn som ikke er gyldige i tegnsettet {encoding}.",
        "Lagre filen på nytt som UTF-8, eller oppgi riktig tegnsett i kolonnekartet (file.encoding).",
    ),
    "not_an_amount": (
        "«{raw}» er ikke et beløp slik kolonnekartet beskriver tall.",
        "Rett beløpet, eller endre numbers i kolonnekartet (desimaltegn, tusenskille, tegn for null).",
    ),
    "amount_missing": (
        "Beløpet mangler.",
        "Skriv 0 hvis beløpet er null, eller sett numbers.empty i kolonnekartet hvis tomt felt betyr noe bestemt.",
    ),
    "both_debit_and_credit": (
        "Raden har beløp både i debet og kredit.",
        "Behold beløpet på én side, eller del raden i to.",
    ),
    "sign_unknown": (
        "«{raw}» sier verken inntekt eller utgift etter kolonnekartet.",
        "Rett verdien, eller før den opp under sign i kolonnekartet.",
    ),
    "required_missing": ("Feltet er tomt, men må fylles ut.", "Fyll ut feltet, eller fjern kravet i kolonnekartet."),
    "code_too_short": (
        "«{raw}» er for kort: kolonnekartet tar siffer {digits}.",
        "Rett koden. Er ledende nuller falt bort, kan kolonnekartet fylle dem på med pad.",
    ),
    "not_a_code": (
        "«{raw}» er ikke en gyldig kode: {expected}.",
        "Rett koden. Er ledende nuller falt bort, kan kolonnekartet fylle dem på med pad.",
    ),
    "value_not_mapped": (
        "«{raw}» står ikke i listen values i kolonnekartet.",
        "Før verdien opp i kolonnekartet, eller rett den i filen.",
    ),
    "not_a_year": ("«{raw}» er ikke et årstall.", "Skriv årstallet med fire siffer, for eksempel 2027."),
    "not_a_period": ("«{raw}» er ikke en periode fra 1 til 13.", "Rett perioden. Årsavslutningen føres på 13."),
    "not_a_date": ("«{raw}» er ikke en dato på formen {expected}.", "Rett datoen, eller endre dates i kolonnekartet."),
}
CODES = frozenset(_TEXTS)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a row before it is known where the row stands: code, column and the cell's text."""

    code: str
    column: str | None = None
    raw: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """One malformed row, or one of its faults.

    `line` is the physical line (sheet row) where the row begins, `column` the header of the column (None for the
    whole row), `raw` the text as it stands. `kept_ore` is what the row counts per year if it is accepted as it can
    be read, empty when it can only be left out.
    """

    line: int
    code: str
    column: str | None
    raw: str
    problem: str
    advice: str
    kept_ore: tuple[tuple[int, int], ...] = ()
    accepted: bool = False

    @property
    def consequence(self) -> str:
        """What accepting the row or leaving it out means, in words and kroner."""
        if not self.kept_ore:
            return "Raden kan ikke leses som et beløp. Godkjennes linjen, kommer den ikke med."
        amounts = ", ".join(f"{kroner(ore)} kr i {year}" for year, ore in self.kept_ore)
        return f"Godkjennes linjen, tas den med som {amounts}. Utelates den, mangler dette i summene."


class FileProblem(ValueError):
    """The file cannot be read with this map at all; the message is Norwegian and says what to do."""


def issue_of(fault: Fault, line: int, raw_line: str, kept_ore: tuple[tuple[int, int], ...], accepted: bool) -> Issue:
    """The issue that a fault at a line is shown as."""
    problem, advice = _TEXTS[fault.code]
    values = {"raw": fault.raw, "line": str(line), **dict(fault.details)}
    raw = fault.raw if fault.column is not None else raw_line
    return Issue(
        line, fault.code, fault.column, raw, problem.format(**values), advice.format(**values), kept_ore, accepted
    )


def kroner(ore: int | Decimal) -> str:
    """Øre as kroner in words: without decimals when they are zero, with all of them where there are parts of an øre."""
    places = 0 if ore % ORE_PER_KRONE == 0 else 2
    amount = Decimal(ore) / ORE_PER_KRONE
    return format_number(amount, max(places, -int(amount.normalize().as_tuple().exponent)))
