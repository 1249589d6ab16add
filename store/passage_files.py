"""Files of tagged passages: a table or a document, written beside its place and moved there when it is whole."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from store.errors import UserError
from store.formats.passages import csv_rows, docx
from store.records import PassageLine, Progress
from store.store import Store

_PAGE = 500
_TOLD = "Writing passages"


def write_passages(store: Store, taggings: Sequence[int], out: Path) -> Generator[Progress, None, int]:
    """Write these taggings, in their order, as DOCX where the name ends so, else as CSV; gives how many there were.

    Stopped at a yield, nothing is there. Raises UserError where the file cannot be written.
    """
    part = out.with_name(f".{out.name}.part")
    lines: list[PassageLine] = []
    is_document = out.suffix.lower() == ".docx"
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            written = 0
            for page in _pages(store, taggings):
                lines += page if is_document else ()
                if not is_document:
                    rows = csv_rows(page)
                    stream.writelines(("\ufeff" if not written else "", *_headless(rows, first=not written)))
                written += len(page)
                yield Progress(done=written, total=len(taggings), label=_TOLD)
            if not is_document and not written:
                stream.writelines(("\ufeff", *csv_rows(())))
        if is_document:
            definitions = {tag.path: tag.definition for tag in store.codebook.tags()}
            part.write_bytes(docx(lines, title=store.path.stem, definitions=definitions))
        part.replace(out)
    except OSError as error:
        raise UserError(f"{out} cannot be written ({error.strerror}); choose another place.") from error
    finally:
        part.unlink(missing_ok=True)
    return written


def _pages(store: Store, taggings: Sequence[int]) -> Iterator[tuple[PassageLine, ...]]:
    for start in range(0, len(taggings), _PAGE):
        yield store.passages.lines(taggings[start : start + _PAGE])


def _headless(rows: Iterator[str], *, first: bool) -> Iterator[str]:
    """Leave the headings out but for the first page."""
    for number, row in enumerate(rows):
        yield row if first or number else row.partition("\r\n")[2]
