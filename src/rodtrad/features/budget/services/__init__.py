"""The commands that change the budget."""
