"""Blind mode: whatever is asked of a project, the answer is the same whether or not somebody else has worked in it."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store import Store, UserError, open_project
from store.records import (
    Change,
    HistoryQuery,
    OccurrenceQuery,
    PassageQuery,
)
from store.suggesting import learn_tags, learn_tags_from
from tests.projects import run

ME, OTHER = "Me", "Somebody Else"

Asked = Callable[[Store], object]


def _moment(store: Store) -> Any:
    return store.moments.after(store.journal.history()[0].id)


READS: dict[str, Asked] = {
    "articles.any": lambda s: s.articles.any(),
    "articles.count": lambda s: s.articles.count(),
    "articles.duplicates": lambda s: s.articles.duplicates([1, 2, 3]),
    "articles.get": lambda s: s.articles.get(1),
    "articles.lines": lambda s: s.articles.lines(1, 0, 20),
    "articles.parts": lambda s: s.articles.parts(1),
    "articles.rows": lambda s: s.articles.rows(range(1, 7), deleted=True),
    "articles.several": lambda s: s.articles.several([1, 2, 3]),
    "articles.text": lambda s: s.articles.text(1),
    "cuts.of": lambda s: s.cuts.of([1, 2], "sentence"),
    "examples.of": lambda s: [s.examples.of(each.id) for each in s.codebook.tags()],
    "history.account": lambda s: [s.history.account(each.id) for each in s.history.page()],
    "history.after": lambda s: s.history.after(1),
    "history.annotators": lambda s: s.history.annotators(),
    "history.articles": lambda s: [s.history.articles(each) for each in range(1, 60)],
    "history.count": lambda s: s.history.count(HistoryQuery(article=1)),
    "history.get": lambda s: s.history.get(s.journal.history()[0].id),
    "history.page": lambda s: s.history.page(),
    "history.stream": lambda s: s.history.stream(HistoryQuery(tag=1)),
    "journal.history": lambda s: s.journal.history(),
    "marked.get": lambda s: [s.marked.get(each) for each in range(1, 7)],
    "marked.stream": lambda s: s.marked.stream([1, 2, 3, 4, 5, 6]),
    "moments.of": lambda s: [(each.change, each.label, each.at) for n in range(1, 7) for each in s.moments.of(n)],
    "notes.of": lambda s: [s.notes.of(each) for each in (1, 2, 3, None)],
    "notes.of_several": lambda s: s.notes.of_several(range(1, 7)),
    "occurrences.find": lambda s: s.occurrences.find(OccurrenceQuery(words=("the",), tag=1)),
    "passage_suggestions.lines": lambda s: s.passage_suggestions.lines(range(1, 7), bar=0.0),
    "passage_suggestions.of": lambda s: [s.passage_suggestions.of(each, bar=0.0) for each in range(1, 7)],
    "passages.ids": lambda s: s.passages.ids(PassageQuery()),
    "passages.lines": lambda s: s.passages.lines(range(1, 60)),
    "passages.pages": lambda s: s.passages.pages(range(1, 60)),
    "passages.tags_of": lambda s: s.passages.tags_of(range(1, 60)),
    "past.article": lambda s: [s.past.article(each, _moment(s)).marked for each in range(1, 7)],
    "rejections.of_several": lambda s: s.rejections.of_several(range(1, 7)),
    "retagging.chosen": lambda s: [s.retagging.chosen(each.id) for each in s.codebook.tags()],
    "retagging.counts": lambda s: s.retagging.counts(),
    "retagging.usage": lambda s: [s.retagging.usage(each.id, branch=True) for each in s.codebook.tags()],
    "search.count": lambda s: [s.search.count(query) for query in QUERIES],
    "search.counts": lambda s: s.search.counts(QUERIES),
    "search.facets": lambda s: s.search.facets(),
    "search.ids": lambda s: [list(s.search.ids(query, sort=sort)) for query in QUERIES for sort in SORTED],
    "search.where": lambda s: len(s.search.where("tag:zebra").parameters),
    "statistics.entities": lambda s: s.statistics.entities(),
    "statistics.tags": lambda s: s.statistics.tags(),
    "statistics.time": lambda s: s.statistics.time(),
    "statistics.together": lambda s: s.statistics.together("tag"),
    "statuses.of_several": lambda s: s.statuses.of_several(range(1, 7)),
    "suggestions.is_exclusive": lambda s: s.suggestions.is_exclusive(),
    "suggestions.lines": lambda s: s.suggestions.lines(range(1, 7)),
    "suggestions.of": lambda s: [s.suggestions.of(each, bar=0.0) for each in range(1, 7)],
    "suggestions.report": lambda s: _without_time(s.suggestions.report()),
    "passage_suggestions.report": lambda s: _without_time(s.passage_suggestions.report()),
    "taggings.of": lambda s: [s.taggings.of(each) for each in range(1, 7)],
    "taggings.of_several": lambda s: s.taggings.of_several(range(1, 7)),
    "taggings.on_all": lambda s: [s.taggings.on_all(each.id, [3]) for each in s.codebook.tags()],
    "taggings.passages": lambda s: s.taggings.passages(),
    "store.facets": lambda s: s.facets(),
    "store.info": lambda s: re.sub(r"path='[^']*'|size=\d+", "", repr(s.info())),
}
"""What could show taggings, notes, statuses or rejected tags of somebody, and how it is asked."""

QUERIES = (
    "", "tag:zebra", "-tag:zebra", "has:tag", "has:note", "has:passage", "status:done", "status:untagged",
    "annotator:Somebody", 'annotator:"Somebody Else"', "annotator:Me",
)  # fmt: skip
SORTED = ("id", "-tags", "-notes", "status", "useful", "likely:zebra")

APART = {
    "annotators": "who there is has to be chosen from; how much she coded is not told",
    "adjudication": "shows what all put, and refuses in blind mode",
    "batches": "imports belong to all",
    "bin": "articles belong to all",
    "codebook": "belongs to all",
    "codebook_drafts": "belongs to all",
    "codebook_imports": "belongs to all",
    "codebook_versions": "belongs to all",
    "codebooks": "belongs to all",
    "concordance": "mentions belong to all",
    "corrections": "belong to all",
    "cuts": "texts belong to all",
    "duplicates": "texts belong to all",
    "entities": "belong to all",
    "evidence": "mentions belong to all",
    "exclusions": "belong to all",
    "gazetteers": "belong to all",
    "learned": "learned from mentions, which belong to all",
    "mappings": "belong to all",
    "matrices": "mentions belong to all",
    "mentions": "belong to all",
    "merge_previews": "mentions belong to all",
    "naming": "entities belong to all",
    "pages": "mentions belong to all",
    "predicates": "belong to all",
    "recipes": "belong to all",
    "recognized": "mentions belong to all",
    "relating": "relations belong to all",
    "relation_review": "relations belong to all",
    "relations": "belong to all",
    "reshaping": "entities belong to all",
    "roster": "entities belong to all",
    "rules": "belong to all",
    "samples": "who codes what was dealt out before anybody coded",
    "settings": "belong to all",
    "sources": "belong to all",
    "units": "mentions belong to all",
    "views": "belong to all",
}
"""What holds nothing of one annotator's own, or may show it; with the reason."""

WRITE = {
    "examples.link", "bulk.add_note", "bulk.delete", "bulk.restore", "bulk.set_status", "bulk.tag", "bulk.toggle", "bulk.untag",
    "journal.before_commit", "journal.change", "journal.check_now", "journal.check_turned",
    "journal.listen", "journal.note", "journal.redo", "journal.undo", "marked.say", "moments.anchored", "notes.insert",
    "passage_suggestions.forget", "passage_suggestions.keep", "passage_suggestions.model", "rejections.insert",
    "retagging.carry", "search.feed", "search.feed_many", "search.forget", "search.rebuild", "statuses.insert",
    "statuses.settle", "statuses.write", "suggestions.forget", "suggestions.keep", "suggestions.model", "taggings.insert",
}  # fmt: skip
"""What writes, or is compared by what is read through it."""

NUMBERS = {
    "history.newest", "journal.state", "journal.undo_size", "journal.redo_size", "passage_suggestions.fingerprint",
    "suggestions.fingerprint", "moments.find", "moments.after", "moments.at", "moments.before",
}  # fmt: skip
"""Numbers of changes, which say that something was done and not what; moments are read through `past` and `of`."""

TEXTS = {
    "codebook_history.entries", "examples.drafts", "history.tag_path", "history.tags_named",
    "journal.undo_label", "journal.redo_label",
    "moments.names", "moments.rows", "moments.with_names", "occurrences.lines", "occurrences.outlets", "search.copies",
    "search.frequency", "search.hits", "search.in_bin", "search.indexed", "search.searched_text", "search.snippet",
    "search.snippet_of", "search.stale", "search.tag_paths", "suggestions.bar", "suggestions.is_large",
}  # fmt: skip
"""What is of texts and the codebook, or has a test of its own below."""


def _without_time(report: object) -> str:
    return re.sub(r"(seconds|at)=[^,)]*", "", repr(report))


@pytest.fixture
def pair(project: Store, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Give the project as only I have worked in it, and as somebody else has too; both seen blindly by me."""
    project.annotator = OTHER
    zebra = project.codebook.find("stance").id
    project.codebook.rename(zebra, "zebra")
    energy = project.codebook.find("energy").id
    project.annotator = ME
    for article in (1, 2):
        project.taggings.put(energy, [article], note="mine")
    for start in range(0, 30, 5):
        project.taggings.put(energy, [1], span=(start, start + 5))
    project.taggings.put(zebra, [2], span=(0, 9))
    project.examples.mark([each.id for each in project.taggings.of(1)])
    project.notes.write(2, "my note")
    project.articles.set_status([2], "discuss")
    project.suggestions.reject(zebra, 4)
    project.close()
    path = tmp_path / "both.galpi"
    shutil.copy(project.path, path)
    both = open_project(path)
    both.annotator = OTHER
    both.taggings.put(zebra, [1, 3, 5], note="hidden why")
    for start in range(0, 40, 8):
        both.taggings.put(zebra, [3], span=(start, start + 6))
    both.examples.mark([each.id for each in both.taggings.of(3)])
    both.notes.write(1, "hidden note")
    both.articles.set_status([1, 3], "done")
    both.suggestions.reject(energy, 6)
    both.passage_suggestions.reject(energy, 5, (0, 4))
    both.annotator = ME
    alone = open_project(project.path)
    alone.annotator = ME
    for store in (alone, both):
        store.blind = True
        for kind in ("article", "passage"):
            run(learn_tags_from(store, kind=kind, again=True))
    yield alone, both
    alone.close()
    both.close()


def _listed(answer: object) -> str:
    if isinstance(answer, Iterator):
        answer = list(answer)
    return repr(answer)


@pytest.mark.parametrize("name", READS)
def test_an_answer_is_the_same_whether_or_not_somebody_else_has_worked(pair: tuple[Store, Store], name: str) -> None:
    alone, both = pair
    said = _listed(READS[name](both))
    assert OTHER not in said.replace("Rename", "")
    assert "hidden" not in said
    assert said == _listed(READS[name](alone))


def _asked() -> set[str]:
    """Name all public methods of what a store holds that return something else than a change."""
    from store.store import Store as Kind

    found = {f"store.{name}" for name, each in inspect.getmembers(Kind) if name in ("facets", "info")}
    hints = inspect.getsource(Kind)
    for holder, kind in re.findall(r"self\.(\w+) = (\w+)\(", hints):
        module = inspect.getmodule(Kind)
        known = getattr(module, kind, None)
        if not inspect.isclass(known) or holder.startswith("_"):
            continue
        for name, method in inspect.getmembers(known, callable):
            if not name.startswith("_") and inspect.signature(method).return_annotation not in ("Change", Change):
                found.add(f"{holder}.{name}")
    return found


def test_no_way_to_ask_is_forgotten() -> None:
    """Whoever adds a way to read a project says here how it is asked in blind mode, or why it may show what it shows."""
    known = READS.keys() | WRITE | NUMBERS | TEXTS
    asked = _asked()
    assert len(asked) > 150
    assert sorted(name for name in asked if name not in known and name.split(".")[0] not in APART) == []


def test_what_others_put_cannot_be_undone_or_read_off_its_label(pair: tuple[Store, Store]) -> None:
    alone, both = pair
    assert alone.journal.undo_label() is not None
    assert both.journal.undo_label() is None
    with pytest.raises(UserError, match="another annotator"):
        both.journal.undo()
    assert all(OTHER not in each.annotator for each in both.codebook_history.entries())
    last = max(each.id for each in open_project(both.path).journal.history())
    with pytest.raises(UserError):
        both.moments.after(last)
    assert both.history.account(last) == ()
    assert both.moments.at("2999-01-01T00:00:00Z").label == alone.moments.at("2999-01-01T00:00:00Z").label
    with pytest.raises(UserError, match="blind"):
        both.adjudication.articles("", [ME, OTHER])
    assert {each.name: each.articles for each in both.annotators.all()}[OTHER] == 0


def test_restoring_an_article_blindly_leaves_what_others_put(pair: tuple[Store, Store]) -> None:
    _, both = pair
    mine = both.journal.history()[-1]
    both.past.restore(1, both.moments.after(mine.id))
    both.blind = False
    assert {(each.annotator, each.note) for each in both.taggings.of(1) if each.annotator == OTHER} == {
        (OTHER, "hidden why")
    }
    assert [each.text for each in both.notes.of(1)] == ["hidden note"]


def test_what_is_learned_in_the_background_is_learned_blindly(pair: tuple[Store, Store]) -> None:
    _, both = pair
    energy = both.codebook.find("energy").id
    assert {each.tag for each in both.suggestions.report().tags} == {energy, both.codebook.find("zebra").id} - {
        both.codebook.find("zebra").id
    }
    both.blind = False
    assert both.suggestions.report() is None  # that is another model
    run(learn_tags(both.path))
    assert len(both.suggestions.report().tags) == 2
    both.blind = True
    assert both.suggestions.report() is None
    assert both.passage_suggestions.model() is None
    assert list(both.search.ids("", sort="useful")) == list(both.search.ids("", sort="-published"))
    run(learn_tags(both.path, seen_by=ME))
    assert {each.tag for each in both.suggestions.report().tags} == {energy}
