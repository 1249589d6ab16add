"""The format `ris`: see `store.formats.biblio`."""

from store.formats.biblio import RIS as FORMAT

__all__ = ["FORMAT"]
