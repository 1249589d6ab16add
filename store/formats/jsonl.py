"""Native JSONL out: one article a line, with the keys of `show --json`; lossless, code points, UTF-8, LF."""

from __future__ import annotations

import json
from typing import Any

from store.records import MarkedArticle, Mention, SaidRelation, Tagging


def as_json(marked: MarkedArticle) -> dict[str, Any]:
    """Give the JSON object of one article, keys in the order of DESIGN's command line."""
    article = marked.article
    return {
        "id": article.id,
        "uid": article.uid,
        "source": article.source,
        "sha256": article.sha256,
        "language": article.language,
        "title": article.title,
        "title_derived": article.title_derived,
        "subtitle": article.subtitle,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "updated": article.updated,
        "url": article.url,
        "keywords": list(article.keywords),
        "status": article.status,
        "notes": [{"text": note.text, "annotator": note.annotator} for note in marked.notes],
        "text": article.text,
        "parts": [{"role": part.role, "start": part.start, "end": part.end} for part in article.parts],
        "mentions": [_mention_json(mention) for mention in marked.mentions],
        "tags": [_tagging_json(tagging) for tagging in marked.taggings],
        "relations": [relation_json(said) for said in marked.relations],
        "duplicates": list(marked.duplicates),
        **_team_json(marked),
    }


def _team_json(marked: MarkedArticle) -> dict[str, Any]:
    """Give how far each annotator is and for what samples the article was drawn, where there is anything of it."""
    statuses = [{"annotator": annotator, "status": status} for annotator, status in marked.statuses]
    samples = [{"sample": name, "annotator": annotator or None} for name, annotator in marked.samples]
    return {**({"statuses": statuses} if statuses else {}), **({"samples": samples} if samples else {})}


def _mention_json(mention: Mention) -> dict[str, Any]:
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "type": mention.type,
        "entity": mention.entity,
        "entity_id": mention.entity_id,
        "state": mention.state,
        "origin": mention.origin,
        "score": mention.score,
        "value": mention.value,
    }


def _tagging_json(tagging: Tagging) -> dict[str, Any]:
    return {**_tagging_core(tagging), **said_json(tagging)}


def said_json(tagging: Tagging) -> dict[str, Any]:
    """Give what a tagging says beside tag and note: its certainty and its attributes, each where it is set."""
    return {
        **({} if tagging.certainty is None else {"certainty": tagging.certainty}),
        **({"attributes": dict(tagging.attributes)} if tagging.attributes else {}),
    }


def _tagging_core(tagging: Tagging) -> dict[str, Any]:
    return {
        "tag": tagging.tag,
        "start": tagging.start,
        "end": tagging.end,
        "quote": tagging.quote,
        "note": tagging.note,
        "annotator": tagging.annotator,
    }


def relation_json(said: SaidRelation) -> dict[str, Any]:
    """Give the JSON object of one relation, entities by name and by id."""
    relation = said.relation
    return {
        "id": relation.id,
        "subject": said.subject,
        "predicate": relation.predicate,
        "object": said.object,
        "article": relation.article,
        "start": relation.start,
        "end": relation.end,
        "quote": relation.quote,
        "state": relation.state,
        "subject_id": relation.subject,
        "object_id": relation.object,
    }


def dump(value: object) -> str:
    """Write a value as one line of JSON that any reader takes: no escapes beyond JSON's own, no NaN."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def write_line(marked: MarkedArticle) -> str:
    """Write one article as one line, without the line's end."""
    return dump(as_json(marked))
