"""What a control finds: its number, how grave it is, the lines it concerns and what to do."""

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How grave a finding is, mildest first. ERROR and FATAL stop the delivery to Statistics Norway."""

    OK = 0
    INFO = 1
    WARNING = 2
    ERROR = 3
    FATAL = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `lines` is empty when the finding concerns a sum over the file."""

    control: str
    severity: Severity
    lines: tuple[int, ...]
    message: str
