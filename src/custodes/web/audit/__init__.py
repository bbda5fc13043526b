"""The audit: who did or saw what and when, so kept that a change to it afterwards shows."""
