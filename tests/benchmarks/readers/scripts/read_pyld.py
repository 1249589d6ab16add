"""Web Annotations as linked data, with the published context; each target is cut out of its text by code points."""

import json
import sys
from pathlib import Path

from pyld import jsonld
from told import Told

exports, schemas = Path(sys.argv[1]), Path(sys.argv[2])
told = Told("PyLD")
OA = "http://www.w3.org/ns/oa#"
ACTIVITY = "http://www.w3.org/ns/activitystreams#"


def context(url, _options):
    if url != "http://www.w3.org/ns/anno.jsonld":
        raise ValueError(f"another context: {url}")
    value = json.loads((schemas / "anno.jsonld").read_text(encoding="utf-8"))
    return {"contextUrl": None, "documentUrl": url, "document": value}


def value(node, name):
    found = node.get(OA + name, [])
    return found[0].get("@value", found[0].get("@id")) if found else None


def annotations():
    folder = exports / "webannotation" / "set"
    page = json.loads((folder / "annotations.jsonld").read_text(encoding="utf-8"))
    (expanded,) = jsonld.expand(page, {"documentLoader": context})
    items = expanded[f"{ACTIVITY}items"][0]["@list"]
    if len(items) != len(page["items"]):
        told.complain(f"of {len(page['items'])} annotations {len(items)} are left when expanded")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "texts").iterdir()}
    found = []
    for item in items:
        if "http://www.w3.org/ns/oa#Annotation" not in item.get("@type", []) or f"{OA}hasTarget" not in item:
            told.complain(f"{item.get('@id')}: no annotation, or without a target")
        for target in item.get(f"{OA}hasTarget", []):
            found += list(_spans(item, target, texts))
    return found


def _spans(item, target, texts):
    selectors = target.get(f"{OA}hasSelector", [])
    places = [each for each in selectors if f"{OA}TextPositionSelector" in each["@type"]]
    quotes = [each for each in selectors if f"{OA}TextQuoteSelector" in each["@type"]]
    labels = [
        value_of(body)
        for body in item.get(f"{OA}hasBody", [])
        if any(each["@id"].endswith("tagging") for each in body.get(f"{OA}hasPurpose", []))
    ]
    for place, quote in zip(places, quotes, strict=True):
        start, end, exact = value(place, "start"), value(place, "end"), value(quote, "exact")
        holders = [name for name, text in texts.items() if text[int(start) : int(end)] == exact]
        if not holders:
            told.complain(f"{exact!r} is not at {start} of any text")
        elif labels:
            yield holders[0], labels[0], exact


def value_of(body):
    return body["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"][0]["@value"]


told.read("webannotation", annotations)
told.tell()
