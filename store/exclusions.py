"""Exclusions: names that are never marked, in an article, in an outlet or anywhere; recognition leaves them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from store.annotators import Annotators, new_uid
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.journal import Journal
from store.records import SCOPES, Change, Exclusion, ExclusionDraft
from store.text.canonical import canonical
from store.text.normal import folded

LIKES = ("entity", "type", "anything")
"""As what a name is never marked: as the entity it was taken for, as its type, or at all."""

_SELECT = "select name, type, entity, article_uid, outlet, active, id, uid from exclusion"


class Excluded:
    """Says of a mention whether a person has excluded its name there."""

    def __init__(self, exclusions: Iterable[Exclusion]) -> None:
        self._by_name: dict[str, list[Exclusion]] = {}
        for each in exclusions:
            if each.active:
                self._by_name.setdefault(folded(each.name), []).append(each)

    def has(self, quote: str) -> bool:
        """Say whether anything is excluded of this name, in whatever writing."""
        return bool(self._by_name) and folded(quote) in self._by_name

    def covers(self, quote: str, type: str, entity: int | None, *, article: str, outlet: str | None) -> bool:
        """Say whether these words as this type and entity are excluded in this article (its uid) of this outlet."""
        return any(
            (each.entity is None or each.entity == entity)
            and (each.type is None or each.type == type)
            and (each.article is None or each.article == article)
            and (each.outlet is None or (outlet is not None and folded(each.outlet) == folded(outlet)))
            for each in self._by_name.get(folded(quote), ())
        )


class Exclusions:
    """The exclusions of a project. One that is made or turned on takes away the suggestions that it covers."""

    def __init__(self, db: Database, journal: Journal, annotators: Annotators) -> None:
        self._db = db
        self._journal = journal
        self._annotators = annotators

    # Reading

    def all(self) -> tuple[Exclusion, ...]:
        """List the exclusions by name."""
        return tuple(_exclusion(row) for row in self._db.conn.execute(f"{_SELECT} order by folded, id"))

    def excluded(self) -> Excluded:
        """Give what recognition asks before it suggests anything."""
        return Excluded(_exclusion(row) for row in self._db.conn.execute(f"{_SELECT} where active = 1 order by id"))

    def of_mentions(self, mentions: Sequence[int], *, scope: str, like: str = "type") -> tuple[Exclusion, ...]:
        """Give the exclusions that would keep these mentions away, each once; nothing is written.

        `scope` is one of `SCOPES`, `like` one of `LIKES`; a mention without an entity is excluded as its type. Raises
        UserError for an article without an outlet where that is the scope.
        """
        if scope not in SCOPES or like not in LIKES:
            raise UserError(f"A name is excluded as {', '.join(LIKES)}, and in one of {', '.join(SCOPES)}.")
        made: dict[tuple[object, ...], Exclusion] = {}
        for some in chunks(mentions):
            rows = self._db.conn.execute(
                "select m.quote, m.type, m.entity, a.uid, a.outlet from mention m join article a on a.id = m.article"
                f" where m.id in ({places(some)}) order by m.id",
                some,
            )
            for quote, kind, entity, article, outlet in rows:
                if scope == "outlet" and not outlet:
                    raise UserError(
                        "An article among these has no outlet; exclude the name in the article or anywhere."
                    )
                named = entity is not None and like == "entity"
                each = Exclusion(
                    name=quote,
                    type=None if named or like == "anything" else kind,
                    entity=entity if named else None,
                    article=article if scope == "article" else None,
                    outlet=outlet if scope == "outlet" else None,
                )
                made.setdefault(_key(each), each)
        return tuple(made.values())

    def covered(self, exclusions: Sequence[Exclusion]) -> tuple[int, ...]:
        """List the suggestions that these exclusions cover, as if all of them were active."""
        excluded = Excluded(replace(each, active=True) for each in exclusions)
        narrowed, parameters = _narrowed(exclusions)
        rows = self._db.conn.execute(
            "select m.id, m.quote, m.type, m.entity, a.uid, a.outlet from mention m join article a on a.id = m.article"
            f" where m.state = 'suggested'{narrowed}",
            parameters,
        )
        return tuple(
            number
            for number, quote, kind, entity, article, outlet in rows
            if excluded.covers(quote, kind, entity, article=article, outlet=outlet)
        )

    def size(self) -> int:
        """Count the suggestions that are gone through when a name is excluded."""
        return int(self._db.conn.execute("select count(*) from mention where state = 'suggested'").fetchone()[0])

    def title_of(self, article: str) -> str | None:
        """Say what the article with this uid is called; None where there is none."""
        row = self._db.conn.execute("select coalesce(title, source) from article where uid = ?", (article,)).fetchone()
        return None if row is None else str(row[0])

    # Writing

    def add(self, exclusions: Sequence[Exclusion], *, rejecting: Sequence[int] = (), origin: str = "") -> Change:
        """Exclude names from here on, as one step with the suggestions that goes with them.

        The suggestions that are covered are taken away; `rejecting` are mentions that a person pointed at, and that are
        rejected where they were accepted before. Raises UserError where a name has nothing to see in it.
        """
        ready = [_ready(each) for each in exclusions]
        if not ready:
            raise UserError("Choose a mention whose name is never to be marked.")
        what = f"“{_short(ready[0].name)}”" if len(ready) == 1 else f"{len(ready):,} names"
        with self._journal.change(f"Never mark {what}", origin=origin) as step:
            for each in ready:
                self._put(each)
            self._take_away(self.covered(ready))
            annotator = self._annotators.ensure(self._journal.annotator) if rejecting else 0
            for some in chunks(rejecting):
                self._db.conn.execute(
                    f"update mention set state = 'rejected', annotator = ? where state = 'accepted' and id in ({places(some)})",
                    [annotator, *some],
                )
        return step.change

    def set_active(self, exclusions: Sequence[int], active: bool, *, origin: str = "") -> Change:
        """Turn exclusions on, with all that goes with it, or off: the next recognition may then suggest the names again."""
        chosen = [each for each in self.all() if each.id in set(exclusions)]
        what = f"“{_short(chosen[0].name)}”" if len(chosen) == 1 else f"{len(chosen):,} names"
        label = f"Never mark {what}" if active else f"Let {what} be marked again"
        with self._journal.change(label, origin=origin) as step:
            self._db.conn.executemany(
                "update exclusion set active = ? where id = ?", [(int(active), each.id) for each in chosen]
            )
            if active and chosen:
                self._take_away(self.covered(chosen))
        return step.change

    def remove(self, exclusions: Sequence[int], *, origin: str = "") -> Change:
        """Remove exclusions; the next recognition may suggest the names again."""
        chosen = [each for each in self.all() if each.id in set(exclusions)]
        what = f"“{_short(chosen[0].name)}”" if len(chosen) == 1 else f"{len(chosen):,} names"
        with self._journal.change(f"Forget that {what} is never marked", origin=origin) as step:
            self._db.conn.executemany("delete from exclusion where id = ?", [(each.id,) for each in chosen])
        return step.change

    def insert(self, drafts: Iterable[ExclusionDraft], *, entities: Mapping[str, int]) -> None:
        """Write exclusions of a file inside the caller's import; one that is there already stays as it is.

        `entities` are the ids of entities by the uid that the file knows them by; what is said of others is left out.
        """
        for draft in drafts:
            if draft.entity is not None and draft.entity not in entities:
                continue
            each = _ready(
                Exclusion(
                    uid=draft.uid,
                    name=draft.name,
                    type=draft.type,
                    entity=None if draft.entity is None else entities[draft.entity],
                    article=draft.article,
                    outlet=draft.outlet,
                    active=draft.active,
                )
            )
            if self.same(each) is None:
                self._put(each)

    def drafts(self) -> tuple[ExclusionDraft, ...]:
        """Give all exclusions as a file carries them, in the order in which they were made."""
        rows = self._db.conn.execute(
            "select x.name, x.type, e.uid, x.article_uid, x.outlet, x.active, x.uid from exclusion x"
            " left join entity e on e.id = x.entity order by x.id"
        )
        return tuple(
            ExclusionDraft(
                name=name, type=kind, entity=entity, article=article, outlet=outlet, active=bool(active), uid=uid
            )
            for name, kind, entity, article, outlet, active, uid in rows
        )

    def _put(self, each: Exclusion) -> None:
        there = self.same(each)
        if there is not None:
            self._db.conn.execute("update exclusion set active = ? where id = ?", (int(each.active), there))
            return
        uid = each.uid
        if not uid or self._db.conn.execute("select 1 from exclusion where uid = ?", (uid,)).fetchone():
            uid = new_uid()
        self._db.conn.execute(
            "insert into exclusion(uid, name, folded, type, entity, article_uid, outlet, active)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (uid, each.name, folded(each.name), each.type, each.entity, each.article, each.outlet, int(each.active)),
        )

    def same(self, each: Exclusion) -> int | None:
        """Give the id of the exclusion that says the same, in whatever writing; None where there is none."""
        rows = self._db.conn.execute(f"{_SELECT} where folded = ? order by id", (folded(each.name),))
        return next((other.id for other in map(_exclusion, rows) if _key(other) == _key(each)), None)

    def _take_away(self, mentions: Sequence[int]) -> None:
        """Delete suggestions, and the relations suggested of an article that does not name both ends any more."""
        named: set[tuple[int, int]] = set()
        for some in chunks(mentions):
            named.update(
                self._db.conn.execute(
                    f"select article, entity from mention where entity is not null and id in ({places(some)})", some
                )
            )
            self._db.conn.execute(f"delete from mention where id in ({places(some)})", some)
        self._db.conn.executemany(
            "delete from relation where article = :article and state = 'suggested' and :entity in (subject, object)"
            " and not exists (select 1 from mention m where m.entity = :entity and m.state <> 'rejected'"
            " and m.article = :article)",
            [{"article": article, "entity": entity} for article, entity in sorted(named)],
        )


def _narrowed(exclusions: Sequence[Exclusion]) -> tuple[str, list[str | int]]:
    """Give SQL that an index can answer and that leaves out mentions that none of the exclusions is about."""
    sql, parameters = "", list[str | int]()
    columns = (("m.entity", "entity"), ("m.type", "type"), ("a.uid", "article"))
    for column, name in columns:
        values = {getattr(each, name) for each in exclusions}
        if None not in values and len(values) <= 500:
            sql += f" and {column} in ({places(tuple(values))})"
            parameters += sorted(values)
    forms = sorted({folded(each.name) for each in exclusions})
    if len(forms) <= 500:
        sql += f" and folded(m.quote) in ({places(forms)})"
        parameters += forms
    return sql, parameters


def _exclusion(row: Sequence[object]) -> Exclusion:
    name, kind, entity, article, outlet, active, number, uid = row
    return Exclusion(
        name=str(name),
        type=kind,  # type: ignore[arg-type]  # SQLite's rows carry no types
        entity=entity,  # type: ignore[arg-type]
        article=article,  # type: ignore[arg-type]
        outlet=outlet,  # type: ignore[arg-type]
        active=bool(active),
        id=number,  # type: ignore[arg-type]
        uid=str(uid),
    )


def _key(each: Exclusion) -> tuple[object, ...]:
    outlet = None if each.outlet is None else folded(each.outlet)
    return (folded(each.name), each.type, each.entity, each.article, outlet)


def _ready(each: Exclusion) -> Exclusion:
    name = " ".join(canonical(each.name).split())
    if not folded(name):
        raise UserError("A name that is never marked needs something to see in it.")
    return replace(each, name=name)


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:39].rstrip() + "…"
