"""A tree turned into SQL: a condition on article `a` with its parameters in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.query.dates import Period
from store.query.fulltext import match, prefilter
from store.query.lexer import Value
from store.query.tree import And, Dated, Everything, Field, Near, Node, Not, Or, Pattern, Tagged
from store.text.normal import folded
from store.text.tokens import pattern

Parameter = str | int


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL over `article a`, true for the articles meant, and what its question marks stand for."""

    sql: str
    parameters: tuple[Parameter, ...] = ()


_SEARCHED = (
    "(select t.text from article_text t where t.article = a.id), (select i.parts from indexed i where i.article = a.id)"
)
"""What the functions `near` and `matches` are given of an article; null where it is not indexed yet."""

_COPIES = """a.id in (select article from (
    select g.article, count(*) over (partition by g.grp) as members,
        row_number() over (partition by g.grp order by d.published is null, d.published, d.id) as place
    from duplicate_group g join article d on d.id = g.article where d.removed = 0) where {})"""
_HAS = {
    "note": "a.id in (select article from note where article is not null)",
    "tag": "a.id in (select article from tagging)",
    "passage": "a.id in (select article from tagging where start is not null)",
    "mention": "a.id in (select article from mention where state <> 'rejected')",
    "relation": "a.id in (select article from relation where article is not null and state <> 'rejected')",
    "duplicate": _COPIES.format("members > 1"),
    "title": "(a.title is not null and a.title_derived = 0)",
    "date": "a.published is not null",
    "author": "a.id in (select article from author)",
    "outlet": "a.outlet is not null",
    "language": "a.language is not null",
}
_IS = {
    "duplicate": _COPIES.format("place > 1"),
    "derived": "a.title_derived = 1",
    "deleted": "a.removed <> 0",
}
_COST = {Pattern: 2, Near: 1}


def condition(node: Node) -> Condition:
    """Compile a resolved tree (see `store.query.resolving`); never null, so that it can be negated."""
    if isinstance(node, Everything):
        return Condition("1")
    if isinstance(node, Not):
        inner = condition(node.child)
        return Condition(f"({inner.sql}) is not true", inner.parameters)
    found = match(node)
    if found is not None:
        return _indexed(found)
    if isinstance(node, Or):
        return _joined(" or ", [condition(child) for child in node.children])
    if isinstance(node, And):
        return _joined(" and ", [condition(child) for child in _grouped(node)])
    return _COMPILED[type(node)](node)


def _grouped(node: And) -> list[Node]:
    """Put all that the index can answer into one question, and what is costly last."""
    indexed = [child for child in node.children if match(child) is not None]
    rest = [child for child in node.children if match(child) is None]
    if indexed:
        excluded = [child for child in rest if isinstance(child, Not) and match(child.child) is not None]
        rest = [child for child in rest if child not in excluded]
        indexed += excluded
    rest.sort(key=lambda child: _COST.get(type(child), 0))
    if not indexed:
        return rest
    return [indexed[0] if len(indexed) == 1 else And(tuple(indexed)), *rest]


def _joined(word: str, found: Sequence[Condition]) -> Condition:
    parameters = tuple(parameter for item in found for parameter in item.parameters)
    return Condition("(" + word.join(item.sql for item in found) + ")", parameters)


def _indexed(expression: str) -> Condition:
    return Condition("a.id in (select rowid from article_fts where article_fts match ?)", (expression,))


def reading(node: Near | Pattern, *, searched: str = f"a.title, {_SEARCHED}") -> Condition:
    """Compile what reads the texts of all articles that it is asked of; `searched` gives title, text and parts of one."""
    if isinstance(node, Near):
        patterns = "\n".join(pattern(phrase) for phrase in node.phrases)
        return Condition(f"near(?, ?, {searched})", (patterns, node.scope or "text"))
    return Condition(f"matches(?, ?, {searched})", (node.regex, node.scope or "text"))


def _read(node: Near | Pattern) -> Condition:
    """Read only the texts of which the index does not know that they cannot be meant."""
    first = prefilter(node)
    return reading(node) if first is None else _joined(" and ", [_indexed(first), reading(node)])


def _tagged(node: Tagged) -> Condition:
    return Condition(f"a.id in (select article from tagging where tag in ({_marks(node.tags)}))", node.tags)


def _dated(node: Dated) -> Condition:
    return _joined(" or ", [_published(period) for period in node.periods])


def _published(period: Period) -> Condition:
    """Compare the first and the last second of what is known, after a plain comparison that an index can answer."""
    sql, parameters = ["a.published is not null"], []
    if period.first:
        sql.append("a.published >= ? and a.published || substr('0000-01-01T00:00:00', length(a.published) + 1) >= ?")
        parameters += [period.first[:4], period.first]
    if period.last:
        sql.append("a.published <= ? and a.published || substr('0000-12-31T23:59:59', length(a.published) + 1) <= ?")
        parameters += [period.last, period.last]
    return Condition("(" + " and ".join(sql) + ")", tuple(parameters))


def _field(node: Field) -> Condition:
    return _FIELDS[node.name](node.values)


def _language(values: Sequence[Value]) -> Condition:
    return Condition(f"a.language in ({_marks(values)})", tuple(value.text.strip().lower() for value in values))


def _status(values: Sequence[Value]) -> Condition:
    return Condition(f"a.status in ({_marks(values)})", tuple(value.text.lower() for value in values))


def _outlet(values: Sequence[Value]) -> Condition:
    sql, parameters = _same_name("(select distinct outlet as name from article)", values)
    return Condition(f"a.outlet in ({sql})", parameters)


def _author(values: Sequence[Value]) -> Condition:
    sql, parameters = _same_name("(select distinct name from author)", values)
    return Condition(f"a.id in (select article from author where name in ({sql}))", parameters)


def _keyword(values: Sequence[Value]) -> Condition:
    forms = tuple(folded(value.text) for value in values)
    return Condition(f"a.id in (select article from keyword where folded(name) in ({_marks(forms)}))", forms)


def _same_name(names: str, values: Sequence[Value]) -> tuple[str, tuple[Parameter, ...]]:
    """Choose from `names` those that equal a value, or any name of an entity that one of the values names."""
    forms = tuple(folded(value.text) for value in values)
    marks = _marks(forms)
    sql = (
        f"select name from {names} where folded(name) in ({marks}) or folded(name) in (select other.folded"
        f" from entity_name one join entity_name other on other.entity = one.entity where one.folded in ({marks}))"
    )
    return sql, forms + forms


def _entity(values: Sequence[Value]) -> Condition:
    exact = tuple(folded(value.text) for value in values if value.exact)
    broad = tuple(folded(value.text) for value in values if not value.exact)
    # The name that an entity goes by need not be one that texts call it by: `BIS (Busan)`.
    sql = f"""a.id in (select m.article from mention m where m.state <> 'rejected' and m.entity in (
        with recursive under(id) as (
            select entity from entity_name where folded in ({_marks(broad)})
            union select id from entity where folded(name) in ({_marks(broad)})
            union select e.id from entity e join under u on e.part_of = u.id
        )
        select id from under union select entity from entity_name where folded in ({_marks(exact)})
        union select id from entity where folded(name) in ({_marks(exact)})))"""
    return Condition(sql, broad * 2 + exact * 2)


def _type(values: Sequence[Value]) -> Condition:
    sql = f"a.id in (select article from mention where state <> 'rejected' and type in ({_marks(values)}))"
    return Condition(sql, tuple(value.text.strip().lower() for value in values))


def _annotator(values: Sequence[Value]) -> Condition:
    chosen = f"(select id from annotator where folded(name) in ({_marks(values)}))"
    sql = (
        f"a.id in (select article from tagging where annotator in {chosen}"
        f" union select article from note where article is not null and annotator in {chosen})"
    )
    forms = tuple(folded(value.text) for value in values)
    return Condition(sql, forms + forms)


def _batch(values: Sequence[Value]) -> Condition:
    texts = tuple(value.text for value in values)
    marks = _marks(texts)
    sql = f"a.batch in (select id from batch where cast(id as text) in ({marks}) or label in ({marks}))"
    return Condition(sql, texts + texts)


def _sample(values: Sequence[Value]) -> Condition:
    """Choose the articles drawn for a sample, or by `NAME/ANNOTATOR` those of it that an annotator shall read."""
    drawn = "a.id in (select d.article from sample_article d join sample s on s.id = d.sample where"
    found = []
    for value in values:
        found.append(Condition(f"{drawn} s.folded = ?)", (folded(value.text),)))
        name, _, annotator = value.text.rpartition("/")
        if name:
            share = f"{drawn} s.folded = ? and (d.annotator is null or folded(d.annotator) = ?))"
            found.append(Condition(share, (folded(name), folded(annotator))))
    return _joined(" or ", found)


def _source(values: Sequence[Value]) -> Condition:
    likes = tuple(_like_pattern(value.text) for value in values)
    return Condition("(" + " or ".join("a.source like ? escape '\\'" for _ in likes) + ")", likes)


def _like_pattern(text: str) -> str:
    for special in "\\%_":
        text = text.replace(special, "\\" + special)
    return text.replace("*", "%")


def _id(values: Sequence[Value]) -> Condition:
    return Condition(f"a.id in ({_marks(values)})", tuple(int(value.text) for value in values))


def _chosen(choices: dict[str, str]) -> Callable[[Sequence[Value]], Condition]:
    return lambda values: _joined(" or ", [Condition(choices[value.text.lower()]) for value in values])


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


_COMPILED: dict[type, Callable[..., Condition]] = {
    Near: _read,
    Pattern: _read,
    Tagged: _tagged,
    Dated: _dated,
    Field: _field,
}
_FIELDS: dict[str, Callable[[Sequence[Value]], Condition]] = {
    "lang": _language,
    "outlet": _outlet,
    "author": _author,
    "keyword": _keyword,
    "entity": _entity,
    "type": _type,
    "status": _status,
    "has": _chosen(_HAS),
    "is": _chosen(_IS),
    "annotator": _annotator,
    "batch": _batch,
    "source": _source,
    "id": _id,
    "sample": _sample,
}
