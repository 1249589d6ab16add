"""CoNLL-U: tokens with their offsets and marks in MISC, the metadata of articles in comments; reversible by SpaceAfter.

Syntax is not said: each sentence is a flat tree under its first token, which validators take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.tokens import TOKENS, labelled, marks, sentence_starts, tokens
from store.formats.conll import proof_of, token_promise

_ESCAPES = {"\\": "\\\\", " ": "\\s", "\n": "\\n", "\t": "\\t", "|": "\\p"}


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    how = dataset.recipe.flavour
    for item in items:
        found = tokens(item.text, item.spans, how)
        runs = labelled(found, item.spans, dataset.losses)
        said = marks(len(found), runs, "iob2")
        links = _links(item, runs)
        begins = sentence_starts(item.text, found, runs)
        lines = [f"# newdoc id = {item.key}\n", *_metadata(item)]
        for number, (first, last) in enumerate(zip(begins, [*begins[1:], len(found)], strict=True), 1):
            lines += [f"# sent_id = {item.key}-s{number}\n"]
            lines += [f"# text = {_sentence(item.text, found[first:last])}\n"]
            for place in range(first, last):
                following = found[place + 1][0] if place + 1 < len(found) else len(item.text)
                misc = _misc(item.text, found[place], following, said[place], links.get(place), place == last - 1)
                head, relation = (0, "root") if place == first else (1, "dep")
                word = item.text[slice(*found[place])]
                lines.append(f"{place - first + 1}\t{word}\t_\tX\t_\t_\t{head}\t{relation}\t_\t{misc}\n")
            lines.append("\n")
        if begins:
            yield Piece(dataset.file, "".join(lines))


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
            found[first] = "".join(_ESCAPES.get(c, c) for c in identifier)
    return found


def _sentence(text: str, found: Sequence[tuple[int, int]]) -> str:
    pieces = []
    for number, (start, end) in enumerate(found):
        pieces.append(text[start:end])
        if number + 1 < len(found) and found[number + 1][0] > end:
            pieces.append(" ")
    return "".join(pieces)


def _misc(text: str, token: tuple[int, int], following: int, mark: str, link: str | None, is_last: bool) -> str:
    said = [] if link is None else [f"Entity_Link={link}"]
    said += [f"NER={mark}", f"Offset={token[0]}:{token[1]}"]
    blank = text[token[1] : following]
    if not blank and not (is_last and following == len(text)):
        said.append("SpaceAfter=No")
    elif blank not in ("", " "):
        said.append("SpacesAfter=" + "".join(_ESCAPES.get(c, f"\\u{ord(c):04x}") for c in blank))
    return "|".join(said)


def _promise(item: Item, dataset: Dataset) -> Proof | None:
    proof = token_promise(item, dataset)
    return Proof(item.key, proof.text, proof.spans, item.tags) if proof.text else None


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    key = ""
    words: list[str] = []
    found: list[str] = []
    tags: list[str] = []
    for line in files.lines(dataset.file):
        if line.startswith("# newdoc id = "):
            if words:
                yield _proof(key, words, found, tags)
            key, words, found, tags = line.removeprefix("# newdoc id = "), [], [], []
        elif line.startswith("# meta::tag = "):
            tags.append(line.removeprefix("# meta::tag = "))
        elif line and not line.startswith("# "):
            columns = line.split("\t")
            words.append(columns[1])
            found.append(next(each.removeprefix("NER=") for each in columns[9].split("|") if each.startswith("NER=")))
    if words:
        yield _proof(key, words, found, tags)


def _proof(key: str, words: list[str], found: list[str], tags: list[str]) -> Proof:
    proof = proof_of(words, ((place, mark) for place, mark in enumerate(found) if mark != "O"))
    return Proof(key, proof.text, proof.spans, tuple(tags))


FORMAT = Format(
    name="conllu",
    label="CoNLL-U: tokens with offsets, marks and links, reversible",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".conllu",
    holds=frozenset({"spans", "tags", "links"}),
    flavours=TOKENS,
)
"""Ten columns parted by tabulators."""
