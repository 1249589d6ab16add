"""The tagging panel: codebook, suggestions, and the marks and notes of the current article."""
