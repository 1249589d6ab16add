"""ProQuest text files: articles between lines of underscores, fields with their names before and after the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from store.errors import UserError
from store.parse.moments import moment_of
from store.parse.people import language_code, people_of, words_of
from store.parse.record import Known, Piece
from store.parse.rows import clean, link

_RULE = re.compile(r"^_{40,}\s*$")
_NAMES = (
    "Author", "Publication info", "ProQuest document link", "Abstract", "Links", "Full text", "Full Text", "Subject", "Location",
    "People", "Person", "Company / organization", "Company/organization", "Title", "Alternate title", "Publication title",
    "Publication year", "Publication date", "Publication subject", "Section", "First page", "Pages", "Column", "Dateline",
    "Publisher", "Place of publication", "Country of publication", "ISSN", "e-ISSN", "Source type", "Language of publication",
    "Language", "Document type", "Document feature", "ProQuest document ID", "Document URL", "Copyright", "Last updated",
    "Database", "Classification", "Identifier / keyword", "Identifier/keyword", "Correspondence author", "Credit", "Edition",
    "Volume", "Issue", "Caption", "Number of pages", "Illustrations", "Year", "Source", "Accession number", "DOI", "URL",
)  # fmt: skip
_FIELD = re.compile(rf"^(?P<name>{'|'.join(map(re.escape, _NAMES))}): ?(?P<value>.*)$")
_TEXT = ("Full text", "Full Text")
_LATEST = ("Contact ProQuest", "Database copyright", "Terms and Conditions", "Bibliography")


def proquest_pieces(text: str) -> Iterator[Piece]:
    """Give the articles of a ProQuest text file, numbered from 1; raises UserError where there is none."""
    number = 0
    for lines in _sections(text.split("\n")):
        fields = _fields(lines)
        if not fields.keys() & {"Publication date", "ProQuest document ID", "Publication info", "Publication title"}:
            continue
        number += 1
        yield _piece(str(number), "\n".join(lines).strip().encode("utf-8", "replace"), lines, fields)
    if not number:
        raise UserError("No article with ProQuest's fields (Full text, Publication date) was found.")


def _sections(lines: Sequence[str]) -> Iterator[list[str]]:
    section: list[str] = []
    for line in lines:
        if _RULE.match(line):
            yield section
            section = []
        else:
            section.append(line)
    yield section


def _fields(lines: Sequence[str]) -> dict[str, str]:
    """Return the fields of a section; only the text goes over more than one line and holds blank ones."""
    fields: dict[str, str] = {}
    name = ""
    for place, line in enumerate(lines):
        found = _FIELD.match(line)
        if found and not (name in _TEXT and _is_inside_text(lines, place)):
            name = found["name"]
            fields[name] = found["value"]
        elif line.startswith(_LATEST):
            name = ""
        elif name:
            fields[name] = f"{fields[name]}\n{line}"
    return {name: value.strip() for name, value in fields.items()}


def _is_inside_text(lines: Sequence[str], place: int) -> bool:
    """Say whether what looks like a field is a line of the text: fields follow each other to the section's end."""
    after = next((line for line in lines[place + 1 :] if line.strip()), "")
    return bool(after) and not _FIELD.match(after) and not after.startswith(_LATEST)


def _piece(name: str, data: bytes, lines: Sequence[str], fields: Mapping[str, str]) -> Piece:
    def field(*names: str) -> str:
        return next((" ".join(fields[each].split()) for each in names if fields.get(each)), "")

    first = next((line.strip() for line in lines if line.strip() and not _FIELD.match(line)), "")
    known = Known(
        title=clean(field("Title") or first),
        outlet=clean(field("Publication title") or field("Publication info").partition(";")[0]),
        authors=people_of([field("Author")]),
        published=moment_of(field("Publication date")) or moment_of(field("Publication year")),
        url=link(field("Document URL", "ProQuest document link", "Links", "URL").split(" ")[0]),
        language=language_code(field("Language of publication", "Language")),
        keywords=words_of([field("Subject"), field("Identifier / keyword", "Identifier/keyword")]),
        caption=clean(field("Caption")),
        id=clean(field("ProQuest document ID")),
    )
    text = next((fields[each] for each in _TEXT if fields.get(each)), "")
    if not text or text.startswith("Not available"):
        return Piece(name=name, data=data, known=known, failure="ProQuest gives no full text of this article.")
    return Piece(name=name, data=data, text=text, known=known, encoding="utf-8")
