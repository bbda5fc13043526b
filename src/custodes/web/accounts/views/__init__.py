"""The pages of the accounts, one module a noun."""
