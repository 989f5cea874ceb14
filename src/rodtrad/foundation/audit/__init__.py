"""The event log: who did what to which object, when, and whether it was allowed. Never content."""
