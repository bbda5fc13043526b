"""SQLite with the audit's tables guarded: Django loads `base` from here by name."""
