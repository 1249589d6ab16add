"""What a page says of itself to machines: JSON-LD, OpenGraph and other meta tags, its title element and address."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from store.parse.mojibake import repair
from store.text.canonical import canonical

_ARTICLE = re.compile(
    r"(?:article|posting|report|review|analysis|opinion|column|liveblog|newsitem|creativework)$", re.IGNORECASE
)
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_TAGS = re.compile(r"<[^<>]{0,500}>")
# Where an article names other articles.
_OTHERS = frozenset(
    (
        "liveBlogUpdate",
        "hasPart",
        "isPartOf",
        "itemListElement",
        "citation",
        "mentions",
        "comment",
        "relatedLink",
        "isBasedOn",
    )
)
_LIMIT = 200
_DEEPEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One article as JSON-LD describes it; texts as they stand there, without tags and entities.

    `authors` are pairs of the kind of author (`Person`, `Organization`, "" where it does not say) and the name.
    """

    kind: str = ""
    headline: str | None = None
    body: str | None = None
    authors: tuple[tuple[str, str], ...] = ()
    published: str | None = None
    updated: str | None = None
    publisher: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    url: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured:
    """All of it: `metas` by lower-case name or property in the order of the page, `articles` of JSON-LD, best first."""

    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    articles: tuple[Said, ...] = ()
    title: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    site: str | None = None

    def meta(self, *names: str) -> str | None:
        """Return the first value of the first of these names that has one."""
        return next((values[0] for name in names if (values := self.metas.get(name))), None)

    def all_of(self, *names: str) -> tuple[str, ...]:
        """Return all values of these names, in order, each once."""
        return tuple(dict.fromkeys(value for name in names for value in self.metas.get(name, ())))


def structured_of(tree: Any) -> Structured:
    """Return what the head of a page and its JSON-LD say; what cannot be read is left out."""
    objects = [each for script in tree.iter("script") if _is_json(script) for each in _objects(script.text or "")]
    articles = [said for each in objects if (said := _said(each, objects)) is not None]
    return Structured(
        metas=_metas(tree),
        articles=tuple(sorted(articles, key=_richness, reverse=True)),
        title=_title(tree),
        canonical_url=_canonical_url(tree),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        site=_site(objects),
    )


def clean(value: object) -> str:
    """Return a text of structured data as a person would read it: no tags, no entities, one line, in normal form."""
    if not isinstance(value, str):
        return ""
    text = html.unescape(value)
    text = html.unescape(text) if "&" in text else text
    text = _TAGS.sub(" ", text) if "<" in text else text
    return repair(canonical(" ".join(text.split())))[0]


def _is_json(script: Any) -> bool:
    return "ld+json" in (script.get("type") or "").lower() and bool(script.text)


def _objects(text: str) -> list[dict[str, Any]]:
    """Return the JSON objects of one script that have a type, outermost first."""
    return list(_typed(_loaded(text), 0))[:_LIMIT]


def _loaded(text: str) -> object:
    for attempt in (text, _COMMENT.sub("", _COMMENT.sub("", text)), _TRAILING_COMMA.sub(r"\1", _COMMENT.sub("", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _typed(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for key, each in value.items():
            if isinstance(each, (dict, list)) and key not in _OTHERS:
                yield from _typed(each, depth + 1)
    elif isinstance(value, list):
        for each in value[:_LIMIT]:
            yield from _typed(each, depth + 1)


def _kind(value: Mapping[str, Any]) -> str:
    kind = value.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return next(
        (each for each in kinds if isinstance(each, str) and _ARTICLE.search(each)), str(kinds[0]) if kinds else ""
    )


def _said(value: dict[str, Any], objects: list[dict[str, Any]]) -> Said | None:
    kind = _kind(value)
    headline = clean(value.get("headline") or value.get("name")) or None
    if not _ARTICLE.search(kind) or not (headline or value.get("articleBody")):
        return None
    body = value.get("articleBody") or value.get("text")
    return Said(
        kind=kind,
        headline=headline,
        body=html.unescape(body) if isinstance(body, str) else None,
        authors=tuple(_people(value.get("author") or value.get("creator"), objects)),
        published=clean(value.get("datePublished") or value.get("dateCreated")) or None,
        updated=clean(value.get("dateModified")) or None,
        publisher=next(
            (name for _, name in _people(value.get("publisher") or value.get("sourceOrganization"), objects)), None
        ),
        section=next(iter(_texts(value.get("articleSection"))), None),
        keywords=tuple(_texts(value.get("keywords"))),
        url=_address(value.get("url")) or _address(value.get("mainEntityOfPage")),
        description=clean(value.get("description")) or None,
    )


def _people(value: object, objects: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give kind and name of each author; one that is only referred to is looked up by its @id."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            known = each
            if "name" not in each and "@id" in each:
                known = next((other for other in objects if other.get("@id") == each["@id"] and "name" in other), each)
            kind = _first_text(known.get("@type"))
            names = known.get("name")
            for name in names if isinstance(names, list) else [names]:
                if clean(name):
                    yield kind, clean(name)
        elif isinstance(each, str) and clean(each):
            yield "", clean(each)


def _first_text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _texts(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        text = clean(each.get("name") if isinstance(each, dict) else each)
        if text:
            yield text


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) and value.startswith("http") else None


def _richness(said: Said) -> float:
    """Rate how likely this is the article of the page: other articles are listed with little more than a headline."""
    return (
        2.0 * bool(said.body)
        + 1.0 * bool(said.published)
        + 0.7 * bool(said.authors)
        + 0.5 * bool(said.publisher)
        + 0.3 * bool(said.updated)
        + 0.5 * ("news" in said.kind.lower() or said.kind == "Article")
        - 0.5 * ("creativework" in said.kind.lower())
    )


def _site(objects: list[dict[str, Any]]) -> str | None:
    for each in objects:
        if _kind(each) in ("WebSite", "NewsMediaOrganization") and clean(each.get("name")):
            return clean(each.get("name"))
    return None


def _metas(tree: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        value = clean(meta.get("content") or "")
        if name and value:
            values = found.setdefault(name.strip().lower(), [])
            if value not in values and len(values) < _LIMIT:
                values.append(value)
    return {name: tuple(values) for name, values in found.items()}


def _title(tree: Any) -> str | None:
    for each in tree.iter("title"):
        # A drawing inside the page may have a title of its own.
        if each.getparent() is None or each.getparent().tag not in ("svg", "symbol", "g"):
            return clean("".join(each.itertext())) or None
    return None


def _canonical_url(tree: Any) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (link.get("href") or "").startswith("http"):
            return str(link.get("href")).strip()
    return None
