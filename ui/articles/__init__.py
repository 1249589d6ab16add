"""The list of articles: its model, filter box and facets."""
