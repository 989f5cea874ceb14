"""What every feature stands on: the audit log, access, the organisation, batches of raw data."""
