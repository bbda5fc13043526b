"""Alerts as pages: the queue's sentence, the evidence behind it, and what speaks against it."""
