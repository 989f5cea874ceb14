"""Forecasts beyond the plan: stated premises and projections, and the blocks that show what follows from them."""
