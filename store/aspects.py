"""What bitmaps are kept of: for each value of each field, which rows give it to an article, and how to see if it has it.

In the SQL, `{r}` stands for a row and `t` for a row of `temp.touched`: a field, a value and an article.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aspect:
    """One way in which the rows of a table give a value of a field to an article.

    `value` is the value that row `{r}` gives, null where it gives none; `holds` selects a row where article `t.article`
    has the value `t.value`. `only` is the value where it can be but one.
    """

    field: str
    table: str
    value: str
    holds: str
    only: str | None = None

    @property
    def article(self) -> str:
        """The SQL for the article that row `{r}` is about."""
        return "{r}.id" if self.table == "article" else "{r}.article"


def _at(sql: str, row: str) -> str:
    return sql.replace("{r}", row)


def _of_article(field: str, value: str) -> Aspect:
    holds = f"select 1 from article a where a.id = t.article and {_at(value, 'a')} = t.value"
    return Aspect(field, "article", value, holds)


def _flag(field: str, only: str, table: str, condition: str) -> Aspect:
    article = "id" if table == "article" else "article"
    holds = f"select 1 from {table} r where r.{article} = t.article and {_at(condition, 'r')}"
    return Aspect(field, table, f"case when {condition} then '{only}' end", holds, only)


_SEEN = "{r}.state in ('suggested', 'accepted')"
_MADE_BY = (
    "select 1 from tagging g where g.article = t.article and g.annotator = t.value"
    " union all select 1 from note n where n.article = t.article and n.annotator = t.value"
)

ASPECTS = (
    _flag("live", "live", "article", "{r}.removed = 0"),
    _of_article("language", "{r}.language"),
    _of_article("outlet", "{r}.outlet"),
    _of_article("status", "{r}.status"),
    _of_article("batch", "{r}.batch"),
    _of_article("month", "substr({r}.published, 1, 7)"),
    _flag("has", "title", "article", "{r}.title is not null and {r}.title_derived = 0"),
    _flag("has", "date", "article", "{r}.published is not null"),
    _flag("has", "outlet", "article", "{r}.outlet is not null"),
    _flag("has", "language", "article", "{r}.language is not null"),
    _flag("is", "derived", "article", "{r}.title_derived = 1"),
    Aspect("author", "author", "{r}.name", "select 1 from author p where p.article = t.article and p.name = t.value"),
    _flag("has", "author", "author", "{r}.article is not null"),
    Aspect("tag", "tagging", "{r}.tag", "select 1 from tagging g where g.tag = t.value and g.article = t.article"),
    _flag("has", "tag", "tagging", "{r}.article is not null"),
    _flag("has", "passage", "tagging", "{r}.start is not null"),
    Aspect("annotator", "tagging", "{r}.annotator", _MADE_BY),
    Aspect("annotator", "note", "case when {r}.article is not null then {r}.annotator end", _MADE_BY),
    _flag("has", "note", "note", "{r}.article is not null"),
    Aspect(
        "entity",
        "mention",
        f"case when {_SEEN} then {{r}}.entity end",
        f"select 1 from mention m where m.entity = t.value and m.article = t.article and {_at(_SEEN, 'm')}",
    ),
    Aspect(
        "entity_type",
        "mention",
        f"case when {_SEEN} then {{r}}.type end",
        f"select 1 from mention m where m.type = t.value and {_at(_SEEN, 'm')} and m.article = t.article",
    ),
    _flag("has", "mention", "mention", _SEEN),
    _flag("has", "relation", "relation", f"{{r}}.article is not null and {_SEEN}"),
)

CHOICES = {
    field: frozenset(aspect.only for aspect in ASPECTS if aspect.field == field) | {"duplicate"}
    for field in ("has", "is")
}
"""What is kept of the fields that say whether an article has, or is, something."""

PACKED = ("author", "entity")
"""Fields of very many values, most of them of few articles: kept as one array each."""

DENSE = ("live", "language", "outlet", "status", "batch", "month", "has", "is", "tag", "annotator", "entity_type")
"""Fields of few values: a bitmap each."""

COPIES = """select article, members > 1, place > 1 from (
    select g.article, count(*) over (partition by g.grp) as members,
        row_number() over (partition by g.grp order by d.published is null, d.published, d.id) as place
    from duplicate_group g join article d on d.id = g.article where d.removed = 0 {where}) where members > 1"""
"""SQL for the articles that have copies: whether they do, and whether they are copies of an earlier one."""

EVENTS = {
    "indexed": "what the full-text index holds of an article is new",
    "order": "where an article stands in an order may have changed; the value is the order, or `*` for all",
    "entities": "the type of an entity, what it is part of, or a name of it has changed; its id stands for an article",
    "copies": "an article has come into a group of copies, or gone out of one",
    "tags": "the tree of tags has changed; a tag's id stands for an article",
}
"""Fields of the log without bitmaps: they say what else is to be read anew."""


def triggers() -> dict[str, str]:
    """Give the statements that make the TEMP triggers, by name: they note in `temp.touched` what rows did to what."""
    made: dict[str, str] = {}
    for table in dict.fromkeys(aspect.table for aspect in ASPECTS):
        ours = [aspect for aspect in ASPECTS if aspect.table == table]
        for event, rows in (("insert", ("new",)), ("delete", ("old",))):
            notes = [_note(aspect, row) for aspect in ours for row in rows]
            made[f"touched_{table}_{event}"] = _trigger(table, event, notes + _EXTRA.get((table, event), []))
        notes = [_note(aspect, row, changed=True) for aspect in ours for row in ("old", "new")]
        made[f"touched_{table}_update"] = _trigger(table, "update", notes + _EXTRA.get((table, "update"), []))
    for (table, event), notes in _EXTRA.items():
        made.setdefault(f"touched_{table}_{event}", _trigger(table, event, notes))
    # What is replaced goes without a word: its group is noted before.
    made["touched_group_before"] = _trigger(
        "duplicate_group", "insert",
        ["select 'group', grp, article from duplicate_group where article = new.article"], when="before",
    )  # fmt: skip
    return made


def _trigger(table: str, event: str, notes: list[str], *, when: str = "after") -> str:
    body = " ".join(f"insert or ignore into touched(field, value, article) {note};" for note in notes)
    name = f"touched_{'group_before' if when == 'before' else f'{table}_{event}'}"
    return f'create temp trigger "{name}" {when} {event} on main."{table}" begin {body} end'


def _note(aspect: Aspect, row: str, *, changed: bool = False) -> str:
    value, article = _at(aspect.value, row), _at(aspect.article, row)
    differs = ""
    if changed:
        old, new = (f"{_at(aspect.value, each)}" for each in ("old", "new"))
        moved = f" or {_at(aspect.article, 'old')} <> {_at(aspect.article, 'new')}"
        differs = f" and ({old} is not {new}{moved})"
    return f"select '{aspect.field}', {value}, {article} where {value} is not null and {article} is not null{differs}"


def _order(name: str, column: str) -> str:
    return f"select 'order', '{name}', new.id where old.{column} is not new.{column}"


_GROUPS = "select 'group', grp, article from duplicate_group where article = {}.id"
_EXTRA = {
    ("article", "insert"): ["select 'order', '*', new.id", _GROUPS.format("new")],
    ("article", "delete"): ["select 'order', '*', old.id", _GROUPS.format("old")],
    ("article", "update"): [
        _order("published", "published"),
        _order("title", "title"),
        _order("length", "length"),
        _GROUPS.format("new") + " and (old.removed <> new.removed or old.published is not new.published)",
    ],
    ("duplicate_group", "insert"): ["select 'group', new.grp, new.article", "select 'copies', '', new.article"],
    ("duplicate_group", "delete"): ["select 'group', old.grp, old.article", "select 'copies', '', old.article"],
    ("duplicate_group", "update"): [
        "select 'group', old.grp, old.article",
        "select 'group', new.grp, new.article",
        "select 'copies', '', new.article",
    ],
    ("indexed", "insert"): ["select 'indexed', '', new.article"],
    ("indexed", "update"): ["select 'indexed', '', new.article"],
    ("indexed", "delete"): ["select 'indexed', '', old.article"],
    ("entity", "insert"): ["select 'entities', '', new.id"],
    ("entity", "delete"): ["select 'entities', '', old.id"],
    ("entity", "update"): [
        "select 'entities', '', new.id where old.type <> new.type or old.part_of is not new.part_of"
        " or old.name <> new.name"
    ],
    ("entity_name", "insert"): ["select 'entities', '', new.entity"],
    ("entity_name", "delete"): ["select 'entities', '', old.entity"],
    ("entity_name", "update"): ["select 'entities', '', old.entity", "select 'entities', '', new.entity"],
    ("tag", "insert"): ["select 'tags', '', new.id"],
    ("tag", "delete"): ["select 'tags', '', old.id"],
    ("tag", "update"): ["select 'tags', '', new.id where old.parent is not new.parent"],
}
