"""From what indicators found to the few alerts that a unit can read."""
