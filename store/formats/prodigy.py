"""Prodigy JSONL, which spaCy's tools read too: tokens, spans, relations; with a script that makes spaCy's own files.

Offsets are code points, token numbers are inclusive. Korean words are cut where a mark begins or ends, so that every span
is one of whole tokens: spaCy drops the others silently.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring
from typing import Any

from store.dataset.anchors import anchored
from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.tokens import tokens
from store.formats.jsonl import dump
from store.formats.spacy_script import SCRIPT


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    for item in items:
        words = _spaced(item)
        # Most of a task are its tokens: written by hand they take a third of the time.
        listed = ", ".join(
            f'{{"text": {encode_basestring(item.text[start:end])}, "start": {start}, "end": {end}, "id": {number},'
            f' "ws": {"true" if space else "false"}}}'
            for number, (start, end, space) in enumerate(words)
        )
        yield Piece(dataset.file, f'{dump(_task(item, words, dataset))[:-1]}, "tokens": [{listed}]}}\n')
    yield Piece("make_spacy.py" if dataset.recipe.split else f"{dataset.file}.make_spacy.py", SCRIPT)


def _task(item: Item, words: list[tuple[int, int, bool]], dataset: Dataset) -> dict[str, Any]:
    article = item.marked.article
    starts = [start for start, _, _ in words]
    ends = [end for _, end, _ in words]
    spans = []
    for span in item.spans:
        link = item.link_of(span.entity_id)
        spans.append(
            {
                "start": span.start,
                "end": span.end,
                "token_start": bisect_left(starts, span.start),
                "token_end": bisect_left(ends, span.end),
                "label": span.label,
                **({"kb_id": link.external[0][1] if link.external else link.uid} if link is not None else {}),
                **({"note": span.note} if span.note else {}),
                **({"annotator": span.annotator} if span.annotator else {}),
                **({"state": span.state} if span.state != "accepted" else {}),
            }
        )
    relations = [
        {
            "head": bisect_left(starts, each.subject.start),
            "child": bisect_left(starts, each.object.start),
            "head_span": _span(each.subject.start, each.subject.end, each.subject.label, starts, ends),
            "child_span": _span(each.object.start, each.object.end, each.object.label, starts, ends),
            "label": each.said.relation.predicate,
        }
        for each in anchored(item, dataset.losses)
    ]
    return {
        "text": item.text,
        "meta": {
            "id": item.key,
            "uid": article.uid,
            "source": article.source,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "language": article.language,
            "notes": [note.text for note in item.marked.notes],
        },
        "spans": spans,
        "relations": relations,
        "options": [{"id": path, "text": path} for path in item.tags],
        "accept": list(item.tags),
        "answer": "accept",
    }


def _span(start: int, end: int, label: str, starts: list[int], ends: list[int]) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "token_start": bisect_left(starts, start),
        "token_end": bisect_left(ends, end),
        "label": label,
    }


def _spaced(item: Item) -> list[tuple[int, int, bool]]:
    """Give tokens that make the whole text: one blank belongs to the token before it, other white space is one itself."""
    text = item.text
    first, last = {span.start for span in item.spans}, {span.end for span in item.spans}
    borders = first | last
    made: list[tuple[int, int, bool]] = []
    at = 0
    found = tokens(text, item.spans, "cut")
    for start, end in found:
        if start > at:
            made += _blank(at, start, borders)
        # A blank that a mark begins or ends with stays a token of its own, or the mark would begin or end inside of one.
        space = text[end : end + 1] == " " and not (end in first or end + 1 in last)
        made.append((start, end, space))
        at = end + 1 if space else end
    return [*made, *_blank(at, len(text), borders)]


def _blank(start: int, end: int, borders: set[int]) -> Iterator[tuple[int, int, bool]]:
    for border in [*sorted(border for border in borders if start < border < end), end]:
        if border > start:
            yield start, border, False
        start = border


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    return Proof(item.key, item.text, tuple((s.start, s.end, s.label, s.quote) for s in item.spans), item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for line in files.lines(dataset.file):
        task = json.loads(line)
        words = task["tokens"]
        text = "".join(word["text"] + (" " if word["ws"] else "") for word in words)
        spans = []
        for span in task["spans"]:
            # By its tokens, which must say the same as its offsets.
            start, end = words[span["token_start"]]["start"], words[span["token_end"]]["end"]
            quote = task["text"][span["start"] : span["end"]]
            spans.append((start, end, span["label"], quote))
        yield Proof(task["meta"]["id"], text, tuple(spans), tuple(task["accept"]))


FORMAT = Format(
    name="prodigy",
    label="Prodigy and spaCy JSONL, with a script that makes spaCy's DocBin",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".jsonl",
    holds=frozenset({"spans", "overlaps", "tags", "notes", "tag_notes", "relations", "links"}),
)
"""Prodigy's tasks, one a line."""
