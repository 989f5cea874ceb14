"""One municipality in an installation, and its units for each budget year."""

import pghistory
from django.core.validators import RegexValidator
from django.db import models


@pghistory.track()
class Municipality(models.Model):
    """The municipality that this installation serves; there is one."""

    number = models.CharField(max_length=4, primary_key=True, validators=[RegexValidator(r"^\d{4}$")])
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nb")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(number__regex=r"^\d{4}$"), name="municipality_number_digits"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


@pghistory.track()
class Unit(models.Model):
    """A unit in one budget year: an area at the top or an ansvar below it. `path` is the codes from the top."""

    budget_year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget_year", "code"], name="unit_code_once_a_year"),
        ]
        ordering = ["budget_year", "position", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name} ({self.budget_year})"


@pghistory.track()
class Population(models.Model):
    """The number of inhabitants on 1 January of a year, with its source: counted, or projected for a year to come."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    inhabitants = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.year}: {self.inhabitants}"
