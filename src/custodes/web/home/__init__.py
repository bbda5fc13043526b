"""The start page: where to go, and six tasks to begin with."""
