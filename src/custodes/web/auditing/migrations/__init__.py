"""Migrations of the audit's pages."""
