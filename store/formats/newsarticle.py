"""schema.org NewsArticle: a page for each article with its metadata as JSON-LD, which search engines and scrapers read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from store.dataset.form import Format
from store.dataset.iris import entity_iri
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.xml import attributes, content
from store.formats.jsonl import dump

_KINDS = {"person": "Person", "place": "Place", "organisation": "Organization", "event": "Event"}
_HEAD = '<script type="application/ld+json">'


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:  # noqa: ARG001
    for item in items:
        article = item.marked.article
        lines = [f"<p>{content(line)}</p>" for line in item.text.split("\n") if line.strip()]
        # A script must not end before its end.
        said = dump(_json(item)).replace("</", "<\\/")
        yield Piece(
            f"{item.key}.html",
            f'<!doctype html>\n<html{attributes(lang=article.language)}>\n<head>\n<meta charset="utf-8">\n'
            f"<title>{content(article.title or article.source)}</title>\n{_HEAD}{said}</script>\n</head>\n<body>\n<article>\n"
            + "\n".join(lines)
            + "\n</article>\n</body>\n</html>\n",
        )


def _json(item: Item) -> dict[str, Any]:
    article = item.marked.article
    named: dict[int, dict[str, Any]] = {}
    for span in item.spans:
        link = item.link_of(span.entity_id)
        if link is not None and span.entity_id is not None:
            named[span.entity_id] = {
                "@type": _KINDS.get(link.type, "Thing"),
                "name": link.name,
                "sameAs": entity_iri(link),
            }
    value: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": article.url or f"urn:galpi:article:{article.uid}",
        "identifier": item.key,
        "headline": article.title or article.source,
        "alternativeHeadline": article.subtitle,
        "inLanguage": article.language,
        "datePublished": article.published,
        "dateModified": article.updated,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
        "url": article.url,
        "keywords": list(dict.fromkeys((*item.tags, *article.keywords))),
        "mentions": list(named.values()),
        "comment": [{"@type": "Comment", "text": note.text} for note in item.marked.notes],
        "articleBody": item.text,
    }
    return {name: each for name, each in value.items() if each not in (None, [])}


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    return Proof(item.key, item.text, (), tuple(dict.fromkeys((*item.tags, *item.marked.article.keywords))))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:  # noqa: ARG001
    for name in files.names():
        if name.endswith(".html"):
            line = next(line for line in files.lines(name) if line.startswith(_HEAD))
            value = json.loads(line.removeprefix(_HEAD).removesuffix("</script>"))
            yield Proof(value["identifier"], value["articleBody"], (), tuple(value.get("keywords", ())))


FORMAT = Format(
    name="newsarticle",
    label="schema.org NewsArticle: a page with JSON-LD for each article",
    write=_write,
    read=_read,
    promise=_promise,
    holds=frozenset({"tags", "notes", "links"}),
    unit="none",
)
"""A folder of pages."""
