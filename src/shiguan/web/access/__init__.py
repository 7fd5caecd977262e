"""Who may do what: people with roles, their sessions and tokens, and the log of what they did."""
