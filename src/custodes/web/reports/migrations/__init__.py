"""The tables of the reading side, one step after the other."""
