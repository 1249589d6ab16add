"""What recognition has done: a cache that says which articles are up to date, so that only what changed is looked at again.

An article is up to date where the recogniser, what the article says of itself, its marks and every name that stands in
it are as they were. Marks are among them because what a person has judged leaves no suggestion beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from store.collecting import held_back
from store.database import Database
from store.db import chunks, places, writing
from store.entities import OPERATES, PART_OF
from store.records import Progress

_CODE = ("recognition", "text", "recognizing.py", "relating.py")
_STEP = 500

_SAID = """
    select a.id, a.text_sha256, a.language, a.published, a.outlet,
        (select group_concat(name, char(10)) from (select name from author where article = a.id order by position)),
        (select group_concat(p) from
            (select role || ' ' || start || ' ' || "end" as p from part where article = a.id order by start, id))
    from article a where a.id in ({ids})
"""
_MARKS = """
    select a.id,
        (select group_concat(m) from (select id || ' ' || type || ' ' || coalesce(entity, '') || ' ' || state as m
            from mention where article = a.id order by id)),
        (select group_concat(r) from (select id || ' ' || subject || ' ' || predicate || ' ' || object || ' ' || state as r
            from relation where article = a.id order by id))
    from article a where a.id in ({ids})
"""
_NAMES = """
    select n.id, n.entity, n.name, n.language, e.type, e.needs_operator, e.origin <> 'recognition'
        or exists (select 1 from mention m where m.entity = e.id and m.state = 'accepted')
    from entity_name n join entity e on e.id = n.entity where n.id > ?
"""


@cache
def code_version() -> str:
    """Give a digest of the code that recognises, so that what an older Galpi found is looked for again."""
    found = hashlib.blake2b(digest_size=8)
    home = Path(__file__).parent
    for name in _CODE:
        place = home / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            found.update(path.read_bytes())
    return found.hexdigest()


def _digest(values: object) -> str:
    return hashlib.blake2b(repr(values).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class _Name:
    entity: int
    form: str
    digest: str


class Recognized:
    """Knows which articles are recognised as they are now."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # Names

    def catch_up(self) -> Generator[Progress, None, int]:
        """Forget the articles that hold a name that has changed since; gives the generation of the names that now count.

        Nothing is written before all of them are found: closing the generator changes nothing.
        """
        changed, then, now = self._changed()
        if not changed:
            return self._generation()
        last = self._db.conn.execute("select coalesce(max(id), 0) from recognized").fetchone()[0]
        stale = yield from self._holding([(n, each[n]) for n in changed for each in (then, now) if n in each])
        with writing(self._db) as connection:
            connection.executemany("delete from recognized where article = ?", [(article,) for article in stale])
            connection.execute("delete from recognized where id > ?", (last,))
            connection.executemany("delete from recognized_name where id = ?", [(number,) for number in changed])
            self._keep(now)
            connection.execute("update recognized_state set generation = generation + 1")
            return self._generation()

    def _changed(self) -> tuple[Sequence[int], Mapping[int, _Name], Mapping[int, _Name]]:
        """Give the ids of the names that have changed, and these names as they were and as they are."""
        with held_back():
            now = self._names()
            then = {
                number: _Name(entity, form, digest)
                for number, entity, form, digest in self._db.conn.execute("select * from recognized_name")
            }
            changed = [number for number in now.keys() | then.keys() if now.get(number) != then.get(number)]
            before, after = ({n: names[n] for n in changed if n in names} for names in (then, now))
            # The others go before the collector is back, which would look through them.
            then.clear()
            now.clear()
        return changed, before, after

    def _generation(self) -> int:
        return int(self._db.conn.execute("select generation from recognized_state").fetchone()[0])

    def _keep(self, names: Mapping[int, _Name]) -> None:
        self._db.conn.executemany(
            "insert or replace into recognized_name(id, entity, form, digest) values (?, ?, ?, ?)",
            [(number, each.entity, each.form, each.digest) for number, each in names.items()],
        )

    def _holding(self, changed: Sequence[tuple[int, _Name]]) -> Generator[Progress, None, set[int]]:
        """Find the recognised articles that hold one of these names, or a mention of what they name."""
        found: set[int] = set()
        for some in chunks(sorted({each.entity for _, each in changed if each.entity})):
            rows = self._db.conn.execute(f"select distinct article from mention where entity in ({places(some)})", some)
            found.update(row[0] for row in rows)
        from store.recognition.holding import Forms  # nothing of recognition is loaded before it is wanted

        forms = Forms(
            {each.form for number, each in changed if number > 0},
            loose={each.form for number, each in changed if number < 0},
        )
        waiting = [row[0] for row in self._db.conn.execute("select article from recognized order by article")]
        for start in range(0, len(waiting), _STEP):
            some = [article for article in waiting[start : start + _STEP] if article not in found]
            rows = self._db.conn.execute(
                f"select article, text from article_text where article in ({places(some)})", some
            )
            found.update(article for article, text in rows if forms.stand_in(text))
            yield Progress(done=min(start + _STEP, len(waiting)), total=len(waiting), label="Looking for changed names")
        return found

    def _names(self, after: int = 0) -> dict[int, _Name]:
        """Give the state of each name by its id, those after an id; of exclusions too where all are asked for."""
        rows = self._db.conn.execute(_NAMES, (after,)).fetchall()
        facts = self._facts()
        short: dict[int, list[str]] = {}
        for _, entity, name, _, kind, _, known in rows:
            if known and kind == "system" and name.isupper():
                short.setdefault(entity, []).append(name)
        found = {
            number: _Name(entity, name, _digest((rest, facts.get(entity), sorted(short.get(entity, ())))))
            for number, entity, name, *rest in rows
        }
        if not after:
            for number, name, *rest in self._db.conn.execute(
                "select id, name, type, entity, article_uid, outlet from exclusion where active = 1"
            ):
                found[-number] = _Name(0, name, _digest(rest))
        return found

    def _facts(self) -> dict[int, list[tuple[str, int, int]]]:
        """Give who runs each entity and where it belongs, which decides whether its names mean it."""
        found: dict[int, list[tuple[str, int, int]]] = {}
        for subject, predicate, target, rejected in self._db.conn.execute(
            "select r.subject, p.name, r.object, r.state = 'rejected' from relation r"
            " join predicate p on p.id = r.predicate where r.article is null and p.name in (?, ?) order by 1, 2, 3, 4",
            (OPERATES, PART_OF),
        ):
            own, other = (target, subject) if predicate == OPERATES else (subject, target)
            found.setdefault(own, []).append((predicate, other, rejected))
        return found

    def last_name(self) -> int:
        """Give the id of the name made last, to tell later which ones recognition has made."""
        return int(self._db.conn.execute("select coalesce(max(id), 0) from entity_name").fetchone()[0])

    # Articles

    def said(self, articles: Sequence[int]) -> dict[int, str]:
        """Give a digest of what each article says: its text, parts and what is known of it."""
        return self._digests(_SAID, articles)

    def stale(self, articles: Sequence[int], *, version: str) -> list[int]:
        """Give those of the articles that are not up to date, in their order."""
        fresh: set[int] = set()
        for some in chunks(articles):
            said, marks = self.said(some), self._digests(_MARKS, some)
            fresh.update(
                article
                for article, *then in self._db.conn.execute(
                    f"select article, version, said, marks from recognized where article in ({places(some)})", some
                )
                if then == [version, said.get(article), marks.get(article)]
            )
        return [article for article in articles if article not in fresh]

    def record(self, said: Mapping[int, str], *, version: str, generation: int, names_after: int) -> None:
        """Write, inside the caller's transaction, that these articles are recognised now: with names of this generation.

        `names_after` is what `last_name` gave before: names made since were made by recognition. Where somebody else
        has brought the names up to date, nothing is written, and the articles are looked at again the next time.
        """
        if self._generation() != generation:
            return
        self._keep(self._names(names_after))
        marks: dict[int, str] = {}
        for some in chunks(list(said)):
            marks |= self._digests(_MARKS, some)
        self._db.conn.executemany(
            "insert or replace into recognized(article, version, said, marks) values (?, ?, ?, ?)",
            [(article, version, said[article], marks[article]) for article in said],
        )

    def _digests(self, sql: str, articles: Sequence[int]) -> dict[int, str]:
        rows: Iterable[tuple[int, ...]] = self._db.conn.execute(sql.format(ids=places(articles)), list(articles))
        return {article: _digest(rest) for article, *rest in rows}
