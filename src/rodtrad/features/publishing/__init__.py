"""Publishing: which editions have been published, by whom, with which checksum, and whether they are still whole."""
