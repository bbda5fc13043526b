"""What the force has said it will do: plan lines, the evidence for them, the check of both."""
