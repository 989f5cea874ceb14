"""Reading the budget as plain values of the ledger."""
