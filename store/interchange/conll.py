"""CoNLL: a word a line with its mark in the last column, of any scheme, documents parted by -DOCSTART- or told by ids.

The columns carry no blanks: where a comment tells the sentence, as in KLUE, its own are taken, else the usual ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from store.errors import UserError
from store.interchange.document import Bundle, Document, Found
from store.interchange.words import Word, is_mark, written
from store.parse.limits import whole

MANY = 200
"""From how many sentences on a file without documents is taken for a list of sentences, and not for one article."""


@dataclass(slots=True)
class _Block:
    """A sentence: its words, its name and its text where a comment tells them, and where its document begins."""

    words: list[Word] = field(default_factory=list)
    name: str = ""
    text: str = ""
    begins: bool = False


def read_conll(bundle: Bundle) -> Iterator[Found]:
    """Give the documents of a file; raises UserError where a line has other columns than the others, or no mark."""
    text = text_in(bundle)
    blocks = list(_blocks(text))
    if not any(block.words for block in blocks):
        raise UserError("There is no word in this file.")
    starts = any(block.begins for block in blocks)
    blocks = [block for block in blocks if block.words or block.begins]
    if starts:
        groups = list(_groups(blocks))
    elif all(block.name for block in blocks) or len(blocks) > MANY:
        groups = [[block] for block in blocks]
    else:
        groups = [blocks]
    only = len(groups) == 1
    for number, group in enumerate((each for each in groups if any(block.words for block in each)), 1):
        yield _document(bundle, number, group, only=only)


def text_in(bundle: Bundle) -> str:
    """Read a file of text whole; raises UserError where it is not UTF-8."""
    with bundle.open(bundle.main) as stream:
        data = whole(stream)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("This file is not UTF-8; save it as UTF-8.") from error


def _groups(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    group: list[_Block] = []
    for block in blocks:
        if block.begins and group:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _blocks(text: str) -> Iterator[_Block]:
    tabs = any("\t" in line and not line.startswith("#") for line in text.split("\n"))
    width = 0
    block = _Block()
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r")
        if not line.strip() or line.startswith("-DOCSTART-"):
            if block.words or block.begins:
                yield block
                block = _Block()
            block.begins = block.begins or line.startswith("-DOCSTART-")
            continue
        columns = line.split("\t") if tabs else line.split()
        if line.startswith("#") and not is_mark(columns[-1].strip()):
            _comment(block, line)
            continue
        width = width or len(columns)
        if len(columns) != width or width < 2:
            raise UserError(
                f"Line {number} has {_columns(len(columns))}, where {_columns(max(width, 2))} were expected."
            )
        if not is_mark(columns[-1].strip()):
            raise UserError(
                f"Line {number} ends with “{columns[-1].strip()[:40]}”, which is no mark such as O or B-PER."
            )
        block.words.append(Word(form=columns[0], mark=columns[-1].strip()))
    if block.words:
        yield block


def _columns(number: int) -> str:
    return "1 column" if number == 1 else f"{number} columns"


def _comment(block: _Block, line: str) -> None:
    name, tab, text = line.lstrip("# ").partition("\t")
    if tab:
        block.name, block.text = name.strip(), text.strip()
    else:
        key, equals, said = name.partition("=")
        if equals and key.strip() == "text":
            block.text = said.strip()


def _document(bundle: Bundle, number: int, group: Sequence[_Block], *, only: bool) -> Document:
    sentences = [spaced(block.words, block.text) for block in group if block.words]
    text, marks = written(sentences)
    name = "" if only else group[0].name if len(group) == 1 and group[0].name else str(number)
    guessed = any(word.after is None for sentence in sentences for word in sentence[:-1])
    lines = "".join(f"{word.form}\t{word.mark}\n" for sentence in sentences for word in sentence)
    return Document(
        name=name,
        source=f"{bundle.name}#{name}" if name else bundle.name,
        text=text,
        data=lines.encode(),
        marks=tuple(marks),
        counts=("codepoints",),
        remarks=("Blanks between the words are not told there; the usual ones were put.",) if guessed else (),
    )


def spaced(words: Sequence[Word], text: str) -> list[Word]:
    """Give the words of a sentence with the blanks that its text has, where the text is of just these words."""
    found: list[Word] = []
    at = 0
    for word in words:
        place = text.find(word.form, at)
        if not text or place < 0 or text[at:place].strip():
            return list(words)
        if found:
            found[-1] = replace(found[-1], after=text[at:place])
        found.append(word)
        at = place + len(word.form)
    return found if not text[at:].strip() else list(words)
