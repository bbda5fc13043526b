"""What can be read, by kind of thing."""
