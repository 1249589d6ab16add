"""Lines: records as they were read, each with its draft and its digest, on their way into a project."""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.digest import Digest
from store.formats.record import Record
from store.parse import parse_text
from store.parse.language import language_of
from store.records import Article, ArticleDraft, EntityDraft, Part
from store.sources import SourceFile

_METADATA = (
    "language",
    "title",
    "title_derived",
    "subtitle",
    "outlet",
    "authors",
    "published",
    "updated",
    "url",
    "keywords",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file, or one document of another tool's dataset: a record, or why there is none.

    `entities` are those that its marks name by the numbers in them. `unplaced` says, a sentence each, what of the
    document has no place here; `failure` says why nothing of it comes in, although it `is_valid` perhaps.
    """

    number: int
    data: bytes
    record: Record | None = None
    draft: ArticleDraft | None = None
    digest: Digest | None = None
    failure: str | None = None
    name: str = ""
    kind: str = "native"
    entities: tuple[EntityDraft, ...] = ()
    unplaced: tuple[str, ...] = ()
    is_valid: bool = False

    @property
    def is_foreign(self) -> bool:
        """Whether another tool has written it: it may know of an article less than the project does."""
        return self.kind != "native"


def source_of(file: SourceFile, line: Line) -> str:
    """Give the source that a line is kept under: its own, else the file's with the number of the line."""
    given = line.record.marked.article.source if line.record is not None else ""
    return given or name_of(file, line)


def name_of(file: SourceFile, line: Line) -> str:
    """Give what a line is called in a report."""
    return line.name or f"{file.name}#{line.number}"


def has_marks(record: Record) -> bool:
    """Say whether a record brings more than its article."""
    marked = record.marked
    return bool(
        marked.mentions
        or marked.taggings
        or marked.notes
        or marked.relations
        or marked.statuses
        or marked.samples
        or marked.rejected
    )


def draft_of(record: Record) -> ArticleDraft:
    """Give the draft of a record; a title or language that it does not say is found as in plain text."""
    draft = draft_of_article(record.marked.article)
    if "title" in record.said:
        return draft if "language" in record.said else replace(draft, language=language_of(draft.text))
    parsed = parse_text(draft.text)
    language = draft.language if "language" in record.said else parsed.language
    return replace(draft, language=language, title=parsed.title, title_derived=parsed.title_derived)


def draft_of_article(article: Article) -> ArticleDraft:
    """Give what an article says of itself as a draft; without parts the whole text is the body."""
    return ArticleDraft(
        text=article.text,
        language=article.language,
        title=article.title,
        title_derived=article.title_derived,
        subtitle=article.subtitle,
        outlet=article.outlet,
        authors=article.authors,
        published=article.published,
        updated=article.updated,
        url=article.url,
        keywords=article.keywords,
        parts=article.parts or (Part(role="body", start=0, end=len(article.text)),),
        encoding="utf-8",
    )


def updated_draft(here: Article, record: Record) -> ArticleDraft:
    """Give the draft of an article with what a record says of it; what the record does not say stays."""
    said = draft_of_article(record.marked.article)
    changes = {name: getattr(said, name) for name in _METADATA if name in record.said}
    if said.text != here.text:
        changes |= {"text": said.text, "parts": said.parts}
        if here.title_derived and "title" not in record.said:
            changes |= {"title": parse_text(said.text).title}
    elif "parts" in record.said:
        changes["parts"] = said.parts
    return replace(draft_of_article(here), **changes)
