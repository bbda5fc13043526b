"""How the table of the files came to be."""
