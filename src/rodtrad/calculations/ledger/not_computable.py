"""The answer when a figure cannot be computed: a reason in plain Norwegian, never a zero."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotComputable:
    """Why a figure cannot be computed and what would make it computable, as a Norwegian sentence."""

    reason: str
