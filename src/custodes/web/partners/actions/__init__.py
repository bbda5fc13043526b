"""What is done to the register: each act by somebody, at a time, and on record."""
