"""Croissant 1.0 (MLCommons): records as JSONL, and metadata that dataset searches and mlcroissant read.

See https://docs.mlcommons.org/croissant/docs/croissant-spec.html.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from store.dataset.anchors import ends
from store.dataset.details import written_attributes
from store.dataset.form import HOLDS, Format
from store.dataset.iris import entity_iri
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.formats.jsonl import dump

_TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "articles": (
        ("id", "Text"), ("split", "Text"), ("source", "Text"), ("language", "Text"), ("title", "Text"), ("outlet", "Text"),
        ("authors", "Text"), ("published", "Text"), ("url", "Text"), ("status", "Text"), ("tags", "Text"), ("notes", "Text"),
        ("text", "Text"),
    ),
    "marks": (
        ("article", "Text"), ("id", "Text"), ("start", "Integer"), ("end", "Integer"), ("label", "Text"), ("kind", "Text"),
        ("quote", "Text"), ("entity", "Text"), ("link", "Text"), ("state", "Text"), ("annotator", "Text"), ("note", "Text"),
        ("score", "Text"), ("value", "Text"), ("certainty", "Text"), ("attributes", "Text"),
    ),
    "taggings": (
        ("article", "Text"), ("tag", "Text"), ("annotator", "Text"), ("note", "Text"), ("certainty", "Text"),
        ("attributes", "Text"),
    ),
    "relations": (
        ("article", "Text"), ("subject", "Text"), ("predicate", "Text"), ("object", "Text"), ("head", "Text"),
        ("child", "Text"), ("quote", "Text"), ("state", "Text"),
    ),
}  # fmt: skip
_CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract", "field": "cr:field",
    "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet", "format": "cr:format",
    "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet",
    "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace",
    "samplingRate": "cr:samplingRate", "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source",
    "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    hashes = {table: sha256() for table in _TABLES}
    for table in _TABLES:
        yield Piece(f"{table}.jsonl", b"")
    for item in items:
        for table, values in _rows(item).items():
            data = "".join(dump(value) + "\n" for value in values).encode()
            hashes[table].update(data)
            yield Piece(f"{table}.jsonl", data)
    value = _metadata(dataset, {table: each.hexdigest() for table, each in hashes.items()})
    yield Piece("croissant.json", json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _rows(item: Item) -> dict[str, list[dict[str, Any]]]:
    return {
        "articles": [_article(item)],
        "marks": _marks(item),
        "taggings": _taggings(item),
        "relations": _relations(item),
    }


def _article(item: Item) -> dict[str, Any]:
    article = item.marked.article
    # An empty text stands for what the source does not say: mlcroissant takes no null.
    return {
        "id": item.key,
        "split": item.split,
        "source": article.source,
        "language": article.language or "",
        "title": article.title or "",
        "outlet": article.outlet or "",
        "authors": "; ".join(article.authors),
        "published": article.published or "",
        "url": article.url or "",
        "status": article.status,
        "tags": dump(list(item.tags)),
        "notes": "\n\n".join(note.text for note in item.marked.notes),
        "text": item.text,
    }


def _marks(item: Item) -> list[dict[str, Any]]:
    return [
        {
            "article": item.key,
            "id": span.key,
            "start": span.start,
            "end": span.end,
            "label": span.label,
            "kind": "tag" if span.is_tag else "mention",
            "quote": span.quote,
            "entity": span.entity or "",
            "link": entity_iri(link) if (link := item.link_of(span.entity_id)) is not None else "",
            "state": span.state,
            "annotator": span.annotator,
            "note": span.note,
            "score": "" if span.score is None else str(span.score),
            "value": span.value or "",
            "certainty": "" if span.certainty is None else str(span.certainty),
            "attributes": span.attributes,
        }
        for span in item.spans
    ]


def _taggings(item: Item) -> list[dict[str, Any]]:
    return [
        {
            "article": item.key,
            "tag": tagging.tag,
            "annotator": tagging.annotator,
            "note": tagging.note,
            "certainty": "" if tagging.certainty is None else str(tagging.certainty),
            "attributes": written_attributes(tagging),
        }
        for tagging in item.marked.taggings
        if tagging.start is None
    ]


def _relations(item: Item) -> list[dict[str, Any]]:
    return [
        {
            "article": item.key,
            "subject": said.subject,
            "predicate": said.relation.predicate,
            "object": said.object,
            "head": head or "",
            "child": child or "",
            "quote": said.relation.quote or "",
            "state": said.relation.state,
        }
        for said, head, child in ends(item)
    ]


def _metadata(dataset: Dataset, hashes: dict[str, str]) -> dict[str, Any]:
    recipe = dataset.recipe
    title = recipe.title or dataset.project or "News"
    creator = recipe.creator or "unknown"
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": title,
        "description": f"News articles with marks: {recipe.where or 'all articles of a project'}.",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "citeAs": f"@misc{{galpi, title = {{{title}}}, author = {{{creator}}}}}",
        "creator": {"@type": "sc:Person", "name": creator},
        "datePublished": (dataset.at or "1970-01-01")[:10],
        "license": recipe.licence or "unknown",
        "url": f"urn:galpi:project:{dataset.project or 'dataset'}".replace(" ", "-"),
        "version": f"1.0.{dataset.change}",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{table}.jsonl",
                "name": f"{table}.jsonl",
                "contentUrl": f"{table}.jsonl",
                "encodingFormat": "application/jsonlines",
                "sha256": hashes[table],
            }
            for table in _TABLES
        ],
        "recordSet": [_records(table) for table in _TABLES],
    }


def _records(table: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table}/{name}",
                "name": name,
                "dataType": f"sc:{kind}",
                "source": {"fileObject": {"@id": f"{table}.jsonl"}, "extract": {"column": name}},
            }
            for name, kind in _TABLES[table]
        ],
    }


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    return Proof(item.key, item.text, tuple((s.start, s.end, s.label, s.quote) for s in item.spans), item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:  # noqa: ARG001
    marks = (json.loads(line) for line in files.lines("marks.jsonl"))
    following = next(marks, None)
    for line in files.lines("articles.jsonl"):
        article = json.loads(line)
        text, spans = article["text"], []
        while following is not None and following["article"] == article["id"]:
            start, end = following["start"], following["end"]
            spans.append((start, end, following["label"], text[start:end]))
            following = next(marks, None)
        yield Proof(article["id"], text, tuple(spans), tuple(json.loads(article["tags"])))


FORMAT = Format(
    name="croissant",
    label="Croissant 1.0: JSONL with machine-readable metadata",
    write=_write,
    read=_read,
    promise=_promise,
    holds=frozenset(HOLDS),
    own_splits=True,
)
"""A folder with croissant.json."""
