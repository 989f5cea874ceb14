"""From an accounting extract of KOSTRA to the accounts that key figures and statements are computed from.

Records with the same account are added up, as the receiver does; records of zero count as posted. A file that mixes
forms, years, regions or organisations is refused, since their sum would belong to nobody.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rodtrad.calculations.accounts import AccountKey
from rodtrad.facts.kostra.forms import Form, forms
from rodtrad.facts.kostra.record_format import Field, record_format

_AMOUNT = re.compile(r" *-?[0-9]+")
_IDENTITY = ("form", "year", "quarter", "region", "organisation")
_MOST_PROBLEMS = 20


class UnreadableExtract(ValueError):
    """The file is no extract that can be summed; `problems` say in Norwegian where and why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class ExtractAccounts:
    """The accounts of one extract: NOK 1000 with the signs of the extract; `quarter` is empty for a whole year."""

    form: Form
    year: int
    quarter: str
    region: str
    organisation: str
    amounts: Mapping[AccountKey, int]


def read_accounts(content: bytes) -> ExtractAccounts:
    """The accounts of an extract (ISO-8859-1, LF or CRLF). Raises UnreadableExtract."""
    layout = record_format()
    fields = {field.name: field for field in layout.fields}
    amounts: dict[AccountKey, int] = defaultdict(int)
    identities: dict[tuple[str, ...], int] = {}
    problems: list[str] = []
    for number, record in enumerate(content.decode(layout.encoding).split("\n"), start=1):
        text = record.removesuffix("\r")
        if not text:
            continue
        if len(text) != layout.length:
            problems.append(f"Linje {number}: posten har {len(text)} tegn, den skal ha {layout.length}.")
            continue
        identities.setdefault(tuple(_cut(text, fields[name]) for name in _IDENTITY), number)
        problem = _add(text, fields, amounts)
        if problem:
            problems.append(f"Linje {number}: {problem}")
    if len(identities) > 1:
        (first, _), (second, number) = list(identities.items())[:2]
        names = [
            fields[name].norwegian for name, one, other in zip(_IDENTITY, first, second, strict=True) if one != other
        ]
        problems.append(
            f"Linje {number}: filen blander flere verdier av {', '.join(names)}. Del den i én fil for hver."
        )
    if not identities and not problems:
        problems.append("Filen har ingen poster.")
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        raise UnreadableExtract(problems[:_MOST_PROBLEMS] + ([f"... og {more} linjer til."] if more > 0 else []))
    form, year, quarter, region, organisation = next(iter(identities))
    return ExtractAccounts(forms()[form], int(year), quarter, region, organisation, dict(amounts))


def _cut(text: str, field: Field) -> str:
    return text[field.start : field.stop].strip()


def _add(text: str, fields: Mapping[str, Field], amounts: dict[AccountKey, int]) -> str:
    """Add one record; what is wrong with it, or nothing."""
    form = forms().get(_cut(text, fields["form"]))
    if form is None:
        return f"skjemaet «{_cut(text, fields['form'])}» er ikke et regnskapsskjema."
    if not _cut(text, fields["year"]).isdigit():
        return f"årgangen «{_cut(text, fields['year'])}» er ikke et år."
    digit = text[fields["account_class"].start]
    classes = {form.operating: "D", form.investment: "I", form.balance: "B"}
    account_class = classes.get(digit)
    if account_class is None:
        allowed = ", ".join(form.account_classes)
        return f"kontoklassen «{digit}» hører ikke til skjema {form.code} (skal være {allowed})."
    raw = text[fields["amount"].start : fields["amount"].stop]
    if not _AMOUNT.fullmatch(raw):
        return f"beløpet «{raw}» er ikke et helt tall til høyre i feltet."
    key = AccountKey(account_class, _cut(text, fields["code"]), _cut(text, fields["item"]))
    amounts[key] += int(raw)
    return ""
