"""How the tables of the alerts came to be."""
