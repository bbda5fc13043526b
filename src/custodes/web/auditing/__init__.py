"""The audit as pages: events for the auditor, checkpoints for whoever verifies, one's own looks."""
