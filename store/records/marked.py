"""An article with all its marks, as it is and as it was."""

from __future__ import annotations

from dataclasses import dataclass

from store.records.articles import Article
from store.records.changes import Moment
from store.records.mentions import Mention
from store.records.relations import SaidRelation
from store.records.taggings import Note, RejectedTag, Tagging


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """One article with everything that was said of it: what `show --json` and the exports write.

    `statuses` are pairs of annotator and status, `samples` of a sample and the annotator it was drawn for ("": all).
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    taggings: tuple[Tagging, ...] = ()
    notes: tuple[Note, ...] = ()
    relations: tuple[SaidRelation, ...] = ()
    duplicates: tuple[int, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()
    samples: tuple[tuple[str, str], ...] = ()
    rejected: tuple[RejectedTag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastArticle:
    """An article as it was at a moment: its marks then, whether it was in the bin, and how all that differs from now.

    `gone` and `added` say what was there then and is not now, and the other way round; `lost` counts marks whose quote
    is not in the text of today.
    """

    moment: Moment
    marked: MarkedArticle
    deleted: bool = False
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    lost: int = 0
