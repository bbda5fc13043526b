"""Building blocks that purposes, indicators and the pipeline are made of."""
