"""What is done to registers, reviews and threat assessments: each by somebody, and on record."""
