"""The municipality's finances beyond the plan: loans, prices, pension, self-cost, and how sure the answer is."""
