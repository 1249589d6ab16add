"""Histories of corrections, rules, marks, undo and new versions: whatever the order, parts and quotes stay true."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Store, UserError, create_project, open_project
from store.images import Outdated
from store.records import ROLES
from store.text.lines import is_visible
from tests.projects import assert_spans_quote, bring, dump, write_articles

LINES = (
    "나루뉴스",
    "세종시, 새벽 버스 노선 두 개 더 만든다",
    "입력 2022-05-02 08:10",
    "세종시는 첫차를 기다리는 시민을 위해 새벽 버스 노선을 두 개 늘린다고 밝혔다. 버스는 다섯 시부터 다닌다.",
    "함께 읽으면 좋은 이야기 모음입니다",
    "지금 3명이 이 기사를 함께 읽고 있습니다",
    "시는 가을에 한 번 더 노선을 살핀다. 요금은 그대로 받는다고 했다.",
    "함께 읽으면 좋은 이야기 모음입니다",
    "나루 기자 naru@example.com",
)
Step = tuple[str, int, int]
STEPS = st.tuples(
    st.sampled_from(("role", "field", "rule", "edit", "tag", "mention", "undo", "redo", "version")),
    st.integers(0, 40),
    st.integers(0, 40),
)


def _text(n: int, k: int) -> str:
    """Give the page without one of its lines, with another one added, or with its lines in another order."""
    lines = [line for place, line in enumerate(LINES) if n % 11 != place]
    lines.insert(k % (len(lines) + 1), f"새로 들어온 {k}번째 줄이 여기에 서 있다고 시는 말했다.")
    return "\n".join(lines[k % 2 :] + lines[: k % 2] if n % 3 == 0 else lines) + "\n"


def _step(store: Store, folder: Path, step: Step) -> None:
    kind, n, k = step
    article = 1 + n % 2
    text = store.articles.text(article)
    spans = store.articles.lines(article, 0, len(text))
    start, end = spans[k % len(spans)]
    if kind == "role":
        store.articles.set_role(article, start + n % 2, end, ROLES[(n + k) % len(ROLES)])
    elif kind == "field":
        store.articles.correct(
            article, field=("title", "outlet", "subtitle")[k % 3], value=("나루뉴스", "다른 말", None)[n % 3]
        )
    elif kind == "rule":
        store.rules.add("나루뉴스", [text[start:end]], ROLES[k % len(ROLES)])
    elif kind == "edit" and store.rules.all():
        rules = store.rules.all()
        store.rules.edit(rules[n % len(rules)].id, role=ROLES[k % len(ROLES)], active=n % 3 > 0)
    elif kind == "tag":
        store.taggings.put(store.codebook.find("stance").id, [article], span=(start, end))
    elif kind == "mention":
        store.mentions.add(article, start, min(end, start + 3), type="organisation")
    elif kind in ("undo", "redo"):
        _turn(store, kind)
    elif kind == "version":
        write_articles(folder, {f"{article}.txt": _text(n, k)})
        bring(store.path, folder, recognize=False)


def _turn(store: Store, kind: str) -> None:
    try:
        store.journal.undo() if kind == "undo" else store.journal.redo()
    except Outdated as refused:
        store.journal.give_up(refused.change)


def _assert_true(store: Store) -> None:
    for article in (1, 2):
        text, at = store.articles.text(article), 0
        for part in store.articles.parts(article):
            assert at <= part.start < part.end <= len(text)
            assert not is_visible(text[at : part.start])
            at = part.end
        assert not is_visible(text[at:])
        for role in store.corrections.roles(article):
            assert any(each.role == role.role for each in store.articles.parts(article))
    for article, quote, start, end in store.db.conn.execute(
        'select article, quote, start, "end" from correction where start is not null'
    ):
        assert store.articles.text(article)[start:end] == quote
    assert store.search.stale() == store.duplicates.stale() == 0


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a project of two articles of one outlet, and the folder they came from."""
    base = tmp_path_factory.mktemp("histories")
    with create_project(base / "p.galpi") as store:
        store.codebook.add("stance")
        bring(store.path, write_articles(base / "in", {f"{n}.txt": _text(n, n) for n in (1, 2)}), recognize=False)
        store.articles.correct([1, 2], field="outlet", value="나루뉴스")
        store.db.conn.execute("pragma wal_checkpoint(truncate)")
    return base


@contextmanager
def _copied(template: Path) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as name:
        copy = shutil.copytree(template, Path(name) / "copy")
        with open_project(copy / "p.galpi") as store:
            yield store


def _done(store: Store, step: Step) -> bool:
    """Do one step; False where it was refused."""
    try:
        _step(store, store.path.parent / "in", step)
    except UserError:
        return False
    return True


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(STEPS, max_size=14))
def test_any_history_keeps_parts_whole_and_quotes_true(steps: list[Step], template: Path) -> None:
    with _copied(template) as store:
        for step in steps:
            if _done(store, step):
                _assert_true(store)
        assert_spans_quote(store)


@settings(max_examples=25, deadline=None)
@given(
    before=st.lists(STEPS, max_size=5),
    after=st.lists(STEPS.filter(lambda step: step[0] not in ("version", "undo", "redo")), min_size=1, max_size=6),
)
def test_what_is_put_right_after_a_new_version_is_undone_and_redone_exactly(
    before: list[Step], after: list[Step], template: Path
) -> None:
    with _copied(template) as store:
        for step in (*before, ("version", 5, 7)):
            _done(store, step)
        states = [dump(store)]
        for step in after:
            if _done(store, step) and dump(store) != states[-1]:
                states.append(dump(store))
        for state in reversed(states[:-1]):
            store.journal.undo()
            assert dump(store) == state
            _assert_true(store)
        for state in states[1:]:
            store.journal.redo()
            assert dump(store) == state
            _assert_true(store)
