"""Addresses of what an identifier of another catalogue means."""

from __future__ import annotations

from urllib.parse import quote

from store.dataset.items import Link

_CATALOGUES = {
    "wikidata": "http://www.wikidata.org/entity/",
    "viaf": "http://viaf.org/viaf/",
    "geonames": "https://sws.geonames.org/",
    "isni": "https://isni.org/isni/",
    "orcid": "https://orcid.org/",
    "ror": "https://ror.org/",
    "openalex": "https://openalex.org/",
    "dbpedia": "http://dbpedia.org/resource/",
}


def iri(scheme: str, identifier: str) -> str:
    """Give the address of an identifier; one of an unknown scheme is a URN."""
    if identifier.startswith(("http://", "https://")):
        return identifier.replace(" ", "%20")
    catalogue = _CATALOGUES.get(scheme.casefold())
    safe = quote(identifier, safe="")
    return f"{catalogue}{safe}" if catalogue else f"urn:{quote(scheme.lower(), safe='')}:{safe}"


def entity_iri(link: Link) -> str:
    """Give the address of an entity: of its first identifier elsewhere, else its own."""
    return iri(*link.external[0]) if link.external else f"urn:galpi:entity:{link.uid}"
