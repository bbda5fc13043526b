"""The pages of the audit, one module a noun."""
