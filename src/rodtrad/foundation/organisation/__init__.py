"""The municipality and its units: the responsibility structure (ansvar), versioned for each budget year."""
