"""The municipality's amounts: accounts, budgets and plans, imported from files and read by every other feature."""
