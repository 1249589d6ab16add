"""What a look at a dataset goes by: an article as it is looked at, the rules, what a check is, and how it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from store.dataset.form import Format
from store.dataset.projection import STATES
from store.dataset.tokens import TOKENS
from store.records import Finding, MarkedArticle, Mention, Recipe, TagDraft, Tagging

RARE = 5
"""A label on fewer articles than this is rare, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """An article as it is looked at: whole, with the marks that a recipe takes, and cut into records.

    `lost` counts by kind what was lost on the way from one to the next (see `store.dataset.items.LOSSES`), `group` is the
    number of its group of copies (0: it has none).
    """

    whole: MarkedArticle
    chosen: MarkedArticle
    records: Sequence[MarkedArticle]
    lost: Mapping[str, int] = field(default_factory=dict)
    group: int = 0

    @property
    def id(self) -> int:
        """The number of the article."""
        return self.whole.article.id


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRules:
    """What is looked for by: a settled recipe, its format, the tags of the codebook by path, and how few is rare.

    `consensus` is the annotator who has what several have settled on.
    """

    recipe: Recipe
    form: Format
    tags: Mapping[str, TagDraft] = field(default_factory=dict)
    rare: int = RARE
    consensus: str = ""

    @property
    def tokens(self) -> str:
        """The kind of tokens that the format cuts texts into (see `TOKENS`); empty where it does not."""
        named = self.recipe.flavour.partition("-")[0]
        if named in dict(TOKENS):
            return named
        return "cut" if self.form.unit.startswith("tokens") else ""

    @property
    def counts_utf16(self) -> bool:
        """Whether offsets are written in UTF-16 units."""
        if self.form.name == "refi":
            return self.recipe.target == "nvivo"
        labels = dict(self.form.flavours)
        return self.form.unit.startswith("UTF-16") and "code points" not in labels.get(self.recipe.flavour, "")

    @property
    def states(self) -> tuple[str, ...]:
        """The states of mentions that count as marks; where all go out, each says its own, and the accepted ones count."""
        return STATES["accepted" if self.recipe.include == "all" else self.recipe.include]

    @property
    def parts(self) -> int:
        """Into how many parts the dataset is split (0: it is not)."""
        return sum(share > 0 for share in self.recipe.split)


class Check(Protocol):
    """Looks for one kind of thing: sees every article once, then tells what it found."""

    def see(self, article: Linted) -> None:
        """Look at one article."""
        ...

    def findings(self) -> Iterator[Finding]:
        """Tell what was found."""
        ...


class Tally:
    """Counts something, and keeps the articles in which it is so, each once, in the order in which they first came."""

    def __init__(self) -> None:
        self.count = 0
        self._articles: dict[int, None] = {}

    def add(self, article: int, number: int = 1) -> None:
        """Count some more; none leaves the article out."""
        if number:
            self.count += number
            self._articles[article] = None

    def add_pair(self, first: int, other: int) -> None:
        """Count one more, which two articles make."""
        self._articles[first] = None
        self.add(other)

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles."""
        return tuple(self._articles)

    def finding(self, kind: str, severity: str, sentence: str, *, label: str = "") -> Iterator[Finding]:
        """Tell it, where it was found at all."""
        if self.count:
            yield Finding(
                kind=kind, severity=severity, sentence=sentence, count=self.count, articles=self.articles, label=label
            )


def marks_of(marked: MarkedArticle) -> Iterator[Mention | Tagging]:
    """Give mentions and taggings, those of the whole article too."""
    yield from marked.mentions
    yield from marked.taggings


def many(number: int, noun: str) -> str:
    """Say `1 article` or `1,204 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def are(number: int) -> str:
    """Say `is` of one and `are` of many."""
    return "is" if number == 1 else "are"
