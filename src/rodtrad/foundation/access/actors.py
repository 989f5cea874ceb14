"""Actors and what their active hat allows."""

import datetime
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from django.db.models import Q

from rodtrad.foundation.access.models import RoleAssignment

OPERATOR = "operator"


@dataclass(frozen=True)
class Actor:
    """Somebody who acts: a stable id and the one hat (role) that is worn now."""

    id: str
    hat: str


@cache
def patterns_by_role() -> dict[str, tuple[str, ...]]:
    """The action patterns of each role, from `roles.yaml`."""
    text = files("rodtrad.foundation.access").joinpath("roles.yaml").read_text(encoding="utf-8")
    return {role: tuple(entry["actions"]) for role, entry in yaml.safe_load(text)["roles"].items()}


def matches(action: str, pattern: str) -> bool:
    """True when `pattern` is the action itself or a group above it ("budget.*")."""
    return action == pattern or (pattern.endswith(".*") and action.startswith(pattern[:-1]))


def operator(name: str) -> Actor:
    """The person at the machine's own command line, who holds the operator's hat by having the machine."""
    return Actor(f"operator:{name}", OPERATOR)


def may(actor: Actor, action: str, unit_path: str = "") -> bool:
    """True when the actor's active hat allows the action for the unit at `unit_path` today. Denies by default."""
    if not any(matches(action, pattern) for pattern in patterns_by_role().get(actor.hat, ())):
        return False
    if actor.hat == OPERATOR:
        return actor.id.startswith("operator:")
    today = datetime.date.today()
    held = RoleAssignment.objects.filter(actor=actor.id, role=actor.hat, valid_from__lte=today)
    paths = held.filter(Q(valid_to=None) | Q(valid_to__gte=today)).values_list("unit_path", flat=True)
    return any(not path or unit_path == path or unit_path.startswith(path + "/") for path in paths)
