"""What the groups of functions are called, and whether the name is confirmed by a source."""

from functools import cache

from rodtrad.facts.reader import read_yaml


@cache
def group_label(group: str) -> tuple[str, bool]:
    """The label of a group such as FGK7 and whether it is verified. Raises KeyError for an unknown group."""
    content = read_yaml("kostra/key_figures/concepts.yaml")
    for entries in content.values():
        if isinstance(entries, dict) and group in entries:
            entry = entries[group]
            return entry["label"], entry.get("label_certainty") != "unverified"
    raise KeyError(group)
