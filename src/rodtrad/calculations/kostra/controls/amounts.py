"""How the controls' messages write an amount."""

from rodtrad.values.numbers import format_number


def thousand(amount: int) -> str:
    """An amount of the extract with its unit."""
    return f"{format_number(amount)} tusen kroner"
