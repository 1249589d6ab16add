"""The recogniser that a project teaches: features, labels, clusters, tagging and its own precision and recall."""
