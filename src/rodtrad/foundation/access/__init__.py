"""Who may do what: actors with one active hat, roles scoped to units, and the command that everything goes through."""
