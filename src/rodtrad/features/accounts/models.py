"""Data sets of amounts, the Parquet files that hold them, and the names of their codes.

A file counts only when it is registered here, in the same transaction as everything else of its batch.
"""

from django.db import models

from rodtrad.foundation.batches.models import Batch


class DataSet(models.Model):
    """Amounts that belong together because they come from the same kind of source, such as a ledger's postings."""

    name = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.name


class PostingFile(models.Model):
    """A registered Parquet file of one data set, year and batch; `path` is relative to the data folder.

    `totals` is JSON: entity, account class, kind, period, rows and øre. A replaced file stays, since editions that
    were published from it must lead back to it; it no longer counts in sums.
    """

    data_set = models.ForeignKey(DataSet, on_delete=models.PROTECT, related_name="files")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    rows = models.BigIntegerField()
    totals = models.JSONField(default=list)
    replaced_by = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["path"], condition=models.Q(replaced_by=None), name="posting_file_counts_once"
            ),
        ]
        ordering = ["data_set", "year", "pk"]

    def __str__(self) -> str:
        return self.path


class CodeName(models.Model):
    """What a source calls a code of one dimension, as the last batch that named it said."""

    data_set = models.ForeignKey(DataSet, on_delete=models.CASCADE, related_name="code_names")
    dimension = models.CharField(max_length=30)
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=500)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["data_set", "dimension", "code"], name="code_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.code} {self.name}"
