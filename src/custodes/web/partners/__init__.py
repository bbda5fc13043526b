"""Partners: the organisations that support vulnerable people, and how developed each link is."""
