"""Migrations of the letters."""
