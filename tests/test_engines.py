"""Two engines, one answer: after any history of a project, bitmaps say what plain SQL says."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, open_project, recognize
from store.bitmap_building import build, differing, drop, renew_bitmaps, waiting
from store.bitmap_folding import fold, fold_in_steps
from store.bitmap_state import state
from store.bitmaps import log_length
from store.db import writing
from store.facets import FACET_FIELDS, facets
from store.ordering import missing_orders
from store.query.parser import parse
from store.query.resolving import resolve
from store.records import Facet
from store.resident_engine import ResidentEngine
from store.search import SORTS
from store.sql_engine import SqlEngine
from tests.acts import ACTS
from tests.picked import Numbers
from tests.projects import bring, run

TERMS = [
    "버스", "시", "다", "도시", "smart", "smar*", '"smart water"', "water platform", "in:title 도시", "in:all 저작권자",
    'near:"시민 버스"', "/버스.{3}/", "source:*bus*", 'keyword:"name 1"', "keyword:박람회",
    "title:도시", "id:1,3,5", "id:99", "like:버스", "similar:1",
    "lang:ko", "lang:ko,en", "outlet:가람뉴스", 'outlet:"A b"', "author:홍길동", 'author:"name 0","name 1"',
    "date:2021", "date:2022-03", "date:2021-09-15..2022-03-04", "date:..2021-06", "date:2021-12..", "date:2020-02-03..",
    "tag:stance", "tag:systems", "tag:systems/mobility", "tag:=systems", "tag:a1", "entity:대구", "entity:=대구", "entity:Busan",
    'entity:"name 1"', 'entity:"place 2"', "type:place", "type:system,organisation", "status:untagged", "status:done,discuss",
    "has:note", "has:tag", "has:passage", "has:mention", "has:relation", "has:duplicate", "has:title", "has:date",
    "has:author", "has:outlet", "has:language",
    "is:duplicate", "is:derived", "annotator:researcher", 'annotator:"reader 1",someone', "batch:1", "batch:2",
]  # fmt: skip


@st.composite
def filters(draw: st.DrawFn, depth: int = 2) -> str:
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(["", "-"])) + draw(st.sampled_from(TERMS))
    parts = draw(st.lists(filters(depth - 1), min_size=2, max_size=3))
    joined = draw(st.sampled_from([" ", " OR "])).join(f"({part})" for part in parts)
    return draw(st.sampled_from(["", "-"])) + f"({joined})"


def is_resident(store: Store) -> bool:
    """Say whether bitmaps answer."""
    with store.search._answering("") as engine:
        return isinstance(engine, ResidentEngine)


BY_SEARCH = ("relevance", "useful")
"""The orders that the search itself makes of what any engine has found."""


def assert_alike(store: Store, query: str, *, sort: str = "id") -> None:
    """Prove that bitmaps say what plain SQL says, in ids, their order, their number and all facets."""
    search = store.search
    assert is_resident(store)
    try:
        tree = resolve(parse(query), search)
    except UserError:
        with pytest.raises(UserError):
            search.ids(query)
        return
    plain = SqlEngine(store.db)
    assert dict(search.copies()) == plain.copies()
    assert list(search.ids(query, sort=sort)) == list(plain.ids(tree, sort=sort)), (query, sort)
    assert search.count(query) == plain.count(tree), query
    for by_type in (False, True):
        said = search.facets(query, limit=3, by_type=by_type, apart=("language", "year"))
        assert said == _facets(store, plain, query, by_type=by_type), query


def _facets(store: Store, plain: SqlEngine, query: str, *, by_type: bool) -> tuple[Facet, ...]:
    tree = resolve(parse(query), store.search)
    return facets(store.db, plain, tree, limit=3, by_type=by_type, apart=("language", "year"))


@pytest.fixture(scope="module")
def built(project_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with bitmaps, small as it is, and more files to bring in beside it."""
    folder = tmp_path_factory.mktemp("built")
    path = folder / "small.galpi"
    shutil.copyfile(project_template, path)
    with open_project(path) as store:
        run(build(store.db))
    for number in range(6):
        outlet = "가람뉴스" if number % 2 else "A b"
        body = f"시민은 버스를 {number}번 탔다고 대구시는 밝혔다."
        text = f"{outlet}\n스마트 도시 {number}\n2021.0{1 + number}.15 14:00\n{body}\n"
        (folder / f"more{number}.txt").write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def kept(built: Path, tmp_path: Path) -> Iterator[Store]:
    """Give a copy of it, open."""
    shutil.copyfile(built, tmp_path / "small.galpi")
    with open_project(tmp_path / "small.galpi") as store:
        yield store


def test_every_term_alone(kept: Store) -> None:
    assert (kept.db.conn.execute("select complete from bitmap_state").fetchone()) == (1,)
    for term in TERMS:
        assert_alike(kept, term)
        assert_alike(kept, f"-{term}")


@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort not in BY_SEARCH])
def test_every_order(kept: Store, sort: str) -> None:
    kept.articles.correct([1, 2], field="title", value="Éa b")
    kept.articles.correct([3], field="title", value="éA B")
    kept.articles.correct([4], field="title", value="A b")
    kept.articles.correct([5], field="title", value="a B")
    kept.notes.write(3, "one")
    kept.taggings.put(1, [2, 5])
    for query in ("", "lang:ko", "nowhere"):
        assert_alike(kept, query, sort=sort)
        assert_alike(kept, query, sort=f"-{sort}")


def _act(store: Store, act: int, numbers: Numbers, folder: Path) -> None:
    """Do one act of a person, or of what else writes to a project."""
    others = (
        store.journal.undo,
        store.journal.undo,
        store.journal.redo,
        lambda: bring(store.path, folder / f"more{numbers[0] % 6}.txt", recognize=numbers[1] % 2 == 0),
        lambda: run(recognize(store.path, everything=True)),
        lambda: store.bin.restore([1 + numbers[0] % 6, 1 + numbers[1] % 6]),
        lambda: run(store.bin.empty()),
        lambda: _fold(store),
        lambda: run(fold_in_steps(store.db)),
        lambda: run(build(store.db)) if numbers[0] % 4 == 0 else None,
    )
    with suppress(UserError):
        if act < len(ACTS):
            ACTS[act](store, numbers)
        else:
            others[act % len(others)]()


def _fold(store: Store) -> None:
    with writing(store.db):
        fold(store.db)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    acts=st.lists(
        st.tuples(st.integers(0, len(ACTS) + 24), st.tuples(*[st.integers(0, 400)] * 3), st.booleans()),
        min_size=1,
        max_size=12,
    ),
    asked=st.lists(filters(), min_size=4, max_size=4),
    seed=st.integers(0, 1000),
)
def test_whatever_happens_to_a_project(
    built: Path, acts: list[tuple[int, Numbers, bool]], asked: list[str], seed: int
) -> None:
    """Two connections write in turn, and the first one, which may have seen nothing yet, is asked."""
    chance = random.Random(seed)
    orders = [sort for sort in SORTS if sort not in BY_SEARCH]
    with TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "p.galpi"
        shutil.copyfile(built, path)
        one, two = (stack.enter_context(open_project(path)) for _ in range(2))
        for act, numbers, is_first in acts:
            _act(one if is_first else two, act, numbers, built.parent)
            for query in ("", chance.choice(asked)):
                assert_alike(one, query, sort=chance.choice(["", "-"]) + chance.choice(orders))
        for query in asked:
            assert_alike(two, query)
        assert [*differing(one.db)] == []


def test_what_a_transaction_has_written_is_seen_in_it_and_nowhere_else(kept: Store) -> None:
    with kept.connect() as other, kept.journal.change("Both"):
        kept.articles.set_status([1, 2], "done")
        assert list(kept.search.ids("status:done", sort="id")) == [1, 2]
        assert list(other.search.ids("status:done")) == []
    assert kept.search.count("status:done") == 2


def test_what_is_taken_back_in_the_middle_leaves_nothing(kept: Store) -> None:
    def break_off() -> None:
        with kept.journal.change("Broken"):
            kept.articles.set_status([1], "done")
            raise ZeroDivisionError

    kept.search.ids()
    with pytest.raises(ZeroDivisionError):
        break_off()
    assert kept.search.count("status:done") == 0
    kept.articles.set_status([2], "done")
    assert list(kept.search.ids("status:done")) == [2]
    assert [*differing(kept.db)] == []


def test_building_is_stopped_and_taken_up_while_others_write(project: Store) -> None:
    with project.connect() as other:
        steps = build(project.db)
        for number in range(6):
            next(steps)
            other.taggings.put(1 + number % 4, [1 + number])
        steps.close()
        now = state(project.db)
        assert now is not None
        assert not now.complete
        assert not is_resident(project)
        other.articles.set_status([3], "done")
        run(build(project.db))
    now = state(project.db)
    assert now is not None
    assert now.complete
    assert [*differing(project.db)] == []
    for query in ("", "status:done", "tag:systems"):
        assert_alike(project, query)


def test_a_small_project_keeps_none_and_a_large_one_gets_them(project: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert waiting(project.db) == 0
    run(renew_bitmaps(project.db))
    assert state(project.db) is None
    monkeypatch.setattr("store.bitmap_building.RESIDENT_FROM", 6)
    assert waiting(project.db) == 6
    run(renew_bitmaps(project.db))
    assert waiting(project.db) == 0
    monkeypatch.setattr("store.bitmap_building.FOLDED_FROM", 3)
    project.taggings.put(1, [1, 2])
    assert waiting(project.db) == 6
    run(renew_bitmaps(project.db))
    assert log_length(project.db) == 0
    assert_alike(project, "")
    drop(project.db)
    assert not is_resident(project)
    project.taggings.put(1, [3])
    assert state(project.db) is None


def test_an_order_in_which_many_have_moved_is_made_anew_in_the_background(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.ordering.MOVED_WHILE_WRITING", 1)
    assert missing_orders(kept.db) == []
    for number, title in enumerate(("z", "Ä", "m"), start=1):
        kept.articles.correct(number, field="title", value=title)
    with writing(kept.db):
        fold(kept.db)
    assert missing_orders(kept.db) == ["title"]
    assert_alike(kept, "", sort="title")
    assert waiting(kept.db) > 0
    steps = renew_bitmaps(kept.db)
    next(steps)
    kept.articles.correct(2, field="title", value="b")  # while it is made
    run(steps)
    assert missing_orders(kept.db) == []
    assert waiting(kept.db) == 0
    assert not [*differing(kept.db)]
    assert_alike(kept, "", sort="-title")


def test_a_long_log_is_folded_by_who_makes_it_long(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.bitmap_log.FOLD_AT", 4)
    kept.search.facets()
    with kept.connect() as other:
        for number in range(1, 7):
            other.taggings.put(1, [number])
    assert log_length(kept.db) < 10
    for field in FACET_FIELDS:
        assert_alike(kept, "tag:systems" if field == "tag" else "")


def test_folding_goes_on_while_others_write_and_gives_way_to_who_folds(kept: Store) -> None:
    with kept.connect() as other:
        for others_fold in (False, True):
            kept.taggings.put(1, [1, 2])
            for number, _ in enumerate(fold_in_steps(kept.db)):
                other.articles.set_status([1 + number % 6], ("done", "discuss")[number % 2])
                other.articles.correct([1 + number % 6], field="published", value=f"2021-0{1 + number % 9}")
                if others_fold and number == 5:
                    _fold(other)
                assert kept.search.count("status:done") == SqlEngine(other.db).count(parse("status:done"))
            assert [*differing(kept.db)] == []
            for query in ("", "date:2021-03..", "tag:systems"):
                assert_alike(kept, query, sort="-published")
