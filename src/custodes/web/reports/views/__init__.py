"""The pages of intake, safeguarding, intelligence and the custodians of sources."""
