"""CoNLL-2003: a token a line with its mark (IOB2 or BIOES), sentences parted by empty lines, articles by -DOCSTART-."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.tokens import TOKENS, label_word, labelled, marks, runs_of, sentence_starts, squeezed, tokens

FLAVOURS = tuple(
    (name if scheme == "IOB2" else f"{name}-bioes", f"{label} ({scheme})")
    for scheme in ("IOB2", "BIOES")
    for name, label in TOKENS
)
"""Each kind of tokens in each of the two schemes."""


_HEAD = "-DOCSTART- -X- -X- O"
_PLAIN = " -X- -X- O"


def flavour(dataset: Dataset) -> tuple[str, str]:
    """Give the kind of tokens and the scheme that a recipe asks for."""
    how, _, scheme = dataset.recipe.flavour.partition("-")
    return how, scheme or "iob2"


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    how, scheme = flavour(dataset)
    for item in items:
        found = tokens(item.text, item.spans, how)
        runs = labelled(found, item.spans, dataset.losses)
        lines = [f"{item.text[start:end]} -X- -X- O\n" for start, end in found]
        for number, mark in enumerate(marks(len(found), runs, scheme)):
            if mark != "O":
                lines[number] = f"{lines[number][:-2]}{mark}\n"
        for number in sentence_starts(item.text, found, runs):
            lines[number] = f"\n{lines[number]}"
        yield Piece(dataset.file, f"{_HEAD}\n{''.join(lines)}\n")


def token_promise(item: Item, dataset: Dataset) -> Proof:
    """Promise what tokens hold: the text without white space, and the marks, widened where they must be."""
    how, _ = flavour(dataset)
    if how in ("cut", "char"):
        spans = [(span.start, span.end, label_word(span.label)) for span in item.spans if span.quote.split()]
    else:
        found = tokens(item.text, item.spans, how)
        spans = [
            (found[first][0], found[last][1], label_word(span.label))
            for first, last, span in labelled(found, item.spans)
        ]
    return Proof("", *squeezed(item.text, spans))


def proof_of(words: list[str], found: Iterable[tuple[int, str]]) -> Proof:
    """Give what was read back: tokens, and the marks of those that have one."""
    places: list[int] = []
    text = "".join(words)
    spans = []
    for first, last, label in runs_of(found):
        places = places or [0, *accumulate(map(len, words))]
        start, end = places[first], places[last + 1]
        spans.append((start, end, label, text[start:end]))
    return Proof("", text, tuple(spans))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    words: list[str] | None = None
    found: list[tuple[int, str]] = []
    for line in files.lines(dataset.file):
        if line == _HEAD:
            if words is not None:
                yield proof_of(words, found)
            words, found = [], []
        elif line and words is not None:
            if line.endswith(_PLAIN):
                words.append(line[: -len(_PLAIN)])
            else:
                word, _, _, mark = line.split(" ")
                found.append((len(words), mark))
                words.append(word)
    if words is not None:
        yield proof_of(words, found)


FORMAT = Format(
    name="conll",
    label="CoNLL-2003: a token a line with its mark, IOB2 or BIOES",
    write=_write,
    read=_read,
    promise=token_promise,
    suffix=".conll",
    holds=frozenset({"spans"}),
    unit="tokens",
    flavours=FLAVOURS,
)
"""Four columns parted by blanks."""
