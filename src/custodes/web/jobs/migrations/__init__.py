"""How the table of the jobs came to be."""
