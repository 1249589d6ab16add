"""Marked articles projected to what a recipe asks for: which marks, how deep in the tree of tags, which text, which overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from store.dataset.cutting import cut
from store.dataset.items import Losses
from store.dataset.overlaps import without_overlaps
from store.records import MENTION_STATES, MarkedArticle, Recipe

STATES: Mapping[str, tuple[str, ...]] = {
    "accepted": ("accepted",),
    "suggested": ("accepted", "suggested"),
    "all": MENTION_STATES,
}
"""The states that go out, by what a recipe includes."""


class Projection:
    """What a recipe does to each article; `ranks` are the places of tags and types in the order of the codebook."""

    def __init__(self, recipe: Recipe, losses: Losses, ranks: Mapping[str, int]) -> None:
        self._recipe = recipe
        self._losses = losses
        self._ranks = ranks

    def pieces(self, marked: MarkedArticle) -> Iterator[MarkedArticle]:
        """Give the records of one article: one, or one for each paragraph or sentence that has visible text."""
        return self.records(self.chosen(marked))

    def records(self, chosen: MarkedArticle) -> Iterator[MarkedArticle]:
        """Give the records of an article of which only the marks asked for are left."""
        for piece in cut(chosen, self._recipe.text, self._losses):
            yield without_overlaps(piece, self._recipe.overlaps, self._ranks, self._losses)

    def chosen(self, marked: MarkedArticle) -> MarkedArticle:
        """Leave an article the marks that were asked for, tags as deep as they were asked for."""
        recipe = self._recipe
        states = STATES[recipe.include]
        mentions, taggings, notes = marked.mentions, marked.taggings, marked.notes
        if any(each.state not in states for each in mentions):
            mentions = tuple(each for each in mentions if each.state in states)
        relations = marked.relations and tuple(each for each in marked.relations if each.relation.state in states)
        if recipe.annotators:
            taggings = tuple(each for each in taggings if each.annotator in recipe.annotators)
            notes = tuple(each for each in notes if each.annotator in recipe.annotators)
        if recipe.level:
            taggings = tuple(replace(each, tag=cut_path(each.tag, recipe.level)) for each in taggings)
            taggings = tuple({(t.tag, t.start, t.end, t.annotator, t.note): t for t in taggings}.values())
        if recipe.marks == "mentions":
            taggings = tuple(each for each in taggings if each.start is None)
        elif recipe.marks == "tags":
            mentions = ()
        if (mentions, taggings, notes, relations) == (marked.mentions, marked.taggings, marked.notes, marked.relations):
            return marked
        return replace(marked, mentions=mentions, taggings=taggings, notes=notes, relations=relations)


def cut_path(path: str, level: int) -> str:
    """Give the first names of a tag's path, as many as `level` says; all of them for 0."""
    return "/".join(path.split("/")[:level]) if level else path


def ranks(paths: tuple[str, ...], types: tuple[str, ...]) -> Mapping[str, int]:
    """Number tags in the order of the codebook, entity types after them."""
    return {label: number for number, label in enumerate(dict.fromkeys((*paths, *types)))}
