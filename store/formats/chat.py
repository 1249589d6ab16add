"""Chat JSONL: each text as a question and its marks as the answer, as chat models are trained on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.formats.jsonl import dump

_ASK = (
    "Extract what is marked in the text as JSON: “entities”, a list of objects with text, label, start and end (code"
    " points, half-open), “tags”, a list of the text's own tags, and “relations”, a list of subject, predicate and object."
)


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    for item in items:
        answer = {
            "entities": [{"text": s.quote, "label": s.label, "start": s.start, "end": s.end} for s in item.spans],
            "tags": list(item.tags),
            "relations": [
                {"subject": each.subject, "predicate": each.relation.predicate, "object": each.object}
                for each in item.marked.relations
            ],
        }
        messages = [
            {"role": "system", "content": _ASK},
            {"role": "user", "content": item.text},
            {"role": "assistant", "content": dump(answer)},
        ]
        yield Piece(dataset.file, dump({"messages": messages}) + "\n")


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    return Proof("", item.text, tuple((s.start, s.end, s.label, s.quote) for s in item.spans), item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for line in files.lines(dataset.file):
        _, asked, said = json.loads(line)["messages"]
        answer = json.loads(said["content"])
        spans = tuple((s["start"], s["end"], s["label"], s["text"]) for s in answer["entities"])
        yield Proof("", asked["content"], spans, tuple(answer["tags"]))


FORMAT = Format(
    name="chat",
    label="Chat JSONL: texts as questions, their marks as answers",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".jsonl",
    holds=frozenset({"spans", "overlaps", "tags", "relations"}),
)
"""A conversation a line."""
