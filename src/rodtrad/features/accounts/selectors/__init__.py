"""What can be read of the municipality's amounts."""
