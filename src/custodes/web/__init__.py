"""The pages: accounts, decisions, audit and the work of a counter-corruption unit."""
