"""Links to what an entity is elsewhere: addresses and pairs of scheme and identifier, one into the other."""

from __future__ import annotations

from urllib.parse import unquote

_CATALOGUES = (
    ("Wikidata", "www.wikidata.org/entity/"),
    ("Wikidata", "www.wikidata.org/wiki/"),
    ("VIAF", "viaf.org/viaf/"),
    ("GeoNames", "sws.geonames.org/"),
    ("GeoNames", "www.geonames.org/"),
    ("ISNI", "isni.org/isni/"),
    ("ORCID", "orcid.org/"),
    ("ROR", "ror.org/"),
    ("OpenAlex", "openalex.org/"),
    ("DBpedia", "dbpedia.org/resource/"),
)
UID = "Galpi"
"""The scheme under which an entity of a Galpi project is linked to by its uid."""


def link_of(address: str) -> tuple[str, str] | None:
    """Give scheme and identifier of an address: of a known catalogue, of our own, else the address as it is."""
    said = address.strip()
    if said.startswith("urn:galpi:entity:"):
        return UID, unquote(said.removeprefix("urn:galpi:entity:"))
    if said.startswith("urn:") and said.count(":") >= 2:
        _, scheme, identifier = said.split(":", 2)
        return scheme, unquote(identifier)
    bare = said.removeprefix("https://").removeprefix("http://")
    for scheme, start in _CATALOGUES:
        if bare != said and bare.startswith(start):
            return scheme, unquote(bare[len(start) :].strip("/"))
    return ("IRI", said) if bare != said and bare else None


def pair_of(said: str) -> tuple[str, str] | None:
    """Give scheme and identifier of `scheme:identifier`, of an address, or of a uid alone."""
    if said.startswith(("http://", "https://", "urn:")):
        return link_of(said)
    scheme, colon, identifier = said.partition(":")
    if colon and scheme.strip() and identifier.strip():
        return scheme.strip(), identifier.strip()
    return (UID, said.strip()) if said.strip() else None
