"""The part of `rodtrad import` that stores: it opens the installation and runs the command of the accounts."""

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rodtrad.intake.row_staging import Decisions
from rodtrad.intake.staged import Staged
from rodtrad.interfaces.cli.installation import open_installation

if TYPE_CHECKING:
    from rodtrad.foundation.access.actors import Actor


def store(
    staged: Staged, data: Path | None, data_set: str | None, decisions: Decisions, *, replace: bool
) -> tuple[str, str | None]:
    """Store a staged file: `imported`, `unchanged` or `conflict`, and a message where there is something to say."""
    with open_installation(data) as folder:
        from rodtrad.features.accounts.services.imports import ImportStopped, apply_import
        from rodtrad.foundation.access.actors import operator

        me = operator(getpass.getuser())
        _clear(folder, me)
        try:
            applied = apply_import(
                staged,
                folder,
                data_set=data_set or staged.column_map.name,
                decisions=decisions,
                replace=replace,
                by=me,
            )
        except ImportStopped as stopped:
            return "conflict", str(stopped)
        message = f"{applied.replaced} eldre filer er erstattet." if applied.replaced else None
        return str(applied.outcome), message


def _clear(folder: Path, me: "Actor") -> None:
    """Clear what a cut-off import left behind."""
    from rodtrad.features.accounts.selectors.files import store_state
    from rodtrad.features.accounts.services.imports import clear_leftovers

    state = store_state(folder, contents=False)
    if state.unregistered or state.unfinished:
        gone = clear_leftovers(folder, by=me)
        files = "1 fil" if len(gone) == 1 else f"{len(gone)} filer"
        print(f"rodtrad import: {files} fra en avbrutt import er fjernet.", file=sys.stderr)
