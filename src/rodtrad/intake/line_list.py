"""Lines named by a person, as in `12,40-42`."""

import re


def parse_lines(text: str) -> frozenset[int]:
    """The line numbers that a list such as `12,40-42` names. Raises ValueError for anything else."""
    lines: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*([0-9]{1,9})\s*(?:-\s*([0-9]{1,9})\s*)?", part)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            raise ValueError(part)
        lines.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(lines)
