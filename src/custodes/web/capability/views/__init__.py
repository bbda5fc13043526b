"""The pages of capability and capacity."""
