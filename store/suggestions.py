"""Suggested tags: what was learned from taggings says of articles; accepted it is a tagging, rejected it is learned from."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from store.annotators import Annotators, new_uid
from store.blind import seen
from store.codebook import Codebook
from store.database import Database
from store.db import chunks, places, writing
from store.errors import UserError
from store.journal import Journal, now
from store.records import SUGGESTED, Change, SuggestedTags, TagScores, TagsReport, TagSuggestion
from store.settings import Settings
from store.suggest_models import SuggestModel
from store.taggings import Taggings

if TYPE_CHECKING:
    from store.suggest.model import Model

BAR = 0.5
"""Below this probability nothing is suggested in the window, unless the project says otherwise."""

LARGE = 100_000
"""From how many articles on it is learned only where it is asked for: it takes a minute and more, and a gigabyte of memory."""

SUREST = 0.999
"""A machine is never surer than this."""

_SETTING = "suggestion bar"


class Suggestions:
    """The suggested tags of a project; they are a cache, never exported, and no tagging until a person accepts them."""

    def __init__(
        self, db: Database, journal: Journal, annotators: Annotators, codebook: Codebook, taggings: Taggings,
        settings: Settings,
    ) -> None:  # fmt: skip
        self._db = db
        self._journal = journal
        self._annotators = annotators
        self._codebook = codebook
        self._taggings = taggings
        self._settings = settings
        self._kept = SuggestModel(db, "article")

    def of(self, article: int, *, bar: float | None = None, limit: int = 3) -> tuple[TagSuggestion, ...]:
        """Suggest tags for an article, the likeliest first: those at or over the bar that it does not have already.

        Tags rejected for it are left out; `bar` None means that of the project. Nothing where nothing was learned.
        """
        model = self.model()
        row = self._db.conn.execute(
            "select a.title, t.text from article a join article_text t on t.article = a.id where a.id = ?", (article,)
        ).fetchone()
        if model is None or row is None:
            return ()
        from store.learned_texts import learned_texts
        from store.suggest.features import hashed
        from store.suggest.model import best_first
        from store.suggest.reasons import reasons

        has, rejected = self._has(article), self._rejected(article)
        if model.exclusive and has:
            return ()
        least = self.bar() if bar is None else bar
        probabilities = model.probabilities(hashed(learned_texts(self._db, [article])[1]))[0]
        alive = set(self._open(has))
        wanted = [
            (tag, min(score, SUREST))
            for tag, score in best_first(model.tags, probabilities)
            if min(score, SUREST) >= least and tag not in has | rejected and tag in alive
        ][:limit]
        why = reasons(model, str(row[1]), [tag for tag, _ in wanted])
        return tuple(
            TagSuggestion(tag=tag, score=score, why=spans) for (tag, score), spans in zip(wanted, why, strict=True)
        )

    def _has(self, article: int) -> set[int]:
        sql = seen(self._db, "select tag from tagging where article = ?")
        return {row[0] for row in self._db.conn.execute(sql, (article,))}

    def _rejected(self, article: int) -> set[int]:
        sql = seen(self._db, "select tag from tag_rejection where article = ? and start is null")
        return {row[0] for row in self._db.conn.execute(sql, (article,))}

    def lines(self, articles: Sequence[int]) -> Iterator[SuggestedTags]:
        """Give for these articles, without those that have tags, all tags of the codebook with their scores, a portion at a time.

        A tag that nothing is known of, or that was rejected, scores 0. No bar counts.
        """
        from store.learned_texts import learned_texts
        from store.suggest.features import hashed
        from store.suggest.model import best_first

        model = self.model()
        alive = self._open()
        for some in chunks(articles):
            sources = self._untagged(some)
            ids, texts = learned_texts(self._db, list(sources))
            rejected = self._rejected_of(ids)
            scores = None if model is None else model.probabilities(hashed(texts))
            for row, article in enumerate(ids):
                known = best_first(model.tags, scores[row]) if model is not None and scores is not None else []
                barred = rejected.get(article, set())
                found = {tag: score for tag, score in known if tag not in barred}
                ranked = sorted(alive, key=lambda tag, found=found: -found.get(tag, 0.0))  # type: ignore[misc]
                yield SuggestedTags(
                    article=article, source=sources[article], tags=tuple((tag, found.get(tag, 0.0)) for tag in ranked)
                )

    def _untagged(self, articles: Sequence[int]) -> dict[int, str]:
        rows = self._db.conn.execute(
            seen(
                self._db,
                "select a.id, a.source from article a where a.removed = 0"
                f" and not exists (select 1 from tagging g where g.article = a.id) and a.id in ({places(articles)})",
            ),
            articles,
        )
        return {int(article): str(source) for article, source in rows}

    def _rejected_of(self, articles: Sequence[int]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for article, tag in self._db.conn.execute(
            seen(
                self._db,
                f"select article, tag from tag_rejection where start is null and article in ({places(articles)})",
            ),
            articles,
        ):
            found.setdefault(article, set()).add(tag)
        return found

    def accept(self, tag: int, article: int, *, origin: str = "") -> Change:
        """Put a suggested tag on an article: a tagging like any other, but for its origin, `suggested`."""
        name = self._codebook.get(tag).name
        with self._journal.change(f"Accept the suggested tag {name}", origin=origin) as step:
            before = self._db.conn.execute("select coalesce(max(id), 0) from tagging").fetchone()[0]
            self._taggings.put(tag, [article])
            self._db.conn.execute("update tagging set origin = ? where id > ?", (SUGGESTED, before))
        return step.change

    def reject(self, tag: int, article: int, *, origin: str = "") -> Change:
        """Say that an article does not have a tag: it is not suggested for it any more, and learned from."""
        name = self._codebook.get(tag).name
        if self._db.conn.execute("select 1 from article where id = ? and removed = 0", (article,)).fetchone() is None:
            raise UserError(f"There is no article {article}; 'list' shows the ids.")
        with self._journal.change(f"Reject the suggested tag {name}", origin=origin) as step:
            annotator = self._annotators.ensure(self._journal.annotator)
            if tag not in self._rejected(article):
                self._db.conn.execute(
                    "insert into tag_rejection(uid, article, tag, annotator, at) values (?, ?, ?, ?, ?)",
                    (new_uid(), article, tag, annotator, now()),
                )
        return step.change

    def bar(self) -> float:
        """Give the probability from which on a tag is suggested in the window."""
        kept = self._settings.get(_SETTING)
        return BAR if kept is None else float(kept)

    def set_bar(self, bar: float, *, origin: str = "") -> Change:
        """Set the probability from which on a tag is suggested in the window; raises UserError unless from 0 to 1."""
        if not 0 <= bar <= 1:
            raise UserError("The bar is a probability: a number from 0 to 1.")
        return self._settings.set(_SETTING, f"{bar:g}", origin=origin)

    # What was learned

    def model(self) -> Model | None:
        """Give the model, where one was learned by this version of Galpi."""
        return self._kept.get()

    def is_exclusive(self) -> bool:
        """Say whether each article is held to have one tag, as all that are tagged have."""
        model = self.model()
        return model is not None and model.exclusive

    def report(self) -> TagsReport | None:
        """Say what was learned, and how it did on taggings kept back; None where nothing was."""
        return self._kept.report()

    def _open(self, has: Collection[int] = ()) -> list[int]:
        """List the tags that can be put on an article that `has` some: none deprecated, for passages alone, or shut out."""
        tags = self._codebook.tags()
        exclusive = {tag.id for tag in tags if tag.exclusive}
        taken = {tag.parent for tag in tags if tag.id in has and tag.parent in exclusive}
        return [tag.id for tag in tags if not tag.deprecated and tag.scope != "passage" and tag.parent not in taken]

    def is_large(self) -> bool:
        """Say whether the project is too large to learn anew after each change."""
        return int(self._db.conn.execute("select coalesce(max(id), 0) from article").fetchone()[0]) >= LARGE

    def fingerprint(self) -> str | None:
        """Give the fingerprint of the taggings that the model was learned from."""
        return self._kept.fingerprint()

    def keep(self, report: TagsReport, packed: bytes, *, fingerprint: str, scores: Sequence[TagScores] = ()) -> None:
        """Keep a model and what it says of articles, in place of those before."""
        with writing(self._db) as connection:
            self._kept.keep(report, packed, fingerprint=fingerprint)
            connection.execute("delete from suggest_score")
            connection.executemany(
                "insert into suggest_score(article, useful, best) values (?, ?, ?)",
                (
                    (each.article, each.useful, json.dumps([[tag, int(1000 * score)] for tag, score in each.best]))
                    for each in scores
                ),
            )

    def forget(self) -> None:
        """Forget what was learned: there is too little left to learn from."""
        if self._kept.forget():
            with writing(self._db) as connection:
                connection.execute("delete from suggest_score")
