"""The goals of the municipality's plans and the indicators that tell whether they are reached."""
