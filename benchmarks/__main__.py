"""Runs the benchmarks and writes their report in Markdown: `python -m benchmarks [--small] [name ...]`.

Machines are noisy: read the ratios to the peers, not the seconds.
"""

import argparse
import importlib
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent
REPORT = FOLDER / "results" / "report.md"
PACKAGES = ("rodtrad", "duckdb", "django", "typst", "python-docx", "numpy", "granian")


def names() -> list[str]:
    """The benchmarks, by module name: every module here that offers `run(full)`."""
    modules = (file for file in sorted(FOLDER.glob("*.py")) if not file.name.startswith("_"))
    return [file.stem for file in modules if "\ndef run(" in file.read_text(encoding="utf-8")]


def machine() -> list[str]:
    """What the figures were measured on."""
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    return [
        "# Benchmarks",
        "",
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC on {platform.machine()}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.release()}, CPython {platform.python_version()}; {versions}.",
        "",
    ]


def main() -> int:
    """Run the chosen benchmarks, or all, and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    parser.add_argument("--small", action="store_true", help="small sizes, to see that everything runs")
    options = parser.parse_args()
    unknown = set(options.names) - set(names())
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    report = machine()
    for name in options.names or names():
        print(f"{name} ...", file=sys.stderr, flush=True)
        module = importlib.import_module(f"benchmarks.{name}")
        lines = module.run(not options.small)
        summary = (module.__doc__ or name).strip().splitlines()[0]
        report += [f"## {name}", "", summary, "", *lines, ""]
        print("\n".join(lines), flush=True)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join(report), encoding="utf-8")
    print(f"report: {REPORT}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
