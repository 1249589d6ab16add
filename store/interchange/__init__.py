"""Datasets that other tools have written: bytes in, documents with their marks out."""
