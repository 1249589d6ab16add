"""Finding by bitmaps: a tree becomes unions and differences of sets; only what is not resident is asked of SQLite."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from pyroaring import BitMap

from store.aspects import CHOICES
from store.database import Database
from store.db import places
from store.editions import Edition
from store.narrowing import Narrowing
from store.query.dates import Period
from store.query.fulltext import match
from store.query.lexer import Value
from store.query.sql import Condition, condition, reading
from store.query.tree import And, Dated, Everything, Field, Near, Node, Not, Or, Pattern, Tagged, Word
from store.records import Key
from store.resident.families import gathered
from store.resident.sets import bitmap, listed, read_ids
from store.text.normal import folded

_LAST = 0xFFFFFFFF
_EARLIEST, _LATEST = "0000-01-01T00:00:00", "0000-12-31T23:59:59"


class Finder:
    """Finds what resolved trees mean, by one edition, whose generation the connection's snapshot stands at."""

    def __init__(self, db: Database, edition: Edition) -> None:
        self._db = db
        self._edition = edition
        self._whole: dict[Node, BitMap] = {}

    def all(self, tree: Node) -> BitMap:
        """Give all live articles that match; what was asked before is remembered, also as a part of what is asked next."""
        if tree not in self._whole:
            live = self._edition.live(self._db)
            self._whole[tree] = self.find(tree, live) & live
        return self._whole[tree]

    def find(self, node: Node, within: BitMap) -> BitMap:
        """Give those of `within` that match, and perhaps others that are not in it."""
        if node in self._whole:
            return self._whole[node]
        if isinstance(node, Word) and (kept := self._syllable(node)) is not None:
            return kept
        if self._is_indexed(node) and (expression := match(node)) is not None:
            return self._matching(expression)
        return _FINDING.get(type(node), Finder._asked)(self, node, within)

    def _any(self, node: Or, within: BitMap) -> BitMap:
        return gathered([self.find(child, within) for child in node.children])

    def _field(self, node: Field, within: BitMap) -> BitMap:
        return _FIELDS[node.name](self, node.values) if _is_kept(node) else self._asked(node, within)

    def _everything(self, _: Everything, within: BitMap) -> BitMap:
        return within

    def _rest(self, node: Not, within: BitMap) -> BitMap:
        return within - self.find(node.child, within)

    def _tagged(self, node: Tagged, _: BitMap) -> BitMap:
        return self._union("tag", node.tags)

    def _dated(self, node: Dated, _: BitMap) -> BitMap:
        return gathered([self._published(period) for period in node.periods])

    def _all(self, node: And, within: BitMap) -> BitMap:
        """Let each child narrow what the next ones look at, what is cheap first; the index is asked once for all words."""
        for child in sorted(_grouped(node, self._is_indexed), key=self._cost):
            if not within:
                break
            within = within & self.find(child, within)
        return within

    def _is_indexed(self, node: Node) -> bool:
        """Say whether the index is to answer a node whole: it can, and nothing in it is kept in memory."""
        return match(node) is not None and not self._has_kept(node)

    def _has_kept(self, node: Node) -> bool:
        if isinstance(node, And | Or):
            return any(self._has_kept(child) for child in node.children)
        if isinstance(node, Not):
            return self._has_kept(node.child)
        return isinstance(node, Word) and self._syllable(node) is not None

    def _cost(self, node: Node) -> int:
        if node in self._whole:
            return 0
        if isinstance(node, Not):
            return self._cost(node.child)
        if self._is_indexed(node):
            return 1
        if isinstance(node, And | Or):
            return max(self._cost(child) for child in node.children)
        if isinstance(node, Pattern | Near):
            return 4 if isinstance(node, Pattern) else 3
        return 2 if isinstance(node, Field) and not _is_kept(node) else 0

    def _syllable(self, node: Word) -> BitMap | None:
        runs = node.phrase.runs
        if len(runs) != 1 or len(runs[0]) != 1 or node.scope not in (None, "text"):
            return None
        return self._edition.syllable(self._db, runs[0])

    def _matching(self, expression: str) -> BitMap:
        return self._edition.words.find(self._db, self._edition.generation, expression)

    def _asked(self, node: Node, within: BitMap) -> BitMap:
        """Ask SQLite about those that are left."""
        if isinstance(node, Near | Pattern):
            sure, unsure = Narrowing(self._db, self._edition).split(node, within)
            words, generation = self._edition.words, self._edition.generation
            return sure | words.find_costly(node, generation, unsure, lambda: self._read(node, unsure))
        found = condition(node)
        return self._chosen_from(within, f"article a on a.id = k.value where a.removed = 0 and {found.sql}", found)

    def _read(self, node: Near | Pattern, within: BitMap) -> BitMap:
        """Read the texts; titles and parts as the index has them, for an article's own row is a long one."""
        found = reading(node, searched="i.title, t.text, i.parts")
        rows = "indexed i on i.article = k.value cross join article_text t on t.article = k.value"
        return self._chosen_from(within, f"{rows} where {found.sql}", found)

    def _chosen_from(self, within: BitMap, rows: str, found: Condition) -> BitMap:
        row = self._db.conn.execute(
            f"select group_concat(k.value) from json_each(?) k cross join {rows}",
            (json.dumps(listed(within).tolist()), *found.parameters),
        ).fetchone()
        return bitmap(read_ids(row[0]))

    def _union(self, field: str, values: Iterable[Key]) -> BitMap:
        sets = self._edition.sets(self._db, field)
        return gathered(sets.get(value) for value in values)

    def _published(self, period: Period) -> BitMap:
        """Take whole months that lie inside, and ask about those that reach over a border."""
        months = self._edition.sets(self._db, "month")
        inside: list[BitMap] = []
        for month in months.known():
            first, last = str(month) + _EARLIEST[len(str(month)) :], str(month) + _LATEST[len(str(month)) :]
            if (period.first and last < period.first) or (period.last and first > period.last):
                continue
            whole = (not period.first or first >= period.first) and (not period.last or last <= period.last)
            articles = months.get(month)
            inside.append(articles if whole else self._in_month(period, str(month)))
        return gathered(inside)

    def _in_month(self, period: Period, month: str) -> BitMap:
        """Ask about those of one month, which stand together in an index."""
        found = condition(Dated((period,)))
        row = self._db.conn.execute(
            "select group_concat(a.id) from article a where a.removed = 0 and a.published >= ? and a.published < ?"
            f" and {found.sql}",
            (month, month + "~", *found.parameters),
        ).fetchone()
        return bitmap(read_ids(row[0]))

    def _plain(self, field: str, values: Sequence[Value]) -> BitMap:
        return self._union(field, (value.text.strip().lower() for value in values))

    def _chosen(self, field: str, values: Sequence[Value]) -> BitMap:
        return self._union(field, (value.text.lower() for value in values))

    def _named(self, field: str, values: Sequence[Value]) -> BitMap:
        """Choose names that equal a value, or any name of an entity that one of the values names."""
        forms = [folded(value.text) for value in values]
        rows = self._db.conn.execute(
            "select other.folded from entity_name one join entity_name other on other.entity = one.entity"
            f" where one.folded in ({places(forms)})",
            forms,
        )
        sets, by_form = self._edition.sets(self._db, field), self._edition.folded(self._db, field)
        wanted = {*forms, *(form for (form,) in rows)}
        return gathered(sets.get(name) for form in wanted for name in by_form.get(form, ()))

    def _entity(self, values: Sequence[Value]) -> BitMap:
        own, families = self._edition.sets(self._db, "entity"), self._edition.entities(self._db)
        exact = self._called([value for value in values if value.exact])
        broad = self._called([value for value in values if not value.exact])
        return gathered([*(own.get(each) for each in exact), *(families.get(each, own) for each in broad)])

    def _called(self, values: Sequence[Value]) -> set[int]:
        """Find the entities that have one of these names, or go by it."""
        forms = [folded(value.text) for value in values]
        rows = self._db.conn.execute(f"select entity from entity_name where folded in ({places(forms)})", forms)
        roll = self._edition.roll(self._db)
        return {entity for (entity,) in rows}.union(*(roll.called(form) for form in forms))

    def _annotator(self, values: Sequence[Value]) -> BitMap:
        forms = {folded(value.text) for value in values}
        rows = self._db.conn.execute("select id, name from annotator")
        return self._union("annotator", (number for number, name in rows if folded(name) in forms))

    def _batch(self, values: Sequence[Value]) -> BitMap:
        texts = [value.text for value in values]
        rows = self._db.conn.execute(
            f"select id from batch where cast(id as text) in ({places(texts)}) or label in ({places(texts)})", texts * 2
        )
        return self._union("batch", (number for (number,) in rows))

    def _id(self, values: Sequence[Value]) -> BitMap:
        return BitMap([number for number in (int(value.text) for value in values) if number <= _LAST])


def _is_kept(node: Field) -> bool:
    kept = CHOICES.get(node.name)
    return node.name in _FIELDS and (kept is None or all(value.text.lower() in kept for value in node.values))


def _grouped(node: And, is_indexed: Callable[[Node], bool]) -> list[Node]:
    """Put all that the index answers into one question."""
    wanted = [child for child in node.children if is_indexed(child)]
    unwanted = [child for child in node.children if isinstance(child, Not) and is_indexed(child.child)]
    together = [*wanted, *unwanted]
    if len(wanted) == 0 or len(together) == len(node.children):
        return [*node.children]
    rest = [child for child in node.children if child not in together]
    return [together[0] if len(together) == 1 else And(tuple(together)), *rest]


_FIELDS: Mapping[str, Callable[[Finder, Sequence[Value]], BitMap]] = {
    "lang": lambda finder, values: finder._plain("language", values),
    "type": lambda finder, values: finder._plain("entity_type", values),
    "status": lambda finder, values: finder._chosen("status", values),
    "has": lambda finder, values: finder._chosen("has", values),
    "is": lambda finder, values: finder._chosen("is", values),
    "outlet": lambda finder, values: finder._named("outlet", values),
    "author": lambda finder, values: finder._named("author", values),
    "entity": Finder._entity,
    "annotator": Finder._annotator,
    "batch": Finder._batch,
    "id": Finder._id,
}

_FINDING: Mapping[type, Callable[..., BitMap]] = {
    Everything: Finder._everything,
    Not: Finder._rest,
    And: Finder._all,
    Or: Finder._any,
    Tagged: Finder._tagged,
    Dated: Finder._dated,
    Field: Finder._field,
}
