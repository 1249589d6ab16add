"""Acts of those who code: on codebooks, taggings and suggestions, samples, saved views, and on the past."""

from __future__ import annotations

from collections.abc import Callable

from store import Store
from store.adjudicating import CONSENSUS
from store.formats.codebook import UNNAMED
from store.records import Attribute, Change, CodebookDraft, CodebookFile, ColumnMapping, Recipe, TagDraft
from store.sampling import STRATA, Design
from tests.picked import Numbers, ids, pick, span

QUERIES = ("", "lang:ko", "-has:tag", "대구 OR city", "view:one", "sample:one", "tag:a1")


def _of_tag(store: Store, tag: int) -> list[int]:
    return [row[0] for row in store.db.conn.execute("select id from tagging where tag = ? order by id", (tag,))]


def _describe(store: Store, n: Numbers) -> Change:
    taggings = [pick(ids(store, "tagging"), k) for k in n[:2]]
    if n[0] % 3 == 0:
        return store.taggings.describe(taggings, note=f"note {n[1] % 3}")
    if n[0] % 3 == 1:
        return store.taggings.describe(taggings, certainty=None if n[2] % 4 == 0 else n[2] % 4)
    return store.taggings.describe(taggings[:1], attributes={"tone": ("good", "bad", "odd")[n[2] % 3]})


def _attributes(store: Store, n: Numbers) -> Change:
    said = (Attribute(name="tone", kind="choice", choices=("good", "bad")), Attribute(name="sum", kind="number"))
    return store.codebook.set_attributes(pick(ids(store, "tag"), n[0]), said[: n[1] % 3])


def _merge_tags(store: Store, n: Numbers) -> Change:
    tags = ids(store, "tag")
    return store.retagging.merge(pick(tags, n[0]), pick(tags, n[1]))


def _split_tag(store: Store, n: Numbers) -> Change:
    tag = pick(ids(store, "tag"), n[0])
    return store.retagging.split(tag, _of_tag(store, tag)[: 1 + n[1] % 4], f"{'a1/' * (n[2] % 2)}split {n[2] % 4}")


def _take_codebook(store: Store, n: Numbers) -> Change:
    uids = [row[0] for row in store.db.conn.execute("select uid from tag order by id")]
    known = uids[n[0] % len(uids)] if uids else None
    tags = (
        TagDraft(
            name=f"c{n[1] % 4}", uid=known if n[2] % 2 else None, definition=f"d{n[1] % 3}", key=str(n[2] % 9),
            children=(TagDraft(name=f"b{n[2] % 3}", examples="one\ntwo", scope="passage"),),
        ),
    )  # fmt: skip
    fields = frozenset({"name", "definition", "key", "examples", "scope"})
    return store.codebook_imports.take(CodebookFile(books=(CodebookDraft(name=UNNAMED, tags=tags),), fields=fields))


def _accept(store: Store, n: Numbers) -> Change:
    tag, article = pick(ids(store, "tag"), n[0]), 1 + n[1] % 6
    if n[2] % 2:
        return store.suggestions.accept(tag, article)
    return store.passage_suggestions.accept(tag, article, span(store, article, n))


def _edge(store: Store, n: Numbers) -> Change:
    of = ("tagging", "mention")[n[0] % 2]
    number = pick(ids(store, of), n[1])
    if n[2] % 4 == 0:
        return store.edges.put(number, n[2] % 9, n[2] % 9 + 1 + n[1] % 5, of=of)  # type: ignore[arg-type]
    return store.edges.move(
        number, ("start", "end")[n[2] % 2], unit=("character", "word", "sentence", "paragraph")[n[0] % 4],
        forward=n[1] % 2 == 0, of=of,
    )  # fmt: skip


def _settle(store: Store, n: Numbers) -> Change:
    article = 1 + n[0] % 6
    found = store.adjudication.disputes(article, [name for name in store.annotators.names() if name != CONSENSUS])
    return store.adjudication.settle(article, [each for place, each in enumerate(found) if (n[1] >> place) % 2])


def _save_view(store: Store, n: Numbers) -> Change:
    names = ("one", "둘", "Three 3")
    return store.views.save(
        names[n[0] % 3], QUERIES[n[1] % len(QUERIES)], sort=("-published", "title")[n[2] % 2],
        mode=("lines", "columns")[n[0] % 2],
    )  # fmt: skip


def _draw(store: Store, n: Numbers) -> Change:
    design = Design(
        size=1 + n[1] % 4, strata=STRATA[: n[2] % 3], seed=n[0],
        annotators=("reader 0", "reader 7")[: n[2] % 3], overlap=1 if n[2] % 3 > 1 else None,
    )  # fmt: skip
    return store.samples.draw(("one", "둘", "3")[n[0] % 3], QUERIES[n[1] % 4], design)


def _restore(store: Store, n: Numbers) -> Change:
    changes = [each.id for each in store.journal.history()]
    return store.past.restore(1 + n[1] % 6, store.moments.after(pick(changes, n[0])))


def _take_back(store: Store, n: Numbers) -> Change:
    return store.journal.take_back(pick([each.id for each in store.journal.history()], n[0]))


def _rename_annotator(store: Store, n: Numbers) -> Change:
    names = store.annotators.names()
    return store.annotators.rename(names[n[0] % len(names)] if names else "nobody", f"reader {n[1] % 4}")


CODING: tuple[Callable[[Store, Numbers], Change], ...] = (
    _describe,
    _attributes,
    _merge_tags,
    _split_tag,
    _take_codebook,
    _accept,
    _edge,
    _settle,
    _save_view,
    lambda s, n: s.views.rename(("one", "둘", "Three 3")[n[0] % 3], ("one", "둘", "ｔｈｒｅｅ-3")[n[1] % 3]),
    lambda s, n: s.views.remove(("one", "둘", "Three 3")[n[0] % 3]),
    _draw,
    lambda s, n: s.samples.rename(("one", "둘", "3")[n[0] % 3], ("one", "둘", "３")[n[1] % 3]),
    lambda s, n: s.samples.remove(("one", "둘", "3")[n[0] % 3]),
    _restore,
    _take_back,
    _rename_annotator,
    lambda s, n: s.codebook_versions.remove(pick(ids(s, "codebook_version"), n[0])),
    lambda s, n: s.naming.prefer(pick(ids(s, "entity"), n[0]), f"name {n[1] % 4}"),
    lambda s, n: s.relations.turn([pick(ids(s, "relation"), k) for k in n[:2]]),
    lambda s, n: s.passages.add_note([pick(ids(s, "tagging"), k) for k in n], f"also {n[0] % 3}"),
    lambda s, n: s.passages.add_tag([pick(ids(s, "tagging"), k) for k in n[:2]], pick(ids(s, "tag"), n[2])),
    lambda s, n: s.passages.retag([pick(ids(s, "tagging"), k) for k in n[:2]], pick(ids(s, "tag"), n[2])),
    lambda s, n: s.suggestions.set_bar(n[0] % 11 / 10),
    lambda s, n: s.recipes.save(f"recipe {n[0] % 3}", Recipe(format="jsonl", where=QUERIES[n[1] % 4], seed=n[2])),
    lambda s, n: s.recipes.remove(f"recipe {n[0] % 3}"),
    lambda s, n: s.mappings.remember([ColumnMapping(columns=("a", f"b{n[0] % 3}"), fields={"title": "a"})]),
    lambda s, n: s.mappings.forget(["a", f"b{n[0] % 3}"]),
)
"""More acts, to stand beside those of `tests.acts`."""

JOINING = (_edge,)
"""Those of which several that follow each other may be one step."""
