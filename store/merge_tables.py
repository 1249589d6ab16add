"""What a merge knows of each table: which columns point where, and by what two rows with different uids are the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Mergeable:
    """A table whose rows are merged by their uid, or by their `alike` columns where the uid is not known.

    `refs` are the columns that point at rows of other tables, `free` those on which nobody disagrees (when it was
    written, in which order it is shown); `what` says in words what a row is.
    """

    name: str
    what: str
    alike: tuple[str, ...]
    refs: Mapping[str, str] = field(default_factory=dict)
    free: tuple[str, ...] = ()
    casefold: bool = False


TABLES = (
    Mergeable(name="annotator", what="annotator", alike=("name",)),
    Mergeable(name="predicate", what="predicate", alike=("name",)),
    Mergeable(name="entity", what="entity", alike=("type", "name"), refs={"part_of": "entity"}, free=("origin",)),
    Mergeable(name="entity_name", what="name", alike=("entity", "name", "language"), refs={"entity": "entity"}),
    Mergeable(name="codebook", what="codebook", alike=("name",), free=("position",)),
    Mergeable(
        name="tag",
        what="tag",
        alike=("codebook", "parent", "name"),
        refs={"parent": "tag", "codebook": "codebook"},
        free=("position", "key"),
        casefold=True,
    ),
    Mergeable(name="codebook_version", what="codebook version", alike=("name", "at"), free=("change",)),
    Mergeable(
        name="mention",
        what="mention",
        alike=("article", "start", "end", "type", "entity"),
        refs={"article": "article", "entity": "entity", "annotator": "annotator"},
        free=("origin", "score", "value", "annotator"),
    ),
    Mergeable(
        name="tagging",
        what="tagging",
        alike=("article", "tag", "start", "end", "annotator"),
        refs={"article": "article", "tag": "tag", "annotator": "annotator"},
        free=("at", "origin"),
    ),
    Mergeable(
        name="tag_rejection",
        what="rejected tag",
        alike=("article", "tag", "start", "end", "annotator"),
        refs={"article": "article", "tag": "tag", "annotator": "annotator"},
        free=("at",),
    ),
    Mergeable(
        name="note",
        what="note",
        alike=("article", "text", "annotator"),
        refs={"article": "article", "annotator": "annotator"},
        free=("at",),
    ),
    Mergeable(
        name="relation",
        what="relation",
        alike=("subject", "predicate", "object", "article", "start", "end"),
        refs={"subject": "entity", "predicate": "predicate", "object": "entity", "article": "article"},
        free=("origin",),
    ),
    Mergeable(
        name="correction",
        what="correction",
        alike=("article", "field", "start", "end"),
        refs={"article": "article"},
    ),
    Mergeable(name="rule", what="rule", alike=("folded", "pattern")),
    Mergeable(
        name="exclusion",
        what="name never marked",
        alike=("folded", "type", "entity", "article_uid", "outlet"),
        refs={"entity": "entity"},
    ),
    Mergeable(name="saved_view", what="view", alike=("folded",)),
    Mergeable(name="setting", what="setting", alike=("name",)),
    Mergeable(name="sample", what="sample", alike=("folded",), free=("at",)),
    Mergeable(
        name="sample_article",
        what="article of a sample",
        alike=("sample", "article", "annotator"),
        refs={"sample": "sample", "article": "article"},
    ),
    Mergeable(
        name="article_status",
        what="status",
        alike=("article", "annotator"),
        refs={"article": "article", "annotator": "annotator"},
    ),
)
"""The tables in the order in which they are merged: what is pointed at comes before what points at it."""

ARTICLE = Mergeable(
    name="article",
    what="article",
    alike=(),
    refs={},
    free=("batch", "source", "sha256", "length", "text_sha256", "title_derived"),
)
"""Articles: their texts never change, and which are new is another matter."""

LISTS = {"part": ("role", "start", "end"), "author": ("position", "name"), "keyword": ("position", "name")}
"""Tables without uids: all rows of an article are one value."""
