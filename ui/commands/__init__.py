"""The verbs of the command line, by what they do; none of them imports Qt."""
