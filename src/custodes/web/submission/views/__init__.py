"""The pages of the submissions."""
