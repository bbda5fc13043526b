"""Runs of the engine, coverage and the review budget, as pages and as jobs."""
