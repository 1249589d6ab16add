"""The window of Galpi and its command line."""
