"""Pictures of results as SVG of our own: the same on the screen, on paper and without a script."""
