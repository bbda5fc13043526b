"""Accounts: who signs in and how, in which compartments they work, and from what they are kept."""
