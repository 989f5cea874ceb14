"""The commands that compute from an extract start without the web framework."""

import subprocess
import sys
from pathlib import Path

import pytest

RECORD = "0A2025 999800                  1202 010      800\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["kostra", "key-figures", "FILE", "--definitions", "2016", "--format", "csv"],
        ["kostra", "key-figures", "FILE", "--definitions", "current"],
        ["kostra", "statements", "FILE", "--statement", "5-4", "--format", "json"],
        ["kostra", "statements", "FILE", "--statement", "5-6"],
        ["where", "netto driftsresultat"],
    ],
)
def test_neither_django_nor_a_feature_is_imported(arguments: list[str], tmp_path: Path) -> None:
    file = tmp_path / "0A.dat"
    file.write_text(RECORD, encoding="iso-8859-1")
    words = [str(file) if word == "FILE" else word for word in arguments]
    program = (
        "import sys\n"
        "from rodtrad.interfaces.cli.main import main\n"
        f"code = main({words!r})\n"
        "bad = [name for name in sys.modules if name.startswith(('django', 'rodtrad.features'))]\n"
        "sys.exit(f'imported: {bad}' if bad else code)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
