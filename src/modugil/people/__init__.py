"""Who may do what: accounts, roles, sessions, the record of what was done, and tasks."""
