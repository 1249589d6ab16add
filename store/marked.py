"""Articles with everything that was said of them, as `show` and the exports give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.articles import Articles
from store.entities import Entities
from store.mentions import Mentions
from store.notes import Notes
from store.records import MENTION_STATES, MarkedArticle, Relation, SaidRelation
from store.relations import Relations
from store.taggings import Taggings


class Marked:
    """Reads marked articles, one after the other."""

    def __init__(
        self,
        articles: Articles,
        mentions: Mentions,
        taggings: Taggings,
        notes: Notes,
        relations: Relations,
        entities: Entities,
    ) -> None:
        self._articles = articles
        self._mentions = mentions
        self._taggings = taggings
        self._notes = notes
        self._relations = relations
        self._entities = entities

    def get(self, article: int, *, states: Sequence[str] = MENTION_STATES) -> MarkedArticle:
        """Read one article with its marks, mentions of these states only; raises UserError if there is none."""
        return MarkedArticle(
            article=self._articles.get(article),
            mentions=self._mentions.of(article, states=states),
            taggings=self._taggings.of(article),
            notes=self._notes.of(article),
            relations=self.say(self._relations.of_article(article)),
            duplicates=self._articles.duplicates(article),
        )

    def stream(self, ids: Sequence[int], *, states: Sequence[str] = MENTION_STATES) -> Iterator[MarkedArticle]:
        """Read these articles one after the other, in this order."""
        for article in ids:
            yield self.get(article, states=states)

    def say(self, relations: Sequence[Relation]) -> tuple[SaidRelation, ...]:
        """Put the names of its entities to each relation."""
        ids = sorted({each for relation in relations for each in (relation.subject, relation.object)})
        names = {entity.id: entity.name for entity in self._entities.several(ids)}
        return tuple(
            SaidRelation(
                relation=relation, subject=names.get(relation.subject, ""), object=names.get(relation.object, "")
            )
            for relation in relations
        )
