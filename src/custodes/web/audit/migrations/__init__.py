"""How the tables of the audit came about."""
