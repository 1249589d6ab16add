"""Prodigy JSONL, which spaCy's tools read too: tokens, spans, relations; with a script that makes spaCy's own files.

Offsets are code points, token numbers are inclusive. Korean words are cut where a mark begins or ends, so that every span
is one of whole tokens: spaCy drops the others silently.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, compress, count
from json.encoder import encode_basestring
from operator import add, sub
from typing import Any, NamedTuple

from store.dataset.anchors import Anchored, anchored
from store.dataset.details import span_details, tagging_details
from store.dataset.form import HOLDS, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof, Span
from store.dataset.numerals import counted, written
from store.errors import StoreBug
from store.formats.jsonl import dump
from store.formats.spacy_script import SCRIPT

_NEXT = ', {"text": "'
_SPACED, _BARE = f'"ws": true}}{_NEXT}', f'"ws": false}}{_NEXT}'
# A word, cut where a mark begins or ends, with one blank that follows, or other white space. Before the end of a mark that blank
# is the mark's, and a token of its own: the mark would end inside of one.
_PIECE = re.compile(r"\S+ ?|\s+")
_ENDED = re.compile(r"\S+(?: (?!\Z))?|\s+")
_TOKENS = ', "tokens": ['
_BETWEEN = re.compile(
    r'", "start": ([0-9]++), "end": ([0-9]++), "id": [0-9]++, "ws": (true|false)\}(?:, \{"text": "|\Z)'
)
_BLANKS = {"true": " ", "false": ""}
_ESCAPED = re.compile(r'[\x00-\x1f"\\]')


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    for item in items:
        words = _spaced(item)
        yield Piece(
            dataset.file, f'{dump(_task(item, words, dataset))[:-1]}, "tokens": [{_listed(item.text, words)}]}}\n'
        )
    yield Piece("make_spacy.py" if dataset.recipe.split else f"{dataset.file}.make_spacy.py", SCRIPT)


def _listed(text: str, words: _Words) -> str:
    """Write the tokens, which are most of a task: all that are of one key are put in their places at once."""
    if not words.texts:
        return ""
    cells = [""] * (5 * len(words.texts))
    cells[::5] = words.texts
    cells[1::5] = written('", "start": {}, ', words.starts)
    cells[2::5] = written('"end": {}, ', words.ends)
    cells[3::5] = counted('"id": {}, ', len(words.texts))
    cells[4::5] = words.spaces
    for place in {bisect_right(words.starts, each.start()) - 1 for each in _ESCAPED.finditer(text)}:
        cells[5 * place] = encode_basestring(words.texts[place])[1:-1]
    return f"{_NEXT}{''.join(cells)}"[2 : -len(_NEXT)]


def _task(item: Item, words: _Words, dataset: Dataset) -> dict[str, Any]:
    return {
        "text": item.text,
        "meta": _meta(item),
        "spans": [_span(span, item, words) for span in item.spans],
        "relations": [_relation(each, words) for each in anchored(item, dataset.losses)],
        "options": [{"id": path, "text": path} for path in item.tags],
        "accept": list(item.tags),
        "answer": "accept",
    }


def _meta(item: Item) -> dict[str, Any]:
    article = item.marked.article
    return {
        "id": item.key,
        "uid": article.uid,
        "source": article.source,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "notes": [note.text for note in item.marked.notes],
        "taggings": [tagging_details(each) for each in item.marked.taggings if each.start is None],
    }


class _Words(NamedTuple):
    """The tokens of a text: what each reads, where it begins and ends, and the end of its JSON: whether a blank follows."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    spaces: list[str]

    def place(self, span: Span) -> dict[str, Any]:
        """Say where a span stands, in code points and in tokens, and what it is called."""
        return {
            "start": span.start,
            "end": span.end,
            "token_start": bisect_left(self.starts, span.start),
            "token_end": bisect_left(self.ends, span.end),
            "label": span.label,
        }


def _span(span: Span, item: Item, words: _Words) -> dict[str, Any]:
    link = item.link_of(span.entity_id)
    return {
        **words.place(span),
        **({"kind": "tag"} if span.is_tag else {}),
        **({"kb_id": link.external[0][1] if link.external else link.uid} if link is not None else {}),
        **({"entity": span.entity} if span.entity else {}),
        **({"note": span.note} if span.note else {}),
        **({"annotator": span.annotator} if span.annotator else {}),
        **({"state": span.state} if span.state != "accepted" else {}),
        **({"score": span.score} if span.score is not None else {}),
        **span_details(span),
    }


def _relation(each: Anchored, words: _Words) -> dict[str, Any]:
    head, child = words.place(each.subject), words.place(each.object)
    return {
        "head": head["token_start"],
        "child": child["token_start"],
        "head_span": head,
        "child_span": child,
        "label": each.said.relation.predicate,
    }


def _spaced(item: Item) -> _Words:
    """Give tokens that make the whole text, with `true` where the blank behind is theirs; other white space is one itself."""
    text = item.text
    starts, ends = {span.start for span in item.spans}, {span.end for span in item.spans}
    pieces: list[str] = []
    at = 0
    # Where a mark ends with a word, the blank behind is the word's all the same, unless another mark begins with it.
    for border in sorted(
        starts.union(each for each in ends if text[each : each + 1] != " " or text[each - 1].isspace())
    ):
        pieces += (_ENDED if border in ends else _PIECE).findall(text, at, border)
        at = border
    pieces += _PIECE.findall(text, at)
    # Each with the blank that is its own; from here on all of them take every step together.
    texts = list(map(str.rstrip, pieces))
    for place in compress(count(), map(str.isspace, pieces)):
        texts[place] = pieces[place]
    whole, sizes = list(map(len, pieces)), list(map(len, texts))
    begins = [0, *accumulate(whole)][:-1]
    spaces = map((_BARE, _SPACED).__getitem__, map(sub, whole, sizes))
    return _Words(texts, begins, list(map(add, begins, sizes)), list(spaces))


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    return Proof(item.key, item.text, tuple((s.start, s.end, s.label, s.quote) for s in item.spans), item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for line in files.lines(dataset.file):
        # Tokens are most of a task: they are read by what stands between their words, in half the time.
        said, _, listed = line.rpartition(_TOKENS)
        task = json.loads(f"{said}}}")
        pieces = _BETWEEN.split(listed.removesuffix("]}").removeprefix('{"text": "'))
        if pieces.pop() or not listed.endswith("]}"):
            raise StoreBug("a token of a task has no place")
        words, starts, ends, spaces = (pieces[place::4] for place in range(4))
        cells = [""] * (2 * len(words))
        cells[::2], cells[1::2] = words, map(_BLANKS.__getitem__, spaces)
        spans = []
        for span in task["spans"]:
            # By its tokens, which must say the same as its offsets.
            start, end = int(starts[span["token_start"]]), int(ends[span["token_end"]])
            quote = task["text"][span["start"] : span["end"]]
            spans.append((start, end, span["label"], quote))
        text = json.loads(f'"{"".join(cells)}"')
        yield Proof(task["meta"]["id"], text, tuple(spans), tuple(task["accept"]))


FORMAT = Format(
    name="prodigy",
    label="Prodigy and spaCy JSONL, with a script that makes spaCy's DocBin",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".jsonl",
    holds=frozenset(HOLDS),
    reads=True,
)
"""Prodigy's tasks, one a line."""
