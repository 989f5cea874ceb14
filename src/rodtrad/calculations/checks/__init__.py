"""The checks of a budget and plan, per legal entity, with their law reference and an answer in plain words."""

from rodtrad.calculations.checks.registry import check_ids, run_checks
from rodtrad.calculations.checks.results import CheckResult, CheckYear, State

__all__ = ["CheckResult", "CheckYear", "State", "check_ids", "run_checks"]
