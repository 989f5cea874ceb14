"""Inhabitants by age and year, and what their number means for services, working life and kroner (TBU/KS method)."""
