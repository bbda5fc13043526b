"""What the unit can do, and how much: systems watched, people, demand and the wait between."""
