"""The filter language: text in, a tree, then SQL and its parameters out."""
