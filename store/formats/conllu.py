"""CoNLL-U: tokens with their offsets and marks in MISC, the metadata of articles in comments; reversible by SpaceAfter.

Syntax is not said: each sentence is a flat tree under its first token, which validators take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.numerals import counted, numerals, written
from store.dataset.tokens import TOKENS, Labelled, Tokens, gaps, labelled, marks, odd_blanks, sentence_starts, tokens
from store.errors import StoreBug
from store.formats.conll import proof_of, token_promise

_ESCAPES = {"\\": "\\\\", " ": "\\s", "\n": "\\n", "\t": "\\t", "|": "\\p", "=": "\\u003d"}
_CHARACTERS = {escape: character for character, escape in _ESCAPES.items()}
_HEAD = "# newdoc id = "
_TAG = "# meta::tag = "
_DEPENDENT, _ROOT = "\t1\tdep\t", "\t0\troot\t"
_PLAIN = f"\t_\tX\t_\t_{_DEPENDENT}_\tNER=O|Offset="
# The word of a token, and its mark where it has one; it begins with the line feed, which is found at once. A word with a line
# feed inside was never written, and is no proof; that nothing but the nine tabulators parts columns is counted apart.
_TOKEN = re.compile(
    r"\n[0-9]++\t([^\t]++)\t_\tX\t_\t_\t(?:1\tdep|0\troot)\t_\t(?:NER=O|(?:Entity_Link=[^\t\n|]++\|)?NER=(?:O|([^\t\n|]++)))\|.++"
)
# A line between tokens that is no comment.
_ODD = re.compile(r"\n(?!# |\n|\Z)")
_ESCAPED = re.compile(r"\\(?:[\\sntp]|u003d)")


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    for item in items:
        found = tokens(item.text, item.spans, dataset.recipe.flavour)
        runs = labelled(found, item.spans, dataset.losses)
        begins = sentence_starts(item.text, found, runs)
        if begins:
            head = "".join([f"{_HEAD}{item.key}\n", *_metadata(item)])
            yield Piece(dataset.file, f"{head}{_lines(item, found, runs, begins)}\n")


def _lines(item: Item, found: Tokens, runs: Sequence[Labelled], begins: Sequence[int]) -> str:
    """Give the sentences; `begins` are the numbers of the tokens that begin one."""
    # Token by token this would take most of the time of an export: all of a column are put in their places at once.
    cells = [""] * (5 * len(found.words))
    cells[::5] = _numbers(item, found, begins)
    cells[1::5] = found.words
    cells[2::5] = _said(item, found, runs, begins)
    cells[3::5] = written("{}:", found.starts)
    cells[4::5] = _ends(item.text, found)
    return "".join(cells)


def _numbers(item: Item, found: Tokens, begins: Sequence[int]) -> list[str]:
    """Give what stands before each token: its number in its sentence, and before the first what is said of that."""
    text, (_, starts, ends) = item.text, found
    numbers: list[str] = []
    counting = counted("{}\t", len(starts) + 1)
    before = ""
    for number, (first, last) in enumerate(zip(begins, [*begins[1:], len(starts)], strict=True), 1):
        numbers += counting[1 : last - first + 1]
        sentence = " ".join(text[starts[first] : ends[last - 1]].split())
        numbers[first] = f"{before}# sent_id = {item.key}-s{number}\n# text = {sentence}\n1\t"
        before = "\n"
    return numbers


def _said(item: Item, found: Tokens, runs: Sequence[Labelled], begins: Iterable[int]) -> list[str]:
    """Give what stands between each token and its place: in the tree its head, then link and mark."""
    said = [_PLAIN] * len(found.words)
    for first, end, mark in marks(runs, "iob2"):
        said[first:end] = [_PLAIN.replace("NER=O", f"NER={_escaped(mark)}")] * (end - first)
    for place, link in _links(item, runs).items():
        said[place] = said[place].replace("NER=", f"Entity_Link={link}|NER=", 1)
    for place in begins:
        said[place] = said[place].replace(_DEPENDENT, _ROOT, 1)
    return said


def _ends(text: str, found: Tokens) -> list[str]:
    """Give the end of the place of each token, and the white space that follows, where it is not one blank."""
    ends, sizes = found.ends, gaps(text, found)
    bare, spaced = numerals(f"{{}}{_after('')}", ends[-1] + 1), numerals("{}\n", ends[-1] + 1)
    said = [spaced[end] if size else bare[end] for end, size in zip(ends, sizes, strict=True)]
    for place, blank in odd_blanks(text, found, sizes).items():
        said[place] = f"{ends[place]}{_after(blank)}"
    if not sizes[-1]:
        said[-1] = spaced[ends[-1]]  # at the end of all nothing follows, and nothing is said of it
    return said


@lru_cache(maxsize=1_000)
def _after(blank: str) -> str:
    """End the line of a token with the white space that follows it, which is not the one blank that is not said."""
    return f"|SpacesAfter={_escaped_all(blank)}\n" if blank else "|SpaceAfter=No\n"


def _metadata(item: Item) -> Iterator[str]:
    article = item.marked.article
    for name in ("source", "title", "outlet", "published", "url", "language"):
        value = getattr(article, name)
        if value:
            yield f"# meta::{name} = {' '.join(str(value).split())}\n"
    for path in item.tags:
        yield f"# meta::tag = {path}\n"


def _links(item: Item, runs: Iterable[tuple[int, int, object]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for first, _, span in runs:
        link = item.link_of(getattr(span, "entity_id", None))
        if link is not None:
            identifier = f"{link.external[0][0]}:{link.external[0][1]}" if link.external else link.uid
            found[first] = _escaped(identifier)
    return found


@lru_cache(maxsize=10_000)
def _escaped(value: str) -> str:
    """Write a value so that no bar, blank or tabulator in it parts columns or features."""
    return "".join(_ESCAPES.get(character, character) for character in value)


def _escaped_all(blank: str) -> str:
    return "".join(_ESCAPES.get(character, f"\\u{ord(character):04x}") for character in blank)


def unescaped(value: str) -> str:
    """Read a value of MISC as it was before it was escaped."""
    return _ESCAPED.sub(lambda found: _CHARACTERS[found[0]], value) if "\\" in value else value


def _promise(item: Item, dataset: Dataset) -> Proof | None:
    proof = token_promise(item, dataset)
    return Proof(item.key, proof.text, proof.spans, item.tags) if proof.text else None


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for block in files.blocks(dataset.file, _HEAD):
        begin = block.find("\n# sent_id = ")
        key, *metadata = block[:begin].split("\n")
        tags = [line.removeprefix(_TAG) for line in metadata if line.startswith(_TAG)]
        pieces = _TOKEN.split(block[begin:])
        between = "".join(pieces[::3])
        if _ODD.search(between) or block.count("\t", begin) != 9 * (len(pieces) // 3) + between.count("\t"):
            raise StoreBug("a line of CoNLL-U is neither a comment nor a token of ten columns")
        proof = proof_of(pieces[1::3], pieces[2::3])
        if proof.text:
            spans = tuple((start, end, unescaped(label), quote) for start, end, label, quote in proof.spans)
            yield Proof(key, proof.text, spans, tuple(tags))


FORMAT = Format(
    name="conllu",
    label="CoNLL-U: tokens with offsets, marks and links, reversible",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".conllu",
    holds=frozenset({"spans", "tags", "links"}),
    reads=True,
    flavours=TOKENS,
)
"""Ten columns parted by tabulators."""
