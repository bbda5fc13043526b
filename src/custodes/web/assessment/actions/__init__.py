"""Every write of the assessments: each checked first, and recorded with what it did."""
