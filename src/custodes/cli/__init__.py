"""The command line: one file a command; `main` gathers them."""
