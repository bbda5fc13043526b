"""What is done with runs: each act by somebody, at a time, and on record."""
