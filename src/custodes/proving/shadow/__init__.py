"""The shadow-mode kit: what a force does in 90 silent days to learn how good the product is."""
