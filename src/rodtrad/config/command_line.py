"""The program `rodtrad`: hands the commands what they may not reach themselves, and runs the one asked for."""

import sys
from pathlib import Path
from typing import Any

from rodtrad.config.installation import open_installation
from rodtrad.config.start_up import examine_before_serving
from rodtrad.interfaces.cli import main as commands
from rodtrad.interfaces.cli.installation import HandedOver, Say, hand_over


def _load_demo(data: Path, say: Say) -> Any:
    from rodtrad.demo.run import run

    return run(data, say)


def main() -> int:
    """Run the command line. Returns the exit code."""
    hand_over(HandedOver(open_installation, _load_demo, examine_before_serving))
    return commands.main()


if __name__ == "__main__":
    sys.exit(main())
