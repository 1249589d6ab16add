"""What is in a dataset, in numbers: for its manifest, its card and the paragraph of a paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from store.records import MarkedArticle


@dataclass(slots=True)
class Counts:
    """Counts the records of a dataset as they go by; `characters` are code points of their texts."""

    articles: int = 0
    records: int = 0
    characters: int = 0
    notes: int = 0
    relations: int = 0
    first: str = ""
    last: str = ""
    tags: Counter[str] = field(default_factory=Counter)
    passages: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    splits: Counter[str] = field(default_factory=Counter)

    def add(self, marked: MarkedArticle) -> None:
        """Count one record."""
        article = marked.article
        self.characters += len(article.text)
        self.notes += len(marked.notes)
        self.relations += len(marked.relations)
        self.languages[article.language or ""] += 1
        self.outlets[article.outlet or ""] += 1
        if article.published:
            self.first = min(self.first or article.published, article.published)
            self.last = max(self.last, article.published)
        for mention in marked.mentions:
            self.types[mention.type] += 1
            self.states[mention.state] += 1
        for tagging in marked.taggings:
            (self.tags if tagging.start is None else self.passages)[tagging.tag] += 1
            self.annotators[tagging.annotator] += 1

    @property
    def mentions(self) -> int:
        """How many mentions there are, of all types."""
        return self.types.total()
