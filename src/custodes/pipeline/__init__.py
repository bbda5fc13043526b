"""The public way in and through: take in, explain, measure, rank, replay."""
