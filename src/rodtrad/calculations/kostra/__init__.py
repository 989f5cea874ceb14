"""Calculations on the municipal accounts as KOSTRA (the municipality-state reporting) has them."""
