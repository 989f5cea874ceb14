"""The forms of the KOSTRA accounting extract: who reports them, their account classes and their controls.

Provision: the reporting duty of the KOSTRA regulation (FOR-2019-10-18-1412); the facts are in `forms.yaml`.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from rodtrad.facts.reader import read_yaml

PATH = "kostra/forms.yaml"


class FormKind(StrEnum):
    """What a form holds."""

    APPROPRIATION = "appropriation"
    BALANCE = "balance"
    RESULT = "result"


class ControlFamily(StrEnum):
    """Which set of controls a form is put through."""

    MAIN = "main"
    CHURCH = "church"
    QUARTERLY = "quarterly"


class UnknownForm(LookupError):
    """No controlled form has this id; `form_id` is what was asked for."""

    def __init__(self, form_id: str) -> None:
        super().__init__(f"no controlled form is called {form_id!r}")
        self.form_id = form_id


@dataclass(frozen=True, slots=True)
class Form:
    """One form as records name it; `classes` are its account classes by the account they mean."""

    code: str
    title: str
    owner: str
    kind: FormKind
    operating: str | None
    investment: str | None
    balance: str | None
    regional: bool
    needs_organisation: bool
    family: ControlFamily | None

    @property
    def account_classes(self) -> tuple[str, ...]:
        """The account classes that the form's records may carry."""
        return tuple(c for c in (self.operating, self.investment, self.balance) if c is not None)


@dataclass(frozen=True, slots=True)
class ReportedForm:
    """A form as it is reported: `id` is "0A" for the year and "0AK1" to "0AK4" for a quarter."""

    id: str
    form: Form
    quarter: str
    family: ControlFamily
    account_classes: tuple[str, ...]

    @property
    def list_key(self) -> str:
        """The form's name in the code lists: all quarters of a form share theirs."""
        return self.form.code + "K" if self.quarter.strip() else self.form.code


@cache
def forms() -> MappingProxyType[str, Form]:
    """Every form by the two characters that its records carry."""
    found = {}
    for entry in read_yaml(PATH)["forms"]:
        family = entry.get("family")
        found[entry["code"]] = Form(
            code=entry["code"],
            title=entry["title"],
            owner=entry["owner"],
            kind=FormKind(entry["kind"]),
            operating=entry.get("operating"),
            investment=entry.get("investment"),
            balance=entry.get("balance"),
            regional=bool(entry.get("regional")),
            needs_organisation=bool(entry.get("organisation_number")),
            family=ControlFamily(family) if family else None,
        )
    return MappingProxyType(found)


@cache
def reported_forms() -> MappingProxyType[str, ReportedForm]:
    """Every form that is controlled, annual and quarterly, by the id it is reported under."""
    content = read_yaml(PATH)
    found = {}
    for form in forms().values():
        if form.family is not None:
            found[form.code] = ReportedForm(form.code, form, " ", form.family, form.account_classes)
    quarterly = content["quarterly"]
    for code in quarterly["forms"]:
        form = forms()[code]
        markers = tuple(content["markers"]) if form.kind is FormKind.BALANCE else ()
        for quarter in map(str, quarterly["quarters"]):
            id_ = f"{code}K{quarter}"
            family = ControlFamily(quarterly["family"])
            found[id_] = ReportedForm(id_, form, quarter, family, form.account_classes + markers)
    return MappingProxyType(found)


def reported_form(form_id: str) -> ReportedForm:
    """The form reported under `form_id`. Raises UnknownForm for an id that is not controlled."""
    try:
        return reported_forms()[form_id]
    except KeyError:
        raise UnknownForm(form_id) from None


@cache
def region_group(name: str) -> frozenset[str]:
    """The six-digit regions of a named group, such as "oslo_district"."""
    return frozenset(read_yaml(PATH)["regions"][name])


@cache
def organisation_group(name: str) -> frozenset[str]:
    """The organisation numbers of a named group, such as "loan_fund"."""
    return frozenset(read_yaml(PATH)["organisations"][name])


def is_oslo_district(region: str) -> bool:
    """Whether a record's region is one of Oslo's districts, as the official program decides it."""
    return region[:4] == _oslo_prefix() and region[4:6] != "00"


@cache
def _oslo_prefix() -> str:
    prefix: Any = read_yaml(PATH)["regions"]["oslo_prefix"]
    return str(prefix)
