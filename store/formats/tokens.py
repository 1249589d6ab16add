"""Token classification JSONL: tokens and their marks, as trainers of taggers read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.tokens import labelled, marks, tokens
from store.formats.conll import FLAVOURS, flavour, proof_of, token_promise
from store.formats.jsonl import dump


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    how, scheme = flavour(dataset)
    for item in items:
        found = tokens(item.text, item.spans, how)
        runs = labelled(found, item.spans, dataset.losses)
        value = {
            "id": item.key,
            "tokens": [item.text[start:end] for start, end in found],
            "ner_tags": marks(len(found), runs, scheme),
            "offsets": [[start, end] for start, end in found],
            "tags": list(item.tags),
        }
        yield Piece(dataset.file, dump(value) + "\n")


def _promise(item: Item, dataset: Dataset) -> Proof:
    proof = token_promise(item, dataset)
    return Proof(item.key, proof.text, proof.spans, item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for line in files.lines(dataset.file):
        value = json.loads(line)
        proof = proof_of(value["tokens"], ((n, mark) for n, mark in enumerate(value["ner_tags"]) if mark != "O"))
        yield Proof(value["id"], proof.text, proof.spans, tuple(value["tags"]))


FORMAT = Format(
    name="tokens",
    label="Token classification JSONL: tokens and their marks",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".jsonl",
    holds=frozenset({"spans", "tags"}),
    unit="tokens, with offsets in code points",
    flavours=FLAVOURS,
)
"""A record a line."""
