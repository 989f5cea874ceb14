"""The budget's blocks: pure functions from a plan view to nodes."""
