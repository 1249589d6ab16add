"""Token classification JSONL: tokens and their marks, as trainers of taggers read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.numerals import written
from store.dataset.tokens import Tokens, labelled, marks, tokens
from store.errors import StoreBug
from store.formats.conll import FLAVOURS, flavour, proof_of, token_promise
from store.formats.jsonl import dump

_OFFSETS, _TAGS = ', "offsets": [', '], "tags"'
_PAIRS = re.compile(r"(?:\[[0-9]++, [0-9]++\](?:, (?=\[)|\Z))*+")


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    how, scheme = flavour(dataset)
    for item in items:
        found = tokens(item.text, item.spans, how)
        said = ['"O"'] * len(found.words)
        for first, end, mark in marks(labelled(found, item.spans, dataset.losses), scheme):
            said[first:end] = [encode_basestring(mark)] * (end - first)
        # Tokens are most of a record: put together by hand they take a third of the time.
        yield Piece(
            dataset.file,
            f'{{"id": {dump(item.key)}, "tokens": {words_json(found.words)}, "ner_tags": [{", ".join(said)}],'
            f' "offsets": {_offsets(found)}, "tags": {dump(item.tags)}}}\n',
        )


def words_json(words: Sequence[str]) -> str:
    """Write tokens as a JSON array of strings, as `dump` does."""
    text = "\n".join(words)
    if "\\" in text or not words:
        return dump(words)
    # No token has a line feed inside: where one is escaped it parts two of them.
    return f"[{encode_basestring(text)}]".replace("\\n", '", "')


def _offsets(found: Tokens) -> str:
    """Write where tokens start and end as a JSON array of pairs, as `dump` does."""
    if not found.words:
        return "[]"
    pairs = [""] * (2 * len(found.words))
    pairs[::2], pairs[1::2] = written("], [{}, ", found.starts), written("{}", found.ends)
    return f"[{''.join(pairs)[3:]}]]"


def _promise(item: Item, dataset: Dataset) -> Proof:
    proof = token_promise(item, dataset)
    return Proof(item.key, proof.text, proof.spans, item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for line in files.lines(dataset.file):
        # Where tokens lie is half of a record: a list for each would take most of the time.
        said, _, rest = line.partition(_OFFSETS)
        offsets, _, tags = rest.partition(_TAGS)
        value = json.loads(f"{said}}}")
        if _PAIRS.fullmatch(offsets) is None or offsets.count("[") != len(value["tokens"]):
            raise StoreBug("a token of a record has no place")
        proof = proof_of(value["tokens"], value["ner_tags"])
        yield Proof(value["id"], proof.text, proof.spans, tuple(json.loads(f'{{"tags"{tags}')["tags"]))


FORMAT = Format(
    name="tokens",
    label="Token classification JSONL: tokens and their marks",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".jsonl",
    holds=frozenset({"spans", "tags"}),
    reads=True,
    unit="tokens, with offsets in code points",
    flavours=FLAVOURS,
)
"""A record a line."""
