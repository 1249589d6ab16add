"""Suggested tags, and how far they can be trusted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSuggestion:
    """A tag that an article may ask for: how likely, and the words of its text that speak for it, the strongest first.

    `why` are (start, end) in code points of the article's text.
    """

    tag: int
    score: float
    why: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSuggestion:
    """A sentence that may ask for a tag: how likely, where it stands, and the words that speak for it, the strongest first.

    `start`, `end` and `why` are in code points of the article's text, `quote` is what stands there.
    """

    tag: int
    score: float
    start: int
    end: int
    quote: str
    why: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedPassage:
    """A sentence of an article with the tags that were learned of passages, the likeliest first, as (tag, score)."""

    article: int
    source: str
    start: int
    end: int
    quote: str
    tags: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedTags:
    """The tags of the codebook for one article, the likeliest first, as (tag, score)."""

    article: int
    source: str
    tags: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagScores:
    """What lists are sorted by: how useful it is to tag an article next (the larger, the sooner), and its likeliest tags."""

    article: int
    useful: int
    best: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagReliability:
    """How suggestions of a tag did on taggings kept back: from the bar on `offered`, and how true their probabilities are.

    `gap` is the expected calibration error; `bins` are (mean probability, share that was so, count). It is not `trusted`
    where too few articles have the tag.
    """

    tag: int
    tagged: int
    precision: float
    recall: float
    offered: int
    gap: float
    bins: tuple[tuple[float, float, int], ...]
    trusted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsReport:
    """What suggestions of tags were learned from, and how they did on taggings kept back.

    `unit` says what has tags: an `article`, or the sentence of a `passage`; `articles` counts those that have some.
    `exclusive` says that each article is held to have one tag; `untagged` how many untagged articles were read too, and
    each of `weights` how much one of them counts for a tag (0: not at all). `bar` is the probability from which on
    precision and recall are counted. `at` is in UTC.
    """

    articles: int
    untagged: int
    exclusive: bool
    tags: tuple[TagReliability, ...]
    weights: tuple[float, ...]
    bar: float
    macro_f1: float
    seconds: float
    at: str
    unit: str = "article"
