"""From an accounting extract of KOSTRA to the accounts that key figures and statements are computed from.

Records with the same account are added up, as the receiver does; records of zero count as posted. A file that mixes
forms, years, regions or organisations is refused, since their sum would belong to nobody.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rodtrad.calculations.accounts import AccountKey
from rodtrad.calculations.kostra.extract_record import Record, read_records
from rodtrad.facts.kostra.forms import Form, forms
from rodtrad.facts.kostra.record_format import record_format
from rodtrad.intake.kostra_extract.reader import CARRIAGE_RETURN, read_extract

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
    pieces = enumerate(read_extract(content).pieces, start=1)
    lines = [(number, text) for number, piece in pieces if (text := piece.strip(CARRIAGE_RETURN))]
    length = record_format().length
    problems = [
        f"Linje {number}: posten har {len(text)} tegn, den skal ha {length}."
        for number, text in lines
        if len(text) != length
    ]
    whole = [(number, text) for number, text in lines if len(text) == length]
    amounts: dict[AccountKey, int] = defaultdict(int)
    identities: dict[tuple[str, ...], int] = {}
    for (number, _), record in zip(whole, read_records(text for _, text in whole), strict=True):
        identities.setdefault(tuple(field.strip() for field in record.header[: len(_IDENTITY)]), number)
        problem = _add(record, amounts)
        if problem:
            problems.append(f"Linje {number}: {problem}")
    problems += _mixed(identities)
    if not identities and not problems:
        problems.append("Filen har ingen poster.")
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        raise UnreadableExtract(problems[:_MOST_PROBLEMS] + ([f"... og {more} til."] if more > 0 else []))
    form, year, quarter, region, organisation = next(iter(identities))
    return ExtractAccounts(forms()[form], int(year), quarter, region, organisation, dict(amounts))


def _mixed(identities: dict[tuple[str, ...], int]) -> list[str]:
    """What is wrong when the file holds the accounts of more than one period or reporter."""
    if len(identities) < 2:
        return []
    (first, _), (second, number) = list(identities.items())[:2]
    pairs = zip(_IDENTITY, first, second, strict=True)
    names = [record_format().field(name).norwegian for name, one, other in pairs if one != other]
    return [f"Linje {number}: filen blander flere verdier av {', '.join(names)}. Del den i én fil for hver."]


def _add(record: Record, amounts: dict[AccountKey, int]) -> str:
    """Add one record; what is wrong with it, or nothing."""
    form = forms().get(record.header.form)
    if form is None:
        return f"skjemaet «{record.header.form.strip()}» er ikke et regnskapsskjema."
    if not record.header.year.isdigit():
        return f"årgangen «{record.header.year.strip()}» er ikke et år."
    account_class = {form.operating: "D", form.investment: "I", form.balance: "B"}.get(record.account_class)
    if account_class is None:
        allowed = ", ".join(form.account_classes)
        return f"kontoklassen «{record.account_class}» hører ikke til skjema {form.code} (skal være {allowed})."
    if not _AMOUNT.fullmatch(record.amount_text):
        return f"beløpet «{record.amount_text}» er ikke et helt tall til høyre i feltet."
    amounts[AccountKey(account_class, record.function, record.item.strip())] += record.amount
    return ""
