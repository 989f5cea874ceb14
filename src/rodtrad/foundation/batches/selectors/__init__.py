"""What can be read of raw files and batches."""
