"""The features: one Django app for each thing that users name."""
