"""How the preview of an import is said on the command line: text for people, JSON for programs.

Amounts are kroner in the text and whole øre in JSON.
"""

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from rodtrad.intake.code_check import UnknownCode
from rodtrad.intake.issues import Issue, kroner
from rodtrad.intake.postings import ACCOUNT_CLASS_NAMES, KIND_NAMES, Kind
from rodtrad.intake.preview import Preview, Total

MOST_SHOWN = 50
_DIMENSIONS = {"unit": "ansvar", "function": "funksjon", "art": "art"}
_ROUNDED = {"kroner": ("med øre", "hele kroner"), "ore": ("med flere desimaler enn øre", "hele øre")}
OUTCOMES = {
    "preview": "Forhåndsvisning: ingenting er lagret.",
    "stopped": "STOPPET: ingenting er importert. Rett filen, eller godkjenn linjene ved navn med --accept-lines "
    "(tas med slik de kan leses) eller --leave-out-lines (tas ikke med).",
    "imported": "Importert: {postings} posteringer er lagret.",
    "unchanged": "Uendret: akkurat denne filen er importert før. Ingenting er endret.",
    "conflict": "STOPPET: ingenting er importert.",
}


def as_json(preview: Preview, outcome: str, message: str | None) -> dict[str, Any]:
    """The preview and what came of the import as one JSON object."""
    content = asdict(preview)
    content["totals"] = [{**asdict(t), "balance_ore": t.balance_ore} for t in preview.totals]
    content["issues"] = [_issue_json(issue) for issue in preview.issues]
    content["roundings"] = [{**asdict(r), "exact_ore": _exact(r.exact_ore)} for r in preview.roundings]
    content["unknown_lines"] = list(preview.unknown_lines)
    return {"outcome": outcome, "message": message, **content}


def _exact(ore: int | Decimal) -> int | str:
    """Whole øre as a number; an amount with parts of an øre as text, since a number would lose digits on the way."""
    return ore if isinstance(ore, int) else f"{ore:f}"


def _issue_json(issue: Issue) -> dict[str, Any]:
    content = asdict(issue)
    content["kept_ore"] = [{"year": year, "amount_ore": ore} for year, ore in issue.kept_ore]
    return {**content, "consequence": issue.consequence}


def as_text(preview: Preview, outcome: str, message: str | None) -> str:
    """The preview and what came of the import as lines for a terminal."""
    return "\n".join(_lines(preview, outcome, message)) + "\n"


def _lines(preview: Preview, outcome: str, message: str | None) -> Iterator[str]:
    written = ", ".join(str(part) for part in (preview.format, preview.encoding) if part)
    yield f"{preview.origin} ({written}), lest med kolonnekartet {preview.map_name}: {preview.map_title}"
    yield f"SHA-256 {preview.sha256}"
    yield ""
    yield f"Rader lest       {preview.rows_read:>12}"
    yield f"Rader godtatt    {preview.rows_accepted:>12}"
    yield f"Rader med feil   {preview.rows_malformed:>12}"
    if preview.rows_blank:
        yield f"Tomme rader      {preview.rows_blank:>12}"
    yield f"Posteringer      {preview.postings:>12}"
    yield from _issue_lines(preview)
    yield from _total_lines(preview.totals)
    yield from _rounding_lines(preview)
    yield from _code_lines(preview.unknown_codes)
    if preview.empty_dimensions:
        names = ", ".join(_DIMENSIONS[name] for name in preview.empty_dimensions)
        yield f"\nFilen har ikke {names}. Oversikter som bygger på dette, kan ikke beregnes av den."
    yield ""
    if preview.unknown_lines:
        lines = ", ".join(map(str, preview.unknown_lines[:20]))
        yield f"Linje {lines} er godkjent ved navn, men har ingen feil. Rett listen av linjer."
    yield OUTCOMES[outcome].format(postings=preview.postings)
    if message:
        yield message


def _issue_lines(preview: Preview) -> Iterator[str]:
    for issue in preview.issues[:MOST_SHOWN]:
        where = f"Linje {issue.line}" + (f", kolonne {issue.column}" if issue.column else "")
        yield f"\n{where}: {issue.problem}{' (avgjort)' if issue.accepted else ''}"
        if issue.column is None:
            yield f"  Raden: {issue.raw}"
        yield f"  {issue.advice}"
        yield f"  {issue.consequence}"
    hidden = len(preview.issues) - MOST_SHOWN
    if hidden > 0 or preview.rows_malformed > len(preview.issues):
        yield f"\n{preview.rows_malformed} rader har feil; de {MOST_SHOWN} første feilene er vist. Sjekk kolonnekartet."


def _total_lines(totals: tuple[Total, ...]) -> Iterator[str]:
    if not totals:
        return
    yield ""
    yield f"{'År':<5}{'Enhet':<14}{'Kontoklasse':<13}{'Slag':<21}{'Debet':>20}{'Kredit':>20}{'Sum':>16}"
    for total in totals:
        balanced = "i balanse" if total.balance_ore == 0 else f"{kroner(total.balance_ore)} kr ute av balanse"
        yield (
            f"{total.year:<5}{total.entity:<14}{ACCOUNT_CLASS_NAMES[total.account_class]:<13}"
            f"{KIND_NAMES[Kind(total.kind)]:<21}{kroner(total.debit_ore):>20}{kroner(total.credit_ore):>20}"
            f"{kroner(total.balance_ore):>16}  {balanced}"
        )


def _rounding_lines(preview: Preview) -> Iterator[str]:
    for rounding in preview.roundings:
        finer, whole = _ROUNDED[rounding.unit]
        yield (
            f"\nAvrunding {rounding.year} {ACCOUNT_CLASS_NAMES[rounding.account_class]}: {rounding.rows} beløp {finer} "
            f"er avrundet til {whole}. Nøyaktig sum er {kroner(rounding.exact_ore)} kr; en egen linje på "
            f"{kroner(rounding.line_ore)} kr gjør at summen stemmer."
        )


def _code_lines(unknown: tuple[UnknownCode, ...]) -> Iterator[str]:
    unlisted = [item for item in unknown if item.code is None]
    if unlisted:
        kinds = ", ".join(sorted({item.kind for item in unlisted}))
        years = ", ".join(map(str, sorted({item.year for item in unlisted})))
        yield f"\nKodelistene ({kinds}) er ikke kjent for {years}: kodene i disse årene er ikke kontrollert."
    listed = [item for item in unknown if item.code is not None]
    for item in listed[:MOST_SHOWN]:
        yield (
            f"\nUkjent {item.kind} {item.code} i {item.year} ({item.entity}): {item.rows} posteringer, "
            f"{kroner(item.amount_ore)} kr. Beløpet tas med, men vises som ikke plassert."
        )
    if len(listed) > MOST_SHOWN:
        yield f"\n... og {len(listed) - MOST_SHOWN} ukjente koder til."
