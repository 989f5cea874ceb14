"""The ways in and out: the command line, the public site, and later the workspace and the API."""
