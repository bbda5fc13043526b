"""The pages of the letters and of the overview."""
