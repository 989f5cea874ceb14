"""The statutory statements of FOR-2019-06-07-714 chapter 5, computed from aggregated accounts, budgets or plans."""
