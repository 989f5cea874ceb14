"""What a municipality must state before its finances can be forecast, and how the plan's lines carry on."""
