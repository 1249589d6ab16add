"""Every act of a person on a project, driven by numbers, for histories that no one would think of."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from store import Store
from store.records import ROLES, STATUSES, Change, Occurrence, OccurrenceQuery
from tests.acts_of_coding import CODING
from tests.picked import Numbers, ids, pick, span


def _put(store: Store, n: Numbers) -> Change:
    articles = [article for article in ids(store, "article") if (n[1] >> article) % 2]
    return store.taggings.put(pick(ids(store, "tag"), n[0]), articles or [1], note="why" * (n[2] % 2))


def _put_passage(store: Store, n: Numbers) -> Change:
    article = 1 + n[0] % 6
    return store.taggings.put(
        pick(ids(store, "tag"), n[2]), [article], span=span(store, article, n), by=f"reader {n[1] % 3}"
    )


def _reject_tag(store: Store, n: Numbers) -> Change:
    tag, article = pick(ids(store, "tag"), n[2]), 1 + n[0] % 6
    if n[1] % 2:
        return store.suggestions.reject(tag, article)
    return store.passage_suggestions.reject(tag, article, span(store, article, n))


def _add_mention(store: Store, n: Numbers) -> Change:
    article = 1 + n[0] % 6
    name = None if n[1] % 3 == 0 else f"name {n[2] % 4}"
    return store.mentions.add(article, *span(store, article, n), type="system", name=name)


def _link(store: Store, n: Numbers) -> Change:
    return store.mentions.link(
        [pick(ids(store, "mention"), n[0])], pick(ids(store, "entity"), n[1]) if n[2] % 3 else None
    )


def _relink(store: Store, n: Numbers) -> Change:
    mentions = [pick(ids(store, "mention"), k) for k in n[:2]]
    name = None if n[2] % 3 == 0 else f"name {n[2] % 4}"
    return store.mentions.relink(list(dict.fromkeys(mentions)), type=("system", "place")[n[1] % 2], name=name)


def _move_tag(store: Store, n: Numbers) -> Change:
    tags = ids(store, "tag")
    parent = None if n[2] % 3 == 0 else pick(tags, n[1])
    return store.codebook.move(pick(tags, n[0]), parent=parent, position=n[2] % 4)


def _set_role(store: Store, n: Numbers) -> Change:
    article = 1 + n[0] % 6
    return store.articles.set_role(article, *span(store, article, n), ROLES[n[2] % len(ROLES)])


def _correct(store: Store, n: Numbers) -> Change:
    articles = [article for article in ids(store, "article") if (n[1] >> article) % 2]
    values = (None, "A b", "다른 제목")
    field = ("title", "subtitle", "outlet")[n[0] % 3]
    return store.articles.correct(articles or 1 + n[2] % 6, field=field, value=values[n[2] % 3])


def _correct_list(store: Store, n: Numbers) -> Change:
    field = ("authors", "keywords")[n[0] % 2]
    return store.articles.correct(1 + n[1] % 6, field=field, value=[f"name {k}" for k in range(n[2] % 3)])


def _correct_date(store: Store, n: Numbers) -> Change:
    field = ("published", "updated")[n[0] % 2]
    return store.articles.correct([1 + n[1] % 6], field=field, value=f"2021-{n[2] % 14:02d}")


def _rule(store: Store, n: Numbers) -> Change:
    lines = [line for line in store.articles.text(1 + n[0] % 6).split("\n") if line]
    outlets = [row[0] for row in store.db.conn.execute("select distinct outlet from article where outlet is not null")]
    return store.rules.add(
        outlets[n[1] % len(outlets)] if outlets else "A b", [lines[n[1] % len(lines)]], ROLES[n[2] % 8]
    )


def _edit_rule(store: Store, n: Numbers) -> Change:
    line = (None, "대구시", "입력 1-1-1 1:1")[n[1] % 3]
    return store.rules.edit(pick(ids(store, "rule"), n[0]), line=line, role=ROLES[n[2] % 8], active=n[2] % 5 > 0)


def _merge(store: Store, n: Numbers) -> Change:
    entities = ids(store, "entity")
    return store.reshaping.merge([pick(entities, k) for k in n[:2]], pick(entities, n[2]))


def _split(store: Store, n: Numbers) -> Change:
    entity = store.entities.get(pick(ids(store, "entity"), n[0]))
    return store.reshaping.split(entity.id, [entity.names[n[1] % len(entity.names)].name])


def _name_more(store: Store, n: Numbers) -> Change:
    language = (None, "ko", "en")[n[2] % 3]
    return store.naming.add_name(
        pick(ids(store, "entity"), n[0]), f"name {n[1] % 4}", language=language, preferred=n[1] % 2 == 0
    )


def _unname(store: Store, n: Numbers) -> Change:
    entity = store.entities.get(pick(ids(store, "entity"), n[0]))
    return store.naming.remove_name(entity.id, entity.names[n[1] % len(entity.names)].name)


def _relate(store: Store, n: Numbers) -> Change:
    entities, article = ids(store, "entity"), 1 + n[0] % 6
    ends = pick(entities, n[1]), pick(entities, n[2])
    if n[2] % 3:
        return store.relations.add(ends[0], f"says {n[0] % 3}", ends[1], article=article, span=span(store, article, n))
    return store.relations.add(ends[0], "operates", ends[1])


def _exclude(store: Store, n: Numbers) -> Change:
    mentions = [pick(ids(store, "mention"), k) for k in n[: 1 + n[2] % 3]]
    made = store.exclusions.of_mentions(
        mentions, scope=("article", "anywhere")[n[0] % 2], like=("entity", "type", "anything")[n[1] % 3]
    )
    return store.exclusions.add(made, rejecting=mentions) if made else Change(label="")


def _occurring(store: Store, n: Numbers) -> tuple[Occurrence, ...]:
    text = store.articles.text(1 + n[0] % 6).split()
    return store.occurrences.find(
        OccurrenceQuery(words=(text[n[1] % len(text)],), scope=("body", "text", "all")[n[2] % 3])
    )


def _mark_all(store: Store, n: Numbers) -> Change:
    name = None if n[2] % 2 else f"name {n[1] % 4}"
    return store.occurrences.mark(_occurring(store, n), type=("system", "place")[n[1] % 2], name=name)


def _tag_all(store: Store, n: Numbers) -> Change:
    return store.occurrences.tag(_occurring(store, n), pick(ids(store, "tag"), n[2]), by=f"reader {n[1] % 3}")


ACTS: tuple[Callable[[Store, Numbers], Change], ...] = (
    _put,
    _put_passage,
    _reject_tag,
    _add_mention,
    _link,
    _move_tag,
    _set_role,
    _correct,
    _correct_list,
    _correct_date,
    _rule,
    _edit_rule,
    lambda s, n: s.rules.remove([pick(ids(s, "rule"), n[0])]),
    lambda s, n: s.batches.remove(1 + n[0] % 2),
    lambda s, n: s.taggings.take_off(pick(ids(s, "tag"), n[0]), ids(s, "article")),
    lambda s, n: s.taggings.remove([pick(ids(s, "tagging"), n[0])]),
    lambda s, n: s.taggings.set_note(pick(ids(s, "tagging"), n[0]), f"note {n[1] % 3} ‘\u2028’"),
    lambda s, n: s.mentions.accept([pick(ids(s, "mention"), k) for k in n]),
    lambda s, n: s.mentions.reject([pick(ids(s, "mention"), k) for k in n], by="someone"),
    lambda s, n: s.mentions.remove([pick(ids(s, "mention"), k) for k in n]),
    lambda s, n: s.codebook.add(f"a{n[0] % 3}/b{n[1] % 3}", key=str(n[2] % 5), definition="what it is"),
    lambda s, n: s.codebook.add(f"c{n[0] % 4}", colour="#123456"),
    lambda s, n: s.codebook.rename(pick(ids(s, "tag"), n[0]), f"a{n[1] % 4}"),
    lambda s, n: s.codebook.recolour(pick(ids(s, "tag"), n[0]), f"#00000{n[1] % 10}"),
    lambda s, n: s.codebook.define(pick(ids(s, "tag"), n[0]), f"definition {n[1] % 3}"),
    lambda s, n: s.codebook.set_key(pick(ids(s, "tag"), n[0]), str(n[1] % 5)),
    lambda s, n: s.codebook.remove(pick(ids(s, "tag"), n[0])),
    lambda s, n: s.codebooks.add(f"book {n[0] % 3} 책"),
    lambda s, n: s.codebooks.rename(pick(ids(s, "codebook"), n[0]), f"book {n[1] % 4}"),
    lambda s, n: s.codebooks.move(pick(ids(s, "codebook"), n[0]), position=n[1] % 3),
    lambda s, n: s.codebooks.remove(pick(ids(s, "codebook"), n[0])),
    lambda s, n: s.codebook.move(
        pick(ids(s, "tag"), n[0]), parent=None, position=n[1] % 4, codebook=pick(ids(s, "codebook"), n[2])
    ),
    lambda s, n: s.codebook.set_scope(pick(ids(s, "tag"), n[0]), ("article", "passage", "both")[n[1] % 3]),
    lambda s, n: s.codebook.set_exclusive(pick(ids(s, "tag"), n[0]), n[1] % 3 > 0),
    lambda s, n: s.codebook.set_deprecated(pick(ids(s, "tag"), n[0]), n[1] % 3 == 0),
    lambda s, n: s.examples.mark([pick(ids(s, "tagging"), n[0])], n[1] % 3 > 0),
    lambda s, n: s.codebook_versions.freeze(f"v{n[0] % 5}"),
    lambda s, n: s.notes.write(1 + n[0] % 6 if n[1] % 3 else None, "메모 😀" * (n[2] % 4)),
    lambda s, n: s.articles.set_status(ids(s, "article")[: 1 + n[0] % 6], STATUSES[n[1] % 4]),
    lambda s, n: s.articles.remove([1 + n[0] % 6]),
    lambda s, n: s.bin.restore([1 + n[0] % 6, 1 + n[1] % 6]),
    lambda s, n: s.notes.add([1 + n[0] % 6, 1 + n[1] % 6], f"also {n[2] % 3}"),
    lambda s, n: s.settings.set(f"view {n[0] % 3}", f"query {n[1]}"),
    lambda s, n: s.entities.add("place", f"place {n[0] % 5}"),
    _relate,
    lambda s, n: s.relations.accept([pick(ids(s, "relation"), k) for k in n]),
    lambda s, n: s.relations.reject([pick(ids(s, "relation"), k) for k in n]),
    lambda s, n: s.relations.remove([pick(ids(s, "relation"), n[0])]),
    lambda s, n: s.relations.change_predicate([pick(ids(s, "relation"), n[0])], f"says {n[1] % 4}", turn=n[2] % 2 == 0),
    lambda s, n: s.predicates.add(f"says {n[0] % 9}", definition="what it is"),
    lambda s, n: s.predicates.rename(pick(ids(s, "predicate"), n[0]), f"says {n[1] % 9}"),
    lambda s, n: s.predicates.define(pick(ids(s, "predicate"), n[0]), f"definition {n[1] % 3}"),
    lambda s, n: s.predicates.remove(pick(ids(s, "predicate"), n[0])),
    _merge,
    _split,
    _name_more,
    _unname,
    lambda s, n: s.reshaping.remove([pick(ids(s, "entity"), n[0])]),
    lambda s, n: s.naming.rename(pick(ids(s, "entity"), n[0]), f"name {n[1] % 5}"),
    lambda s, n: s.naming.set_type(pick(ids(s, "entity"), n[0]), ("system", "place", "ship")[n[1] % 3]),
    lambda s, n: s.naming.set_note(pick(ids(s, "entity"), n[0]), f"note {n[1] % 3}"),
    lambda s, n: s.naming.set_external(pick(ids(s, "entity"), n[0]), [("wikidata", f"Q{n[1]}")]),
    lambda s, n: s.naming.set_part_of(pick(ids(s, "entity"), n[0]), pick(ids(s, "entity"), n[1])),
    _relink,
    _mark_all,
    _tag_all,
    _exclude,
    lambda s, n: s.exclusions.set_active([pick(ids(s, "exclusion"), k) for k in n[:2]], n[2] % 2 == 0),
    lambda s, n: s.exclusions.remove([pick(ids(s, "exclusion"), n[0])]),
    *CODING,
)


def histories(longest: int = 24) -> st.SearchStrategy[list[tuple[int, Numbers]]]:
    """Give lists of acts, each the number of an act and three numbers that say what it does."""
    numbers = st.tuples(*[st.integers(0, 400)] * 3)
    return st.lists(st.tuples(st.integers(0, len(ACTS) - 1), numbers), min_size=1, max_size=longest)
