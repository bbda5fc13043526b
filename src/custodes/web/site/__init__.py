"""The site: the one place that puts the areas of the web together and serves them."""
