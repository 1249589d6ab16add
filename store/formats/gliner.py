"""GLiNER: a JSON array of tokenised texts with spans of tokens, their ends inclusive; overlaps are allowed."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.tokens import squeezed, tokens
from store.formats.jsonl import dump


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    before = "[\n"
    for item in items:
        found = tokens(item.text, item.spans, "cut")
        starts, ends = [start for start, _ in found], [end for _, end in found]
        spans = []
        for span in item.spans:
            first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
            if first <= last:
                spans.append([first, last, span.label])
            else:
                dataset.losses.add("merged")
        value = {"id": item.key, "tokenized_text": [item.text[start:end] for start, end in found], "ner": spans}
        yield Piece(dataset.file, before + dump(value))
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
        places = [0]
        for word in value["tokenized_text"]:
            places.append(places[-1] + len(word))
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
    unit="tokens, ends inclusive",
)
"""One array; a text a line."""
