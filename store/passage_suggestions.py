"""Suggested passages: sentences that may ask for a tag; one accepted is a tagging, one rejected is learned from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store.annotators import Annotators, new_uid
from store.blind import seen
from store.codebook import Codebook
from store.database import Database
from store.db import chunks
from store.errors import UserError
from store.journal import Journal, now
from store.records import SUGGESTED, Change, PassageSuggestion, SuggestedPassage, TagsReport
from store.suggest_models import SuggestModel
from store.suggestions import SUREST, Suggestions
from store.taggings import Taggings

if TYPE_CHECKING:
    import numpy as np

    from store.suggest.model import Model

Span = tuple[int, int]

MOST = 30
"""How many passages of an article are suggested at most: the likeliest."""

_A_TIME = 50


class PassageSuggestions:
    """The suggested passages of a project; they are a cache, never exported, and no tagging until a person accepts them."""

    def __init__(
        self, db: Database, journal: Journal, annotators: Annotators, codebook: Codebook, taggings: Taggings,
        suggestions: Suggestions,
    ) -> None:  # fmt: skip
        self._db = db
        self._journal = journal
        self._annotators = annotators
        self._codebook = codebook
        self._taggings = taggings
        self._suggestions = suggestions
        self._kept = SuggestModel(db, "passage")

    def of(self, article: int, *, bar: float | None = None, limit: int = MOST) -> tuple[PassageSuggestion, ...]:
        """Suggest passages of an article in the order of its text: sentences with a tag at or over the bar.

        Of what lies in one sentence, a tag that is on it or was rejected for it is left out; `bar` None means that of the
        project. Nothing where nothing was learned.
        """
        model = self.model()
        if model is None:
            return ()
        from store.suggest.reasons import reasons

        least = self._suggestions.bar() if bar is None else bar
        (found,) = self._scored(model, [article]) or ((article, "", (), None),)
        _, text, spans, scores = found
        if scores is None:
            return ()
        pairs = [
            (float(scores[row, column]), row, column)
            for row, column in zip(*(scores >= least).nonzero(), strict=True)
            if scores[row, column] > 0
        ]
        pairs.sort(key=lambda pair: (-pair[0], pair[1]))
        made = []
        for score, row, column in sorted(pairs[:limit], key=lambda pair: (pair[1], -pair[0])):
            start, end = spans[row]
            (why,) = reasons(model, text[start:end], [model.tags[column]])
            made.append(
                PassageSuggestion(
                    tag=model.tags[column], score=score, start=start, end=end, quote=text[start:end],
                    why=tuple((start + first, start + last) for first, last in why),
                )
            )  # fmt: skip
        return tuple(made)

    def lines(self, articles: Sequence[int], *, bar: float | None = None) -> Iterator[SuggestedPassage]:
        """Give the suggested passages of these articles, in the order of articles and texts, each with all its tags.

        A passage is there where one of its tags is at or over the bar; those on it, or rejected for it, score 0.
        """
        model = self.model()
        least = self._suggestions.bar() if bar is None else bar
        if model is None:
            return
        from store.suggest.model import best_first

        for start in range(0, len(articles), _A_TIME):
            some = articles[start : start + _A_TIME]
            sources = self._sources(some)
            for article, text, spans, scores in self._scored(model, some):
                for row, (first, last) in enumerate(spans):
                    if scores is not None and scores[row].max() >= max(least, 1e-6):
                        yield SuggestedPassage(
                            article=article, source=sources[article], start=first, end=last, quote=text[first:last],
                            tags=tuple(best_first(model.tags, scores[row])),
                        )  # fmt: skip

    def _sources(self, articles: Sequence[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for some in chunks(articles):
            marks = ", ".join("?" * len(some))
            found.update(
                self._db.conn.execute(f"select id, source from article where id in ({marks})", some).fetchall()
            )
        return found

    def _scored(
        self, model: Model, articles: Sequence[int]
    ) -> list[tuple[int, str, tuple[Span, ...], np.ndarray | None]]:
        """Give for articles their texts, sentences, and sentences × tags of probabilities: 0 for what is not suggested."""
        import numpy as np

        from store.learned_texts import cut_articles
        from store.suggest.features import hashed

        cut = list(cut_articles(self._db, articles))
        every = [text[start:end] for _, text, spans in cut for start, end in spans]
        if not every:
            return [(article, text, spans, None) for article, text, spans in cut]
        scores = np.minimum(model.probabilities(hashed(every)), SUREST)
        offered = self._offered()
        scores[:, [column for column, tag in enumerate(model.tags) if tag not in offered]] = 0
        found: list[tuple[int, str, tuple[Span, ...], np.ndarray | None]] = []
        at = 0
        for article, text, spans in cut:
            mine = scores[at : at + len(spans)]
            self._leave_out(model, article, spans, mine)
            found.append((article, text, spans, mine if len(spans) else None))
            at += len(spans)
        return found

    def _offered(self) -> set[int]:
        return {tag.id for tag in self._codebook.tags() if not tag.deprecated and tag.scope != "article"}

    def _leave_out(self, model: Model, article: int, spans: Sequence[Span], scores: np.ndarray) -> None:
        """Set to 0 what is tagged or rejected, and what a tag on just this passage excludes."""
        from store.suggest.sentences import touched

        shut: dict[tuple[int, int], set[int]] = {}
        for start, end, tag, tagged in self._said(article):
            for row in touched(spans, (start, end)):
                if tag in model.tags:
                    scores[row, model.tags.index(tag)] = 0
                if tagged and (start, end) == spans[row]:
                    shut.setdefault(spans[row], set()).add(tag)
        for row, span in enumerate(spans):
            if span in shut:
                gone = self._shut_out(shut[span])
                scores[row, [column for column, tag in enumerate(model.tags) if tag in gone]] = 0

    def _said(self, article: int) -> list[tuple[int, int, int, int]]:
        sql = (
            'select start, "end", tag, 1 from tagging where article = ?1 and start is not null'
            ' union all select start, "end", tag, 0 from tag_rejection where article = ?1 and start is not null'
        )
        return self._db.conn.execute(seen(self._db, sql), (article,)).fetchall()

    def _shut_out(self, has: set[int]) -> set[int]:
        from store.tag_rules import rivals

        return {other for tag in has for other in rivals(self._db, tag)}

    def accept(self, tag: int, article: int, span: Span, *, origin: str = "") -> Change:
        """Put a suggested tag on a passage (code points): a tagging like any other, but for its origin, `suggested`.

        Raises UserError for a span outside the text and for a tag that cannot be put on passages.
        """
        name = self._codebook.get(tag).name
        with self._journal.change(f"Accept the suggested passage for {name}", origin=origin) as step:
            before = self._db.conn.execute("select coalesce(max(id), 0) from tagging").fetchone()[0]
            self._taggings.put(tag, [article], span=span)
            self._db.conn.execute("update tagging set origin = ? where id > ?", (SUGGESTED, before))
        return step.change

    def reject(self, tag: int, article: int, span: Span, *, origin: str = "") -> Change:
        """Say that a passage (code points) does not have a tag: it is not suggested for it any more, and learned from.

        Raises UserError for a span outside the text.
        """
        name = self._codebook.get(tag).name
        row = self._db.conn.execute(
            "select t.text from article a join article_text t on t.article = a.id where a.id = ? and a.removed = 0",
            (article,),
        ).fetchone()
        if row is None:
            raise UserError(f"There is no article {article}; 'list' shows the ids.")
        if not 0 <= span[0] < span[1] <= len(row[0]):
            raise UserError(f"The span {span[0]}–{span[1]} does not lie in article {article}.")
        with self._journal.change(f"Reject the suggested passage for {name}", origin=origin) as step:
            annotator = self._annotators.ensure(self._journal.annotator)
            if self._db.conn.execute(
                'select 1 from tag_rejection where article = ? and tag = ? and start = ? and "end" = ? and annotator = ?',
                (article, tag, *span, annotator),
            ).fetchone():
                return step.change
            self._db.conn.execute(
                'insert into tag_rejection(uid, article, tag, annotator, at, start, "end", quote)'
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                (new_uid(), article, tag, annotator, now(), *span, row[0][span[0] : span[1]]),
            )
        return step.change

    # What was learned

    def model(self) -> Model | None:
        """Give the model, where one was learned by this version of Galpi."""
        return self._kept.get()

    def report(self) -> TagsReport | None:
        """Say what was learned, and how it did on sentences kept back; None where nothing was."""
        return self._kept.report()

    def fingerprint(self) -> str | None:
        """Give the fingerprint of the passages that the model was learned from."""
        return self._kept.fingerprint()

    def keep(self, report: TagsReport, packed: bytes, *, fingerprint: str) -> None:
        """Keep a model in place of the one before."""
        self._kept.keep(report, packed, fingerprint=fingerprint)

    def forget(self) -> None:
        """Forget what was learned: there is too little left to learn from."""
        self._kept.forget()
