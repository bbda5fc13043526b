"""The pages of the register, of questions to partners and of what is printed for them."""
