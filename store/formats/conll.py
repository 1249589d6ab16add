"""CoNLL-2003: a token a line with its mark (IOB2 or BIOES), sentences parted by empty lines, articles by -DOCSTART-."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.tokens import TOKENS, label_word, labelled, marks, runs_of, sentence_starts, squeezed, tokens
from store.errors import StoreBug

FLAVOURS = tuple(
    (name if scheme == "IOB2" else f"{name}-bioes", f"{label} ({scheme})")
    for scheme in ("IOB2", "BIOES")
    for name, label in TOKENS
)
"""Each kind of tokens in each of the two schemes."""


_HEAD = "-DOCSTART- -X- -X- O\n"
_PLAIN = " -X- -X- O\n"
# The word of a token, and its mark where it has one; a word with a line feed is none that was written, and so no proof.
_TOKEN = re.compile(r"\n*+([^ ]++) -X- -X- (?:O|(.++))\n")


def flavour(dataset: Dataset) -> tuple[str, str]:
    """Give the kind of tokens and the scheme that a recipe asks for."""
    how, _, scheme = dataset.recipe.flavour.partition("-")
    return how, scheme or "iob2"


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    how, scheme = flavour(dataset)
    for item in items:
        text = item.text
        found = tokens(text, item.spans, how)
        runs = labelled(found, item.spans, dataset.losses)
        words = found.words
        for number in sentence_starts(text, found, runs):
            words[number] = f"\n{words[number]}"
        yield Piece(dataset.file, f"{_HEAD}{''.join(_lines(words, marks(runs, scheme)))}\n")


def _lines(words: list[str], marked: Iterable[tuple[int, int, str]]) -> Iterator[str]:
    """Give the lines of tokens, those of one mark at a time."""
    at = 0
    for first, end, mark in chain(marked, [(len(words), len(words), "")]):
        if at < first:
            yield _PLAIN.join(words[at:first]) + _PLAIN
        if first < end:
            said = f" -X- -X- {mark}\n"
            yield said.join(words[first:end]) + said
        at = end


def token_promise(item: Item, dataset: Dataset) -> Proof:
    """Promise what tokens hold: the text without white space, and the marks, widened where they must be."""
    how, _ = flavour(dataset)
    if how in ("cut", "char"):
        spans = [(span.start, span.end, label_word(span.label)) for span in item.spans if span.quote.split()]
    else:
        found = tokens(item.text, item.spans, how)
        spans = [
            (found.starts[first], found.ends[last], label_word(span.label))
            for first, last, span in labelled(found, item.spans)
        ]
    return Proof("", *squeezed(item.text, spans))


def proof_of(words: list[str], found: Sequence[str | None]) -> Proof:
    """Give what was read back: tokens, and the mark of each, which is O or None where it has none."""
    text = "".join(words)
    places = [0, *accumulate(map(len, words))]
    runs = ((places[first], places[last + 1], label) for first, last, label in runs_of(found))
    return Proof("", text, tuple((start, end, label, text[start:end]) for start, end, label in runs))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for block in files.blocks(dataset.file, _HEAD):
        # What stands between the tokens, then the words of the tokens, then their marks but for O.
        pieces = _TOKEN.split(block)
        if "".join(pieces[::3]).strip("\n"):
            raise StoreBug("a token of CoNLL-2003 has no mark")
        yield proof_of(pieces[1::3], pieces[2::3])


FORMAT = Format(
    name="conll",
    label="CoNLL-2003: a token a line with its mark, IOB2 or BIOES",
    write=_write,
    read=_read,
    promise=token_promise,
    suffix=".conll",
    holds=frozenset({"spans"}),
    reads=True,
    unit="tokens",
    flavours=FLAVOURS,
)
"""Four columns parted by blanks."""
