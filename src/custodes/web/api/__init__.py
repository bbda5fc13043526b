"""The read-only interface for other programs: what the pages show, as JSON, by the same rules."""
