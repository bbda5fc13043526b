"""What is done to the plan: each act by somebody, at a moment, and on record."""
