"""Benchmarks: one module per headline figure, each against a named peer that is measured in the same run."""
