"""Adapters: an export of a force system becomes rows of our tables; one folder each."""
