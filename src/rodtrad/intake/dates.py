"""The forms of dates that column maps name, read to ISO dates alike in Python and in SQL."""

import re
from datetime import date

from rodtrad.intake.amounts import quoted

DATE_FORMS = {
    "dd.mm.yyyy": r"([0-9]{2})\.([0-9]{2})\.([12][0-9]{3})",
    "dd/mm/yyyy": r"([0-9]{2})/([0-9]{2})/([12][0-9]{3})",
    "yyyy-mm-dd": r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})",
    "yyyymmdd": r"([12][0-9]{3})([0-9]{2})([0-9]{2})",
    "ddmmyyyy": r"([0-9]{2})([0-9]{2})([12][0-9]{3})",
}
"""Form in a column map -> the pattern that a date must match whole, with its three groups in the order written."""


def parse_date(text: str, form: str) -> date | None:
    """The date that a trimmed text means in that form, or None when it is no date."""
    match = re.fullmatch(DATE_FORMS[form], text)
    if match is None:
        return None
    parts = match.groups()
    year, month, day = parts if form.startswith("y") else parts[::-1]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def date_sql(trimmed: str, form: str) -> str:
    """The SQL expression of `parse_date` over an expression that is a trimmed text; null for what is no date."""
    directives = form.replace("dd", "%d").replace("mm", "%m").replace("yyyy", "%Y")
    matches = f"regexp_full_match({trimmed}, {quoted(DATE_FORMS[form])})"
    return f"CASE WHEN {matches} THEN CAST(try_strptime({trimmed}, {quoted(directives)}) AS DATE) END"
