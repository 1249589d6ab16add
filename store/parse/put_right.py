"""What a person put right in a source before it comes in, applied to its draft and kept as corrections of its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from store.records import ArticleDraft, Part, SourceCorrection
from store.text.anchors import find_again
from store.text.roles import with_roles


def with_fields(draft: ArticleDraft, given: SourceCorrection | None) -> ArticleDraft:
    """Give a draft with the corrected fields put over it."""
    fields: dict[str, Any] = dict(given.fields) if given is not None else {}
    if "title" in fields:
        fields["title_derived"] = False
    return replace(draft, **fields)


def with_lines(draft: ArticleDraft, given: SourceCorrection | None) -> ArticleDraft:
    """Give a draft with the corrected roles put over its parts; lines that are not in its text are left."""
    if given is None or not given.roles:
        return draft
    return replace(draft, parts=with_roles(draft.text, draft.parts, list(roles_in(draft.text, given))))


def roles_in(text: str, given: SourceCorrection) -> Iterator[Part]:
    """Give the corrected lines where they stand in a text, in order; those that are not in it are left out."""
    end = 0
    for line in given.roles:
        same = text == given.text
        span = (line.start, line.end) if same else find_again(given.text, line.start, line.end, text, whole_lines=True)
        if span is not None and span[0] >= end:
            end = span[1]
            yield Part(role=line.role, start=span[0], end=span[1])


def corrected_names(given: SourceCorrection | None) -> tuple[str, ...]:
    """Name what was put right: fields, and `lines` for roles."""
    if given is None:
        return ()
    return (*given.fields, *(("lines",) if given.roles else ()))
