"""Articles with everything that was said of them, as `show` and the exports give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from store.article_statuses import ArticleStatuses
from store.articles import Articles
from store.collecting import held_back
from store.entities import Entities
from store.errors import UserError
from store.mentions import Mentions
from store.notes import Notes
from store.records import MENTION_STATES, MarkedArticle, Relation, SaidRelation
from store.rejections import Rejections
from store.relations import Relations
from store.sampling import Samples
from store.taggings import Taggings

BATCH = 200
"""How many articles are read at a time, each table once."""


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
        statuses: ArticleStatuses,
        samples: Samples,
        rejections: Rejections,
    ) -> None:
        self._articles = articles
        self._mentions = mentions
        self._taggings = taggings
        self._notes = notes
        self._relations = relations
        self._entities = entities
        self._statuses = statuses
        self._samples = samples
        self._rejections = rejections

    def get(self, article: int, *, states: Sequence[str] = MENTION_STATES) -> MarkedArticle:
        """Read one article with its marks, mentions of these states only; raises UserError if there is none."""
        return self._several([article], states)[0]

    def stream(self, ids: Sequence[int], *, states: Sequence[str] = MENTION_STATES) -> Iterator[MarkedArticle]:
        """Read these articles one after the other, in this order; raises UserError if one is not there."""
        for start in range(0, len(ids), BATCH):
            with held_back():
                read = self._several(ids[start : start + BATCH], states)
            yield from read

    def _several(self, ids: Sequence[int], states: Sequence[str]) -> Sequence[MarkedArticle]:
        articles = self._articles.several(ids)
        if missing := set(ids) - {article.id for article in articles}:
            self._articles.get(min(missing))  # says whether it is in the bin or nowhere
            raise UserError(f"There is no article {min(missing)}; 'list' shows the ids.")
        mentions = self._mentions.of_several(ids, states=states)
        taggings = self._taggings.of_several(ids)
        notes = self._notes.of_several(ids)
        relations = self._relations.of_several(ids)
        names = self._names([each for some in relations.values() for each in some])
        duplicates = self._articles.duplicates(ids)
        statuses = self._statuses.of_several(ids)
        samples = self._samples.of_several(ids)
        rejected = self._rejections.of_several(ids)
        return [
            MarkedArticle(
                article=article,
                mentions=mentions.get(article.id, ()),
                taggings=taggings.get(article.id, ()),
                notes=notes.get(article.id, ()),
                relations=_said(relations.get(article.id, ()), names),
                duplicates=duplicates.get(article.id, ()),
                statuses=statuses.get(article.id, ()),
                samples=samples.get(article.id, ()),
                rejected=rejected.get(article.id, ()),
            )
            for article in articles
        ]

    def say(self, relations: Sequence[Relation]) -> tuple[SaidRelation, ...]:
        """Put the names of its entities to each relation."""
        return _said(relations, self._names(relations))

    def _names(self, relations: Sequence[Relation]) -> Mapping[int, str]:
        ids = sorted({each for relation in relations for each in (relation.subject, relation.object)})
        return {entity.id: entity.name for entity in self._entities.several(ids)}


def _said(relations: Sequence[Relation], names: Mapping[int, str]) -> tuple[SaidRelation, ...]:
    return tuple(
        SaidRelation(relation=relation, subject=names.get(relation.subject, ""), object=names.get(relation.object, ""))
        for relation in relations
    )
