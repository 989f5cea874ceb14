"""The house holds: actions are declared and granted, facts have sources, commands start light, files stay small."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import rodtrad
from rodtrad.documents.blocks import PROVIDERS
from rodtrad.documents.labels import LANGUAGES
from rodtrad.foundation.access.actors import matches, patterns_by_role
from rodtrad.foundation.access.commands import COMMANDS
from rodtrad.interfaces.cli.main import COMMANDS as CLI_COMMANDS

SOURCE = Path(rodtrad.__file__).parent
LONGEST_MODULE = 400


def declared_actions() -> dict[str, str]:
    """Every action that a feature or the foundation declares in its permissions module."""
    found: dict[str, str] = {}
    for file in sorted(SOURCE.glob("f*/*/permissions.py")):
        module = importlib.import_module(".".join(("rodtrad", *file.relative_to(SOURCE).with_suffix("").parts)))
        found |= module.ACTIONS
    return found


def every_module() -> list[str]:
    return [m.name for m in pkgutil.walk_packages(rodtrad.__path__, "rodtrad.") if ".migrations" not in m.name]


def test_every_command_takes_a_declared_action_and_every_action_has_a_command() -> None:
    for name in every_module():
        if ".services" in name:
            importlib.import_module(name)
    assert set(COMMANDS) == set(declared_actions())


def test_every_source_of_data_has_a_name_for_readers_in_every_language() -> None:
    for name in every_module():
        if name.endswith(".providers"):
            importlib.import_module(name)
    own = {id: found.titles for id, found in PROVIDERS.items() if found.read.__module__.startswith("rodtrad.")}
    assert own
    assert {id: titles for id, titles in own.items() if set(titles) != set(LANGUAGES)} == {}


def test_every_role_pattern_covers_an_action() -> None:
    actions = declared_actions()
    idle = {
        (role, pattern)
        for role, patterns in patterns_by_role().items()
        for pattern in patterns
        if not any(matches(action, pattern) for action in actions)
    }
    assert not idle


@pytest.mark.parametrize("file", sorted((SOURCE / "facts").rglob("*.yaml")), ids=lambda f: f.name)
def test_every_file_of_facts_names_its_source(file: Path) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert content.get("source"), f"{file} has no source"


@pytest.mark.parametrize("file", sorted((SOURCE / "facts").rglob("*.csv")), ids=lambda f: f.name)
def test_every_table_of_facts_has_its_source_beside_it(file: Path) -> None:
    assert file.with_suffix(".source.yaml").is_file()


def test_no_module_is_longer_than_the_reason_to_split_it() -> None:
    long = {
        str(file.relative_to(SOURCE)): lines
        for file in SOURCE.rglob("*.py")
        if "migrations" not in file.parts
        and (lines := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if "migrations" not in file.parts
        and file.read_text(encoding="utf-8").strip()
        and not file.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))
    ]
    assert not silent


def test_help_imports_no_feature_and_no_framework() -> None:
    code = (
        "import sys; from rodtrad.interfaces.cli.main import main; main(['--help']); "
        "loaded = [m for m in sys.modules if m.startswith(('django', 'rodtrad.features', 'rodtrad.foundation'))]; "
        "sys.exit(str(loaded) if loaded else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", sorted(CLI_COMMANDS))
def test_every_command_that_help_names_is_there(name: str) -> None:
    module = importlib.import_module(f"rodtrad.interfaces.cli.{CLI_COMMANDS[name][0]}")
    assert callable(module.main)
