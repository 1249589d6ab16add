"""GLiNER: a JSON array of tokenised texts with spans of tokens, their ends inclusive; overlaps are allowed."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.tokens import squeezed, tokens
from store.formats.jsonl import dump
from store.formats.tokens import words_json


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    before = "[\n"
    for item in items:
        found = tokens(item.text, item.spans, "cut")
        spans = []
        for span in item.spans:
            first, last = bisect_right(found.ends, span.start), bisect_left(found.starts, span.end) - 1
            if first <= last:
                spans.append([first, last, span.label])
            else:
                dataset.losses.add("merged")
        words = words_json(found.words)
        yield Piece(
            dataset.file, f'{before}{{"id": {dump(item.key)}, "tokenized_text": {words}, "ner": {dump(spans)}}}'
        )
        before = ",\n"
    yield Piece(dataset.file, "\n]\n" if before == ",\n" else "[]\n")


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    spans = [(span.start, span.end, span.label) for span in item.spans if span.quote.split()]
    return Proof(item.key, *squeezed(item.text, spans))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for line in files.lines(dataset.file):
        if line in ("[", "]", "[]"):
            continue
        value = json.loads(line.removesuffix(","))
        places = list(accumulate(map(len, value["tokenized_text"]), initial=0))
        text = "".join(value["tokenized_text"])
        spans = []
        for first, last, label in value["ner"]:
            start, end = places[first], places[last + 1]
            spans.append((start, end, label, text[start:end]))
        yield Proof(value["id"], text, tuple(spans))


FORMAT = Format(
    name="gliner",
    label="GLiNER JSON: tokenised texts with spans",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".json",
    holds=frozenset({"spans", "overlaps"}),
    reads=True,
    unit="tokens, ends inclusive",
)
"""One array; a text a line."""
