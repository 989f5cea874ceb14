"""Fjellvik: a fictional municipality whose accounts, budget and plan show what the product does."""
