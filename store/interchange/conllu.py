"""CoNLL-U and CoNLL-U Plus: words with their blanks, marks in MISC or in a column of their own, metadata in comments.

See https://universaldependencies.org/format.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from store.errors import UserError
from store.interchange.conll import spaced, text_in
from store.interchange.document import Bundle, Document, Found, WholeTag
from store.interchange.values import facts_of
from store.interchange.words import Word, is_mark, written

_COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
_NER = ("NER", "NE", "ENTITY", "BIO", "IOB")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_PLAIN = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "p": "|", "\\": "\\"}


@dataclass(slots=True)
class _Part:
    """A document on its way: its sentences, and what its comments say."""

    name: str = ""
    sentences: list[list[Word]] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    before: str = ""


def read_conllu(bundle: Bundle) -> Iterator[Found]:
    """Give the documents of a file; raises UserError where a line is out of shape."""
    number = 0
    parts = list(_parts(text_in(bundle)))
    if not parts:
        raise UserError("There is no word in this file.")
    for number, part in enumerate(parts, 1):
        yield _document(bundle, part, number if len(parts) > 1 or part.name else 0)


def _parts(text: str) -> Iterator[_Part]:
    reading = _Lines()
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r")
        finished = reading.comment(line) if line.startswith("#") else None
        if finished is not None:
            yield finished
        if line.startswith("#"):
            continue
        if not line.strip():
            reading.end_sentence()
            continue
        try:
            reading.word(line.split("\t"))
        except ValueError as error:
            raise UserError(f"Line {number} is no word ({error}).") from error
    reading.end_sentence()
    if reading.part.sentences:
        yield reading.part


class _Lines:
    """Reads the lines of a file, one after the other."""

    def __init__(self) -> None:
        self.part = _Part()
        self._columns: Sequence[str] = _COLUMNS
        self._words: list[Word] = []
        self._text = ""
        self._covered = 0
        self._is_new_paragraph = False

    def comment(self, line: str) -> _Part | None:
        """Take a comment in; gives the document that ends with it."""
        key, _, said = line[1:].partition("=")
        key, said = key.strip(), said.strip()
        finished = None
        if key.partition(" ")[0] == "newdoc":
            self.end_sentence()
            finished, self.part = self.part, _Part(name=said)
        elif key == "global.columns":
            self._columns = said.split()
        elif key == "text":
            self._text = said
        elif key.partition(" ")[0] == "newpar":
            self._is_new_paragraph = True
        elif key == "meta::tag":
            self.part.tags.append(said)
        elif key.startswith("meta::"):
            self.part.facts[key.removeprefix("meta::")] = said
        return finished if finished is not None and finished.sentences else None

    def word(self, cells: Sequence[str]) -> None:
        """Take a word in; raises ValueError, a few words, where it is out of shape."""
        if len(cells) != len(self._columns):
            raise ValueError(f"it has {len(cells)} columns, not {len(self._columns)}")
        row = dict(zip(self._columns, cells, strict=True))
        number, _, last = row.get("ID", "").partition("-")
        if "." in number:
            return  # a word that is not written
        if not number.isdecimal():
            raise ValueError(f"“{number[:20]}” is no number of a word")
        misc = dict(_pairs(row.get("MISC", "_")))
        mark = _mark(row, misc)
        self.part.lines.append("\t".join(cells))
        if int(number) <= self._covered and not last:
            # A part of a word that is written as one: its mark is the word's.
            if mark != "O" and self._words and self._words[-1].mark == "O":
                self._words[-1] = replace(self._words[-1], mark=mark)
            return
        self._covered = int(last) if last.isdecimal() else self._covered
        if not self._words and not self.part.sentences and "Offset" in misc:
            start = misc["Offset"].partition(":")[0]
            self.part.before = " " * int(start) if start.isdecimal() else ""
        link = _unescaped(misc.get("Entity_Link", ""))
        self._words.append(Word(form=row.get("FORM", ""), mark=mark, after=_after(misc), link=link))

    def end_sentence(self) -> None:
        """End the sentence that is being read."""
        if not self._words:
            return
        words = self._words
        if all(word.after is None for word in words):
            words = spaced(words, self._text)
            words = [replace(word, after=" ") if word.after is None else word for word in words[:-1]] + [words[-1]]
        else:
            words = [replace(word, after=" ") if word.after is None else word for word in words[:-1]] + [words[-1]]
        if self._is_new_paragraph and self.part.sentences and self.part.sentences[-1][-1].after is None:
            self.part.sentences[-1][-1] = replace(self.part.sentences[-1][-1], after="\n")
        elif self.part.sentences and self.part.sentences[-1][-1].after is None:
            self.part.sentences[-1][-1] = replace(self.part.sentences[-1][-1], after=" ")
        self.part.sentences.append(words)
        self._words, self._text, self._covered, self._is_new_paragraph = [], "", 0, False


def _pairs(said: str) -> Iterator[tuple[str, str]]:
    for each in said.split("|"):
        key, equals, value = each.partition("=")
        if equals:
            yield key, value


def _mark(row: Mapping[str, str], misc: Mapping[str, str]) -> str:
    for name in _NER:
        said = row.get(name) or next((value for key, value in misc.items() if key.upper() == name), "")
        if said and is_mark(said):
            return said
    return "O"


def _after(misc: Mapping[str, str]) -> str | None:
    if misc.get("SpaceAfter") == "No":
        return ""
    return _unescaped(misc["SpacesAfter"]) if "SpacesAfter" in misc else None


def _unescaped(said: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _PLAIN.get(found[2], found[2]), said)


def _document(bundle: Bundle, part: _Part, number: int) -> Document:
    text, marks = written(part.sentences)
    shift = len(part.before)
    facts = facts_of(part.facts)
    if part.facts.get("source"):
        facts["source"] = part.facts["source"]
    name = part.name or (str(number) if number else "")
    marks = [replace(mark, pieces=tuple((s + shift, e + shift) for s, e in mark.pieces)) for mark in marks]
    return Document(
        name=name,
        source=str(facts.get("source") or (f"{bundle.name}#{name}" if name else bundle.name)),
        text=part.before + text,
        data="\n".join(part.lines).encode(),
        marks=tuple(marks),
        tags=tuple(WholeTag(tag=each) for each in part.tags),
        facts=facts,
        counts=("codepoints",),
    )
