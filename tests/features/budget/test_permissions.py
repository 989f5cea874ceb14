"""Every command of the budget has a declared action, and every action a command."""

import importlib
import pkgutil

from rodtrad.features.budget import services
from rodtrad.features.budget.permissions import ACTIONS
from rodtrad.foundation.access.commands import COMMANDS


def test_actions_and_commands_are_the_same() -> None:
    for module in pkgutil.iter_modules(services.__path__, services.__name__ + "."):
        importlib.import_module(module.name)
    own = {action for action, function in COMMANDS.items() if function.startswith("rodtrad.features.budget.")}
    assert own == set(ACTIONS)
