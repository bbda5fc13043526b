"""The pages of the assessments."""
