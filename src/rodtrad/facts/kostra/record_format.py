"""The record of the KOSTRA accounting extract: where each field stands, and the intervals that codes fall in.

Provision: Statistics Norway's file description "Regnskap"; the facts are in `record_format.yaml`.
"""

from dataclasses import dataclass
from functools import cache

from rodtrad.facts.reader import FactFileError, read_yaml

PATH = "kostra/record_format.yaml"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `start` and `stop` slice the record's text; numbers are justified to the right."""

    name: str
    norwegian: str
    start: int
    stop: int
    right: bool

    @property
    def width(self) -> int:
        """The number of characters."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class RecordFormat:
    """The fixed-width record: its fields in order, without gaps."""

    length: int
    encoding: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field called `name`; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@cache
def record_format() -> RecordFormat:
    """The record as Statistics Norway describes it. Raises FactFileError when the fields leave a gap."""
    content = read_yaml(PATH)
    fields = tuple(
        Field(f["name"], f["norwegian"], f["from"] - 1, f["to"], f["justify"] == "right") for f in content["fields"]
    )
    stops = [0, *(field.stop for field in fields)]
    if [field.start for field in fields] != stops[:-1] or stops[-1] != content["record_length"]:
        raise FactFileError(PATH, "the fields must follow each other and fill the record")
    return RecordFormat(content["record_length"], content["encoding"], fields)


@cache
def interval(name: str) -> range:
    """The whole numbers of a named interval, such as "expenditure_arts"."""
    entry = read_yaml(PATH)["intervals"][name]
    return range(entry["first"], entry["last"] + 1)
