"""A project as a whole, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectInfo:
    """What a project holds, in numbers."""

    path: str
    version: int
    articles: int
    entities: int
    mentions: int
    taggings: int
    tags: int
    changes: int
    languages: tuple[tuple[str, int], ...]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A promise of the project file that does not hold, in one sentence, with the article concerned if there is one."""

    sentence: str
    article: int | None = None
