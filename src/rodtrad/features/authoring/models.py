"""Written sections, glossary entries and images of a document."""

import pghistory
from django.db import models

from rodtrad.foundation.access.models import Versioned


@pghistory.track()
class Section(Versioned):
    """The text of one place (`key`) in one document and language, as written (CommonMark) and as nodes (JSON)."""

    document = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    written = models.TextField()
    nodes = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "key", "language"], name="one_text_for_each_place"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.key} ({self.language})"


@pghistory.track()
class Word(Versioned):
    """A word that the document explains, in one language."""

    document = models.CharField(max_length=100)
    key = models.CharField(max_length=100)
    language = models.CharField(max_length=2)
    term = models.CharField(max_length=200)
    definition = models.TextField()
    formula = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "key", "language"], name="one_word_for_each_key"),
        ]

    def __str__(self) -> str:
        return f"{self.term} ({self.language})"


class Picture(models.Model):
    """The bytes of an image that a text shows; named by their checksum, so never changed."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=20)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256[:12]
