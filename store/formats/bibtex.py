"""The format `bibtex`: see `store.formats.biblio`."""

from store.formats.biblio import BIBTEX as FORMAT

__all__ = ["FORMAT"]
