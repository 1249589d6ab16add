"""Exports read by the tools they are for, each in a virtual environment of its own."""
