"""The guide of column maps names every key that a map may have, and its example is a map that works."""

import re
from pathlib import Path

from rodtrad.calculations.ledger import Category
from rodtrad.intake.amounts import AMOUNT_UNITS, GROUPINGS
from rodtrad.intake.dates import DATE_FORMS
from rodtrad.intake.map_reading import read_map, shipped_maps
from rodtrad.intake.postings import DIMENSIONS, Kind

GUIDE = (Path(__file__).parents[2] / "docs/guides/kolonnekart.md").read_text(encoding="utf-8")
KEYS = """
    file numbers dates sign account names kind amounts rounding organisation period voucher date text
    categories categories_confirmed
    column constant digits pad values others default optional required debit credit year
    format encoding delimiter quote escape sheet header_row decimal grouping zero empty parentheses unit
"""


def test_the_example_is_a_column_map() -> None:
    example = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[0]
    assert read_map(example, "guide").name == "min-kommune-drift"


def test_every_key_value_and_shipped_map_is_described() -> None:
    words = set(re.findall(r"[\w./-]+", GUIDE))
    expected = {
        *KEYS.split(),
        *DIMENSIONS,
        *Kind,
        *DATE_FORMS,
        *AMOUNT_UNITS,
        *GROUPINGS,
        *shipped_maps(),
        *Category,
    } - {"free2"}
    assert expected - words == set()
