"""Words, errors and times that every other part shares; standard library only."""
