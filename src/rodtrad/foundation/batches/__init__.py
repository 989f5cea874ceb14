"""What was fetched from outside, kept as it came: the trace from a published number back to its bytes."""
