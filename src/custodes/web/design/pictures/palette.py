"""The colours of the pictures on paper; `assets/_pictures.scss` gives each its value in the dark.

Words need a contrast of 4.5 with what is behind them and marks 3 (WCAG 2.2, 1.4.3 and 1.4.11);
axe cannot see into a picture, so a test of ours computes it, for both themes.
"""

INK = "#0b0c0c"
QUIET = "#4d5459"
LINE = "#b1b4b6"
WASH = "#eef1f4"
PAPER = "#ffffff"
BLUE = "#1d5a9e"
RED = "#b3261e"
GREEN = "#00623b"
PURPLE = "#6b3fa0"
AMBER = "#8a5000"

STEPS = (WASH, "#c9dcf1", "#8fb5dd", "#4f86c0", BLUE, "#12365e")
"""From none to most: a heat map's cells, a tile map's states."""

ON_STEP = (INK, INK, INK, INK, PAPER, PAPER)
"""The colour of words on each step."""

WORDS = (INK, QUIET, BLUE, RED, GREEN, PURPLE, AMBER)
"""Colours that words may have on paper and on the wash."""

MARKS = (BLUE, RED, GREEN, PURPLE, AMBER, QUIET)
"""Colours that marks may have."""
