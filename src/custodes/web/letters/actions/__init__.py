"""Every write of the letters: each checked first, and recorded with what it did."""
