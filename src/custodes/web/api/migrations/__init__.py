"""How the table of the tokens came to be."""
