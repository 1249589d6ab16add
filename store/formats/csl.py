"""The format `csl`: see `store.formats.biblio`."""

from store.formats.biblio import CSL as FORMAT

__all__ = ["FORMAT"]
