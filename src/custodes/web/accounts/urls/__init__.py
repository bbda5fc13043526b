"""The addresses of the accounts, one module a noun."""
