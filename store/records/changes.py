"""Changes, and the history of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one commit did, derived from the journal: table name to row ids, and the articles concerned.

    `origin` names the view that asked for it, so that it can leave out its own echo. A change that says nothing of its
    rows (`everything` is true: an import, another process) asks every view to reload.
    """

    label: str
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    articles: frozenset[int] = frozenset()
    origin: str = ""
    everything: bool = False

    def touches(self, *tables: str) -> bool:
        """Say whether the change concerns any of these tables."""
        return self.everything or any(table in self.rows for table in tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One undoable step of the journal; `at` is ISO 8601 in UTC.

    `rows` counts what it touched, `tables` names where; both are only there where the history is asked for by filters.
    """

    id: int
    at: str
    label: str
    annotator: str
    undone: bool
    rows: int = 0
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryQuery:
    """Which changes are wanted: those that concern an article, a tag (also what was tagged with it), an annotator.

    `since` and `until` are ISO 8601 in UTC, `until` is left out itself; `kind` is one of `KINDS` of the history; `words`
    stand in the label, whatever their case.
    """

    article: int | None = None
    tag: int | None = None
    annotator: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment of the project's past: right after `change` and the undo or redo `turn`; `at` is ISO 8601 in UTC."""

    change: int
    turn: int
    at: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One thing that a change did, in words, and the article it did it to, if one."""

    sentence: str
    article: int | None = None
