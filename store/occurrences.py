"""Occurrences: every place where words stand in the project, found by the index, and marked all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from store.annotators import Annotators, new_uid
from store.blind import seen
from store.codebook import Codebook
from store.concordance import around
from store.database import Database
from store.db import chunks, places
from store.entities import Entities
from store.errors import UserError
from store.fulltext import INDEX_VERSION
from store.journal import Journal, now
from store.query.columns import stretches_of
from store.recognition.occurrences import Sought, kind_of
from store.records import OCCURRENCE_SCOPES, Change, Occurrence, OccurrenceLine, OccurrenceQuery
from store.search import Search
from store.tag_rules import instead_of, labelled, refuse_unfit, rivals

MOST = 500_000
"""So many occurrences are found at most; words that are more frequent are better narrowed by a filter."""

Spans = list[tuple[int, int]]


class Occurrences:
    """Finds words in all articles, and puts a mark on each of them as one step."""

    def __init__(
        self,
        db: Database,
        journal: Journal,
        annotators: Annotators,
        entities: Entities,
        codebook: Codebook,
        search: Search,
    ) -> None:
        self._db = db
        self._journal = journal
        self._annotators = annotators
        self._entities = entities
        self._codebook = codebook
        self._search = search

    # Finding

    def find(self, query: OccurrenceQuery) -> tuple[Occurrence, ...]:
        """List all places where the words stand: articles newest first, places in the order of the text.

        Words are found as the filter finds them, but never over the end of a line or the border of a part. Raises
        UserError where there are no words, where the scope is none, or where more than `MOST` are found.
        """
        if query.scope not in OCCURRENCE_SCOPES:
            raise UserError(f"Words are looked for in one of {', '.join(OCCURRENCE_SCOPES)}.")
        sought = Sought(query.words)
        found: list[Occurrence] = []
        for some in chunks(self._candidates(sought, query.where)):
            marked = self._marked(some, query.tag)
            for article, text, parts in self._texts(some):
                found += _occurrences(article, text, parts, sought, query.scope, marked.get(article, []))
            if len(found) > MOST:
                raise UserError(f"These words stand in more than {MOST:,} places; narrow them by a filter.")
        return tuple(found)

    def lines(self, occurrences: Sequence[Occurrence]) -> tuple[OccurrenceLine, ...]:
        """Give these occurrences with what stands around them, in this order; those of removed articles are left out."""
        articles = list({each.article for each in occurrences})
        texts = {article: text for some in chunks(articles) for article, text, _ in self._texts(some)}
        heads: dict[int, tuple[str, str | None, str | None, str | None]] = {}
        for some in chunks(articles):
            sql = (
                f"select id, source, title, outlet, published from article where removed = 0 and id in ({places(some)})"
            )
            heads.update((row[0], row[1:]) for row in self._db.conn.execute(sql, some))
        return tuple(
            _line(each, texts[each.article], heads[each.article]) for each in occurrences if each.article in heads
        )

    def outlets(self, articles: Iterable[int]) -> Mapping[int, str | None]:
        """Say of each of these articles which outlet it is of."""
        found: dict[int, str | None] = {}
        for some in chunks(sorted(set(articles))):
            found.update(self._db.conn.execute(f"select id, outlet from article where id in ({places(some)})", some))
        return found

    def _candidates(self, sought: Sought, where: str) -> list[int]:
        """List the articles that the index says have the words, and those that it does not hold yet."""
        condition = self._search.where(where)
        rows = self._db.conn.execute(
            "select a.id from article a left join indexed i on i.article = a.id where a.removed = 0 and (i.version is not ?"
            f" or a.id in (select rowid from article_fts where article_fts match ?)) and {condition.sql}"
            " order by a.published is null, a.published desc, a.id",
            [INDEX_VERSION, sought.expression, *condition.parameters],
        )
        return [row[0] for row in rows]

    def _texts(self, articles: Sequence[int]) -> list[tuple[int, str, str]]:
        rows = self._db.conn.execute(
            "select t.article, t.text, coalesce(i.parts, '') from article_text t left join indexed i on i.article = t.article"
            f" where t.article in ({places(articles)})",
            articles,
        )
        texts = {article: (article, text, parts) for article, text, parts in rows}
        return [texts[article] for article in articles if article in texts]

    def _marked(self, articles: Sequence[int], tag: int | None) -> dict[int, Spans]:
        """Give by article the spans that a person has judged as mentions, or that have the tag."""
        table, condition, value = (
            ("mention", "state <> ?", "suggested") if tag is None else ("tagging", "start is not null and tag = ?", tag)
        )
        found: dict[int, Spans] = {}
        for article, start, end in self._db.conn.execute(
            seen(
                self._db,
                f'select article, start, "end" from {table} where article in ({places(articles)}) and {condition}',
            ),
            [*articles, value],
        ):
            found.setdefault(article, []).append((start, end))
        return found

    # Marking

    def mark(
        self,
        occurrences: Sequence[Occurrence],
        *,
        type: str,
        entity: int | None = None,
        name: str | None = None,
        by: str | None = None,
        origin: str = "",
    ) -> Change:
        """Mark all of these as mentions, accepted, of an entity given by id or by name, or of none; one undoable step.

        A name that no entity of the type has makes a new entity. Suggestions that overlap one of them give way; what is
        marked so already stays one mention. Raises UserError where a text is no longer what it was.
        """
        what = _what(occurrences)
        with self._journal.change(f"Mark {what} as {type}", origin=origin, annotator=by) as step:
            self._refuse_changed(occurrences)
            if entity is None and name is not None:
                entity = self._entities.ensure(type, name, origin="person")
            annotator = self._annotators.ensure(by or self._journal.annotator)
            self._spread(occurrences)
            self._db.conn.execute(
                "delete from mention where id in (select m.id from temp.span s join mention m on m.article = s.article"
                ' and m.start < s."end" and m."end" > s.start where m.state = \'suggested\')'
            )
            same = self._same(
                'mention m on m.article = s.article and m.start = s.start and m."end" = s."end" and m.type = ?'
                " and m.entity is ?",
                (type, entity),
            )
            self._accept(same.values(), annotator)
            fresh = (each for each in occurrences if (each.article, each.start) not in same)
            self._insert(fresh, type=type, entity=entity, annotator=annotator)
            self._db.conn.execute("delete from temp.span")
        return step.change

    def _accept(self, mentions: Iterable[int], annotator: int) -> None:
        self._db.conn.executemany(
            "update mention set state = 'accepted', annotator = ? where id = ? and state <> 'accepted'",
            [(annotator, number) for number in mentions],
        )

    def _insert(self, occurrences: Iterable[Occurrence], *, type: str, entity: int | None, annotator: int) -> None:
        self._db.conn.executemany(
            'insert into mention(uid, article, start, "end", quote, type, entity, state, origin, annotator)'
            " values (?, ?, ?, ?, ?, ?, ?, 'accepted', 'person', ?)",
            (
                (new_uid(), each.article, each.start, each.end, each.quote, type, entity, annotator)
                for each in occurrences
            ),
        )

    def tag(
        self, occurrences: Sequence[Occurrence], tag: int, *, note: str = "", by: str | None = None, origin: str = ""
    ) -> Change:
        """Put a tag on all of these as passages, as one undoable step; what this annotator has tagged so stays as it is.

        Untagged articles become `started`; tags that this one excludes come off. Raises UserError where a text is no
        longer what it was, and for a tag that is deprecated or for whole articles.
        """
        known = self._codebook.get(tag)
        refuse_unfit(known, passage=True)
        label = f"Tag {_what(occurrences)} with {known.name}"
        with self._journal.change(label, origin=origin, annotator=by) as step:
            self._refuse_changed(occurrences)
            annotator = self._annotators.ensure(by or self._journal.annotator)
            self._spread(occurrences)
            same = self._same(
                'tagging m on m.article = s.article and m.start = s.start and m."end" = s."end" and m.tag = ?'
                " and m.annotator = ?",
                (tag, annotator),
            )
            fresh = [each for each in occurrences if (each.article, each.start) not in same]
            step.label = labelled(step.label, self._make_way(tag, annotator))
            stamp = now()
            self._db.conn.executemany(
                'insert into tagging(uid, article, tag, start, "end", quote, note, annotator, at)'
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (new_uid(), each.article, tag, each.start, each.end, each.quote, note, annotator, stamp)
                    for each in fresh
                ),
            )
            for some in chunks(list({each.article for each in fresh})):
                self._db.conn.execute(
                    f"update article set status = 'started' where status = 'untagged' and id in ({places(some)})", some
                )
            self._db.conn.execute("delete from temp.span")
        return step.change

    def _make_way(self, tag: int, annotator: int) -> str:
        """Take the tags that this one excludes off the spans that are laid out; gives what the label says of it."""
        gone = self._db.conn.execute(
            "delete from tagging where id in (select m.id from temp.span s join tagging m on m.article = s.article"
            ' and m.start = s.start and m."end" = s."end" where m.annotator = ?'
            " and m.tag in (select value from json_each(?))) returning tag",
            (annotator, json.dumps(rivals(self._db, tag))),
        ).fetchall()
        return instead_of(self._db, {int(row[0]) for row in gone})

    def _refuse_changed(self, occurrences: Sequence[Occurrence]) -> None:
        if not occurrences:
            raise UserError("Nothing is chosen to be marked.")
        by_article: dict[int, list[Occurrence]] = {}
        for each in occurrences:
            by_article.setdefault(each.article, []).append(each)
        for some in chunks(list(by_article)):
            rows = self._db.conn.execute(
                "select t.article, t.text from article_text t join article a on a.id = t.article"
                f" where a.removed = 0 and t.article in ({places(some)})",
                some,
            )
            texts = dict(rows.fetchall())
            for article in some:
                text = texts.get(article, "")
                if any(text[each.start : each.end] != each.quote for each in by_article[article]):
                    raise UserError("An article has changed since these words were looked for; look for them again.")

    def _spread(self, occurrences: Sequence[Occurrence]) -> None:
        """Lay the spans out in a table of this connection, so that marks beside them are found by an index."""
        connection = self._db.conn
        connection.execute('create temp table if not exists span(article integer, start integer, "end" integer)')
        connection.execute("delete from temp.span")
        connection.executemany(
            "insert into temp.span values (?, ?, ?)", ((each.article, each.start, each.end) for each in occurrences)
        )

    def _same(self, join: str, parameters: tuple[str | int | None, ...]) -> dict[tuple[int, int], int]:
        rows = self._db.conn.execute(f"select s.article, s.start, m.id from temp.span s join {join}", parameters)
        return {(article, start): number for article, start, number in rows}


def _occurrences(
    article: int, text: str, parts: str, sought: Sought, scope: str, marked: Spans
) -> Iterator[Occurrence]:
    stretches: list[tuple[str, int, int]] | None = None
    for start, end in sought.spans(text):
        if stretches is None:
            stretches = stretches_of(parts) or [("body", 0, len(text))]
        if not _lies_in(stretches, start, end, scope):
            continue
        over = marked and any(start < last and first < end for first, last in marked)
        kind = "overlapping" if over else kind_of(text, start, end)
        yield Occurrence(article=article, start=start, end=end, quote=text[start:end], kind=kind)


def _lies_in(stretches: Sequence[tuple[str, int, int]], start: int, end: int, scope: str) -> bool:
    for role, first, last in stretches:
        if first <= start and end <= last:
            return scope == "all" or (role == "body" if scope == "body" else role != "boilerplate")
    return False


def _line(each: Occurrence, text: str, head: tuple[str, str | None, str | None, str | None]) -> OccurrenceLine:
    before, after = around(text, each.start, each.end)
    source, title, outlet, published = head
    return OccurrenceLine(
        occurrence=each, before=before, after=after, source=source, title=title, outlet=outlet, published=published
    )


def _what(occurrences: Sequence[Occurrence]) -> str:
    if not occurrences:
        return "nothing"
    quote = occurrences[0].quote
    short = quote if len(quote) <= 40 else quote[:39].rstrip() + "…"
    return f"“{short}”" if len(occurrences) == 1 else f"“{short}” in {len(occurrences):,} places"


def by_article(occurrences: Sequence[Occurrence]) -> Iterator[tuple[int, list[Occurrence]]]:
    """Group occurrences, as they were found, by their article."""
    for article, some in groupby(occurrences, key=attrgetter("article")):
        yield article, list(some)
