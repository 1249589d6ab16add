"""The inbox shows what would come in, lets sources be left out, and asks for the import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import ArticleDraft, CopyOf, Part, PreviewEntry
from tests.projects import ARTICLES, bring, write_articles
from ui.inbox import inbox as module
from ui.inbox.draft_page import DraftPage
from ui.inbox.fates import fate_text, story, summary
from ui.inbox.imported import Imported
from ui.inbox.inbox import Inbox
from ui.inbox.model import AUTHORS, FATE, PUBLISHED, SOURCE, TITLE, IncomingModel, cell
from ui.main_window import MainWindow

NEW = """골목 끝 작은 도서관이 문을 열었다
입력 2022-05-06 10:20
구는 골목 끝에 작은 도서관을 열었다고 밝혔다. 책은 삼천 권이고 저녁 아홉 시까지 읽을 수 있다.
저작권자 © 누리신문 무단전재 및 재배포 금지
"""


def entry(number: int, fate: str = "new", **more: object) -> PreviewEntry:
    made = PreviewEntry(
        source=f"s{number}.txt", file=f"s{number}.txt", name=f"s{number}.txt", index=0, fate=fate,
        title="TITLE", outlet="The Times", authors=("A", "B"), published="2022-05-06T10:20", language="ko",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def model(qtmodeltester: ModelTester) -> IncomingModel:
    """Give a model of six sources, one of each kind, checked by Qt's own tester."""
    made = IncomingModel()
    made.add([entry(1), entry(2, "updated"), entry(3, "unchanged")])
    made.add(
        [
            entry(4, "failed", reason="It is empty."),
            entry(5, "duplicate", copy_of=CopyOf(article=7, source="old.txt", similarity=1.0, exact=True)),
            entry(6, missing=("authors", "title"), title="First words", title_derived=True, authors=()),
        ]
    )
    qtmodeltester.check(made)
    return made


def texts(model: IncomingModel, column: int) -> list[object]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_each_source_says_what_becomes_of_it(model: IncomingModel) -> None:
    assert texts(model, FATE) == ["+ new", "↻ new version", "= unchanged", "✕ cannot be read", "≈ copy", "+ new"]
    assert texts(model, SOURCE)[2] == "s3.txt"
    assert texts(model, TITLE)[3] == "It is empty."


def test_what_is_missing_is_said_in_words(model: IncomingModel) -> None:
    assert texts(model, AUTHORS)[5] == "missing"
    assert texts(model, TITLE)[5] == "untitled; First words"
    assert cell(entry(1), PUBLISHED) == "2022-05-06 10:20"
    assert cell(entry(1), TITLE) == "TITLE"


def test_only_what_comes_in_can_be_ticked(model: IncomingModel) -> None:
    ticks = [model.index(row, FATE).data(Qt.ItemDataRole.CheckStateRole) for row in range(6)]
    on = Qt.CheckState.Checked
    assert ticks == [on, on, None, None, on, on]
    assert model.wanted == 4
    assert model.setData(model.index(0, FATE), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert not model.setData(model.index(2, FATE), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    model.tick(range(6), on=False)
    assert (model.wanted, model.left_out) == (0, {"s1.txt", "s2.txt", "s5.txt", "s6.txt"})
    model.toggle([0, 1, 2])
    assert model.wanted == 2
    model.toggle([0, 1])
    assert model.wanted == 0


def test_groups_show_a_part_and_ticks_stay(model: IncomingModel) -> None:
    model.show_group("copies")
    assert texts(model, SOURCE) == ["s5.txt"]
    model.tick([0], on=False)
    model.show_group("missing")
    assert texts(model, SOURCE) == ["s6.txt"]
    model.add([entry(7), entry(8, missing=("outlet",))])
    assert texts(model, SOURCE) == ["s6.txt", "s8.txt"]
    model.show_group("all")
    assert model.left_out == {"s5.txt"}
    assert model.counts == {
        "all": 8, "new": 4, "updated": 1, "copies": 1, "missing": 2, "warned": 0,
        "corrected": 0, "lost": 0, "failed": 1, "unchanged": 1
    }  # fmt: skip


def test_stories_tell_all_there_is_to_know() -> None:
    near = CopyOf(article=None, source="wire.txt", similarity=0.874, exact=False)
    told = story(entry(1, copy_of=near, missing=("authors",), boilerplate=12, encoding="cp949", warnings=("Mended.",)))
    assert "87 % of its wording is that of wire.txt, which comes in too" in told
    for words in ("authors", "12 lines of boilerplate", "cp949", "Mended."):
        assert words in told
    assert fate_text(entry(1, copy_of=near)) == "+ new, 87 % like another"
    assert story(entry(1, "failed", kind="unknown", reason="It is empty.")) == "It is empty."


@pytest.mark.parametrize(
    ("fates", "said"),
    [
        ((), "Nothing was found that could be an article."),
        (("unchanged",), "Nothing changes: the one source is here already, unchanged."),
        (("unchanged", "unchanged"), "Nothing changes: all 2 sources are here already, unchanged."),
        (("new", "failed", "new"), "2 new, 1 that cannot be read."),
    ],
)
def test_the_summary_is_one_sentence(fates: tuple[str, ...], said: str) -> None:
    assert summary([entry(number, fate) for number, fate in enumerate(fates)]) == said


def test_a_draft_is_shown_as_read_with_boilerplate_struck_through(qtbot: QtBot) -> None:
    text = "제목 하나\n본문은 이렇게 이어진다.\n무단전재 금지\n"
    spans = {"headline": (0, 5), "body": (6, 19), "boilerplate": (20, 27)}
    parts = tuple(Part(role=role, start=start, end=end) for role, (start, end) in spans.items())
    page = DraftPage()
    qtbot.addWidget(page)
    page.resize(600, 500)
    page.show()
    page.show_draft(ArticleDraft(text=text, outlet="누리신문", parts=parts), number=3)

    def is_struck(words: str) -> bool:
        cursor = page.textCursor()
        cursor.setPosition(page._offsets.to_qt(text.index(words)) + 1)
        return cursor.charFormat().fontStrikeOut()

    assert is_struck("무단전재")
    assert not is_struck("본문은")
    assert [role for role, _, _ in page.parts_in_sight()] == ["headline", "body", "boilerplate"]
    with qtbot.waitSignal(page.field_asked, timeout=1_000) as asked:
        page.heading.meta.linkActivated.emit("field:outlet")
    assert asked.args == ["outlet"]


# In the window


@pytest.fixture
def looked(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Callable[[Path], Inbox]:
    """Give a way to open the inbox on a folder and wait until all is looked through."""

    def look(folder: Path) -> Inbox:
        window.actions_.long_work.import_these([folder])
        inbox = next(each for each in window.findChildren(Inbox) if each.isVisible())
        qtbot.waitUntil(lambda: not inbox.looking.running, timeout=30_000)
        return inbox

    return look


def test_importing_the_same_folder_again_says_that_nothing_changes(
    looked: Callable[[Path], Inbox], project_template: Path
) -> None:
    inbox = looked(project_template.parent / "articles")
    assert inbox.message.text() == f"Nothing changes: all {len(ARTICLES)} sources are here already, unchanged."
    assert not inbox.accept_button.isEnabled()
    inbox.reject()


def test_what_is_unticked_stays_out_and_the_rest_comes_in(
    qtbot: QtBot, window: MainWindow, looked: Callable[[Path], Inbox], tmp_path: Path
) -> None:
    folder = write_articles(tmp_path / "in", {"library.txt": NEW, "unwanted.txt": NEW.replace("도서관", "수영장")})
    (folder / "empty.txt").write_bytes(b"")
    inbox = looked(folder)
    assert inbox.groups.buttons()[0].text() == "All 3"
    assert inbox.accept_button.text() == "Import 2 articles"
    sources = texts(inbox.model, SOURCE)
    inbox.table.selectRow(sources.index("unwanted.txt"))
    assert "boilerplate" in inbox.story.text()
    assert inbox.page.article is not None
    assert "수영장" in inbox.page.article.text
    qtbot.keyClick(inbox.table, Qt.Key.Key_Space)
    assert inbox.accept_button.text() == "Import 1 article"
    qtbot.keyClick(inbox, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(Imported)), timeout=20_000)
    (after,) = window.findChildren(Imported)
    qtbot.waitUntil(lambda: bool(after.model.entries), timeout=5_000)
    told = [(entry.source, entry.fate) for entry in after.model.entries]
    assert told == [("empty.txt", "failed"), ("library.txt", "new")]
    after.copy_failures()
    assert QGuiApplication.clipboard().text().startswith("empty.txt: ")
    after.table.selectRow(1)
    with qtbot.waitSignal(after.article_asked, timeout=2_000):
        qtbot.keyClick(after.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.store.search.count("도서관") == 1, timeout=5_000)
    assert window.store.search.count("수영장") == 0
    assert window.store.articles.count() == len(ARTICLES) + 1


def test_a_changed_source_is_a_new_version(looked: Callable[[Path], Inbox], window: MainWindow, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"library.txt": NEW})
    bring(window.store.path, folder, recognize=False)
    write_articles(folder, {"library.txt": NEW.replace("삼천", "사천")})
    inbox = looked(folder)
    assert texts(inbox.model, FATE)[0] == "↻ new version"
    inbox.reject()


def test_a_draft_that_was_not_kept_is_read_again(
    qtbot: QtBot, looked: Callable[[Path], Inbox], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.previewing.DRAFTS", 0)
    inbox = looked(write_articles(tmp_path / "in", {"library.txt": NEW}))
    assert inbox.model.entry(0).draft is None
    qtbot.waitUntil(lambda: inbox.page.article is not None, timeout=5_000)
    assert inbox.page.article is not None
    assert inbox.page.article.text.startswith("골목 끝")
    inbox.reject()


def test_a_folder_that_is_gone_is_said(looked: Callable[[Path], Inbox], tmp_path: Path) -> None:
    inbox = looked(tmp_path / "gone")
    assert "gone" in inbox.message.text()
    assert not inbox.accept_button.isEnabled()
    inbox.reject()


def test_looking_can_be_stopped_and_closing_stops_it(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = write_articles(
        tmp_path / "many", {f"{number}.txt": NEW.replace("삼천", f"{number}") for number in range(400)}
    )
    inbox = module.Inbox(window, window.store.path, [folder], window.jobs)
    inbox.open()
    assert inbox.accept_button.text() == "Import all"
    with qtbot.waitSignal(window.jobs.ended, timeout=20_000):
        inbox.reject()
    assert not window.jobs.running
