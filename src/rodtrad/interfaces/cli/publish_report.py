"""How the answer of `rodtrad publish` is said: text for people, JSON for programs."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rodtrad.interfaces.cli.import_report import as_json as preview_json
from rodtrad.interfaces.cli.import_report import as_text as preview_text
from rodtrad.interfaces.cli.publish_sources import ReadSource
from rodtrad.values.numbers import format_number

if TYPE_CHECKING:
    from rodtrad.interfaces.cli.publish_storing import Published

_FORMATS = ("html", "pdf", "docx", "xlsx", "json")
_SIDES = {"operating": "drift", "investment": "investering"}
_OUTCOMES = {
    "published": "Publisert som importert dokument: {title} ({id})",
    "unchanged": "Uendret: {title} ({id}) er publisert før av nøyaktig disse filene. Ingenting er endret.",
}


def as_json(outcome: str, read: Sequence[ReadSource], published: "Published | None" = None) -> dict[str, Any]:
    """The answer as one JSON object; amounts out of balance are whole kroner, those of the files øre."""
    step = "stopped" if published is None else "imported"
    answer: dict[str, Any] = {"outcome": outcome, "sources": [preview_json(one.shown, step, None) for one in read]}
    if published is not None:
        edition = published.edition
        answer["editions"] = [
            {
                "id": edition.id, "title": edition.title, "kind": edition.kind, "language": edition.language,
                "sha256": edition.sha256, **{name: str(path) for name, path in edition.files.items()},
            }
        ]  # fmt: skip
        answer["out_of_balance"] = [
            {"year": year, "side": side, "amount": amount} for year, side, amount in published.obstacles
        ]
    return answer


def as_text(outcome: str, read: Sequence[ReadSource], published: "Published | None" = None) -> str:
    """The answer as lines for a terminal: for a stopped file its whole report, else where the document is."""
    if published is None:
        return "\n".join(preview_text(one.shown, "stopped", None) for one in read)
    return "\n".join(_lines(outcome, read, published)) + "\n"


def _lines(outcome: str, read: Sequence[ReadSource], published: "Published") -> Iterator[str]:
    edition = published.edition
    for one in read:
        yield f"{one.shown.origin}: {one.shown.rows_accepted} av {one.shown.rows_read} rader, {one.shown.map_title}"
    for year, side, amount in published.obstacles:
        direction = "mangler dekning" if amount > 0 else "er ikke disponert"
        yield f"Ikke i balanse: {_SIDES[side]} {year}, {format_number(abs(amount))} kroner {direction}"
    yield _OUTCOMES[outcome].format(title=edition.title, id=edition.id)
    for name in _FORMATS:
        if name in edition.files:
            yield f"  {name:5} {edition.files[name]}"
