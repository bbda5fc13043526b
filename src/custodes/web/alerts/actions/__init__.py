"""What is done to alerts: each act by somebody, for a reason, at a time, and on record."""
