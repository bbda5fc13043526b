"""Letters to forces and the national overview: composed from findings, issued once, for good."""
