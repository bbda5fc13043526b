"""The pages of runs, coverage and the review budget."""
