"""What the resident engine holds in memory: sets of articles by value, families of values, and orders."""
