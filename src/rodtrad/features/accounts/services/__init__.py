"""What changes the municipality's amounts."""
