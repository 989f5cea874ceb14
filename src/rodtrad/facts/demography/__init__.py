"""Facts that demographic need is computed by: services, unit costs with their source, and the age support ratio."""
