"""How the tables of the pseudonyms came to be."""
