"""What is done with reports: each act by somebody, at a time, for a reason, and on record."""
