"""Digests: what the caches of a project need of a draft, worked out beforehand, in another process if need be."""

from __future__ import annotations

from dataclasses import dataclass

from store.query.columns import columns, written
from store.records import ArticleDraft
from store.text.beginnings import Beginnings, beginnings
from store.text.letters import are_plain
from store.text.minhash import Sketch, sketch
from store.text.shingles import codes, compared, words, words_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The index's tokens of a draft (title, body, boilerplate) with what they were made of, its sketch and its cuts.

    `parts` and `title` are what the tokens were made of: a digest counts only for an article that has the same. `plain`
    says that the letters of the tokens are those of the text.
    """

    parts: str
    title: str
    tokens: tuple[str, str, str]
    plain: bool
    wording: int
    sketch: Sketch
    beginnings: Beginnings


def digest(draft: ArticleDraft) -> Digest:
    """Work out the digest of a draft that has its parts."""
    parts = written((part.role, part.start, part.end) for part in sorted(draft.parts, key=lambda part: part.start))
    title = draft.title or ""
    wording = words(compared(draft.text, draft.parts, title="" if draft.title_derived else title))
    return Digest(
        parts=parts,
        title=title,
        tokens=columns(draft.text, parts, title).tokens(),
        plain=are_plain(draft.text) and are_plain(title),
        wording=words_digest(wording),
        sketch=sketch(codes(wording)),
        beginnings=beginnings(draft.text),
    )
