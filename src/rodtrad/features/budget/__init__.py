"""Budget rounds, the ledger of changes, investment projects, funds, targets and proposals."""
