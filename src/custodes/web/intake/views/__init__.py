"""The pages of the intake, by what somebody does on them."""
