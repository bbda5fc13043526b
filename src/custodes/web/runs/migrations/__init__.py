"""The tables of runs, replays, checks, coverage and budgets."""
