"""The register of published editions. Rows are added and never changed, but for which edition came after."""

import pgtrigger
from django.db import models


class PublishedEdition(models.Model):
    """One published edition: what it is, its checksum, what it was made of, and where it is served.

    `publisher` is the municipality and the person or role that published, `data_versions` the provider, version and
    date of each data set, `path` the folder of its pages in the public site.
    """

    id = models.CharField(max_length=150, primary_key=True)
    document = models.CharField(max_length=150)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    status = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    publisher = models.JSONField()
    actor = models.CharField(max_length=200)
    data_versions = models.JSONField()
    facts_version = models.CharField(max_length=100, blank=True)
    path = models.CharField(max_length=400)
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )

    class Meta:
        ordering = ("document", "published_at")
        indexes = [models.Index(fields=["document", "published_at"])]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="never_changed", exclude=["superseded_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.sha256[:12]}"
