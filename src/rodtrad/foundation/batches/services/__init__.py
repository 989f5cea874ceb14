"""Keeping raw files and noting batches."""
