"""An edition's status as the tag above everything shows it: icon and word, never colour alone."""

from dataclasses import dataclass

from rodtrad.documents import labels
from rodtrad.documents.editions import EditionKind
from rodtrad.documents.renderers.html.site import EditionSummary

TAG_LOOK = {
    EditionKind.PROPOSAL: ("warning", "alert"),
    EditionKind.RECOMMENDATION: ("warning", "alert"),
    EditionKind.ADOPTED: ("success", "check"),
    EditionKind.IMPORTED: ("neutral", "info"),
}


@dataclass(frozen=True)
class StatusTag:
    """The tag above everything: colour, icon and word."""

    color: str
    icon: str
    words: str


def status_tag(summary: EditionSummary, language: str) -> StatusTag:
    """An edition's status as icon and word."""
    color, drawing = TAG_LOOK[summary.kind]
    words = summary.status if summary.kind is EditionKind.ADOPTED else labels.text(f"kind_{summary.kind}", language)
    return StatusTag(color, drawing, words)
