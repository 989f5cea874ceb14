"""The one way to change state: a command checks the permission, opens the transaction, and writes the event.

    @command("budget.change.edit")
    def edit_change(change_id: str, version: int, ..., *, by: Actor) -> Change: ...

The result (or its `audit_id`) names the object in the log. `unit_path=` among the arguments scopes the permission.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models, transaction

from rodtrad.foundation.access.actors import Actor, may
from rodtrad.foundation.access.models import Versioned
from rodtrad.foundation.audit.models import Outcome
from rodtrad.foundation.audit.services.events import record

COMMANDS: dict[str, str] = {}
_Editable = TypeVar("_Editable", bound=Versioned)


class Refused(Exception):
    """The actor may not do this. Shown as "not found", so that what is hidden is not revealed."""


class StaleVersion(Exception):
    """Somebody else saved the object after it was read; `current` is the version that is stored now."""

    def __init__(self, current: int) -> None:
        super().__init__(
            "Noen andre har lagret en nyere versjon mens du arbeidet. Ingenting er overskrevet: "
            "hent den nye versjonen, sammenlign med din, og lagre på nytt."
        )
        self.current = current


def _object_id(result: Any) -> str:
    if isinstance(result, models.Model):
        return f"{result._meta.label_lower}:{result.pk}"
    return str(getattr(result, "audit_id", ""))


def command(action: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function the command for `action`. It must take `by: Actor` as a keyword.

    Raises Refused (after an event in its own transaction) when the actor may not.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        COMMANDS[action] = f"{function.__module__}.{function.__qualname__}"

        @functools.wraps(function)
        def run(*arguments: Any, by: Actor, **named: Any) -> Any:
            if not may(by, action, str(named.get("unit_path", ""))):
                with transaction.atomic():
                    record(actor=by.id, hat=by.hat, action=action, object_id="", outcome=Outcome.REFUSED)
                raise Refused(action)
            with transaction.atomic():
                result = function(*arguments, by=by, **named)
                record(actor=by.id, hat=by.hat, action=action, object_id=_object_id(result), outcome=Outcome.DONE)
            return result

        run.action = action  # type: ignore[attr-defined]
        return run

    return decorate


def claim(model: type[_Editable], key: Any, version: int) -> _Editable:
    """Lock the object for this transaction and raise its version. Raises StaleVersion when `version` is not current."""
    found = model._default_manager.select_for_update().get(pk=key)
    if found.version != version:
        raise StaleVersion(found.version)
    found.version = version + 1
    return found
