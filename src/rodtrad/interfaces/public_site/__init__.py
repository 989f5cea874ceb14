"""The public site: a server that reads published files only, with no database, no cookies and no drafts to leak."""
