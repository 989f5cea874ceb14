"""Raw files by their checksum, and batches: one reading of one raw file into one target."""

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class RawFile(models.Model):
    """A file as it was fetched. The bytes lie below the data folder at `path`, named by their SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    origin = models.CharField(max_length=500)
    size = models.BigIntegerField()
    fetched_at = models.DateTimeField()
    path = models.CharField(max_length=200)

    class Meta:
        triggers = [pgtrigger.Protect(name="raw_file_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.origin} ({self.sha256[:12]})"


class Batch(models.Model):
    """One reading of a raw file: the map, what was decided on malformed rows, the counts and the totals it gave.

    `target` names what the batch was read into, such as a data set. `totals` is JSON of amounts in øre.
    """

    raw = models.ForeignKey(RawFile, on_delete=models.PROTECT, related_name="batches")
    target = models.CharField(max_length=200)
    map_name = models.CharField(max_length=200)
    map_sha256 = models.CharField(max_length=64)
    accepted_lines = models.JSONField(default=list)
    left_out_lines = models.JSONField(default=list)
    rows_read = models.BigIntegerField()
    rows_accepted = models.BigIntegerField()
    rows_malformed = models.BigIntegerField()
    totals = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    applied_at = models.DateTimeField()
    applied_by = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["target", "raw"])]
        ordering = ["applied_at", "pk"]
        triggers = [pgtrigger.Protect(name="batch_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.raw.origin} -> {self.target}"
