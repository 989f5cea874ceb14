"""The program `rodtrad`: gives the commands the way to open an installation, and runs the one that was asked for."""

import sys

from rodtrad.config.installation import open_installation
from rodtrad.interfaces.cli import main as commands
from rodtrad.interfaces.cli.installation import hand_over


def main() -> int:
    """Run the command line. Returns the exit code."""
    hand_over(open_installation)
    return commands.main()


if __name__ == "__main__":
    sys.exit(main())
