"""Reading a text as if it were a fetched file."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from rodtrad.intake.column_map import ColumnMap
from rodtrad.intake.fetch import fetch_file
from rodtrad.intake.map_reading import load_map
from rodtrad.intake.parse import parse
from rodtrad.intake.row_staging import Decisions
from rodtrad.intake.staged import Staged

Read = Callable[..., Staged]


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    """Parse bytes or text with a map (or the name of one); everything is closed after the test."""
    with ExitStack() as stack:

        def run(
            content: str | bytes,
            column_map: ColumnMap | str = "rodtrad-standard",
            decisions: Decisions | None = None,
            *,
            bulk: bool | None = None,
        ) -> Staged:
            path = tmp_path / "kilde"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            chosen = load_map(column_map) if isinstance(column_map, str) else column_map
            return stack.enter_context(parse(fetch_file(path), chosen, decisions, bulk=bulk))

        yield run
