"""The reader: one article set for long reading, with every mark on it."""
