"""fastText's lines: labels as words that begin with `__label__`, then the text."""

from __future__ import annotations

from collections.abc import Iterator

from store.interchange.conll import text_in
from store.interchange.document import Bundle, Document, Found, Refused, WholeTag

PREFIX = "__label__"


def read_fasttext(bundle: Bundle) -> Iterator[Found]:
    """Give the documents of a file, one a line; lines without a label are texts too."""
    for number, line in enumerate(text_in(bundle).split("\n"), 1):
        if not line.strip():
            continue
        words = line.rstrip("\r").split(" ")
        labels = [word.removeprefix(PREFIX) for word in words if word.startswith(PREFIX)]
        said = " ".join(word for word in words if not word.startswith(PREFIX)).strip()
        if not said:
            yield Refused(name=str(number), reason="This line has a label but no text.", data=line.encode())
            continue
        yield Document(
            name=str(number),
            source=f"{bundle.name}#{number}",
            text=said,
            data=line.encode(),
            tags=tuple(WholeTag(tag=label.replace("_", " ")) for label in labels if label),
        )
