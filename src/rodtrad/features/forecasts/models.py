"""What a municipality states for the years after its plan, kept whole with source and checksum."""

import pghistory
from django.db import models

from rodtrad.foundation.access.models import Versioned
from rodtrad.foundation.batches.models import RawFile


@pghistory.track()
class ForecastPremiseSet(Versioned):
    """The premises of one document's forecast: `content` is what `stated.read_stated` reads, `sha256` its checksum."""

    document = models.CharField(max_length=100, unique=True)
    content = models.JSONField()
    source = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["document"]

    def __str__(self) -> str:
        return self.document


@pghistory.track()
class IncomeSystemSet(Versioned):
    """Every municipality's figures of the income system for a document; `content` is `income_content`'s."""

    document = models.CharField(max_length=100, unique=True)
    content = models.JSONField()
    source = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    files = models.ManyToManyField(RawFile, related_name="+")

    class Meta:
        ordering = ["document"]

    def __str__(self) -> str:
        return self.document
