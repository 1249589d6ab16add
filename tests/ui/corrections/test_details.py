"""Key m: what is known of an article is put right in a form that says what is wrong, and where it stands in the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from store.records import Article
from tests.projects import article_of
from tests.ui.waiting import when_open
from ui.corrections.fields import line_of, typed
from ui.dialogs import article_fields
from ui.dialogs.article_fields import ArticleFields, FieldEdit
from ui.dialogs.overtaken import TwoTexts
from ui.main_window import MainWindow

TEXT = """골목에 새 등이 켜졌다
입력 2022-03-04 09:30  수정 2022-03-05 11:00
시는 골목마다 등을 달았다고 밝혔다.
글 나하늘·김바다 기자
"""
ARTICLE = Article(
    id=7, uid="u", source="a.txt", sha256="", language="ko", title="골목에 새 등이", title_derived=True, subtitle=None,
    outlet="한빛저널", authors=("나하늘", "김바다"), published="2022-03-04T09:30", updated=None, url=None, keywords=(),
    status="untagged", text=TEXT, parts=(),
)  # fmt: skip


def shown(qtbot: QtBot, *articles: Article, **options: str) -> ArticleFields:
    dialog = ArticleFields(None, articles or (ARTICLE,), **options)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("published", "2022-03-04T09:30", 2),
        ("published", "2022-03-05T11:00", None),
        ("updated", "2022-03-05T11:00", 2),
        ("authors", "나하늘, 김바다", 4),
        ("title", "골목에  새 등이", None),
        ("title", "골목에 새 등이 켜졌다", 1),
        ("outlet", "한빛저널", None),
        ("keywords", ",", None),
        ("language", "ko", None),
        ("published", "", None),
    ],
)
def test_the_line_is_found_that_says_a_value(field: str, value: str, line: int | None) -> None:
    found = line_of(TEXT, field, value)
    assert (found and found[0]) == line


def test_lists_are_written_with_commas() -> None:
    assert typed("authors", " 나하늘, 김바다 ;박산") == ("나하늘", "김바다", "박산")
    assert typed("keywords", " ") == ()
    assert typed("title", " a, b ") == "a, b"


def test_only_what_was_changed_comes_out(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    assert not dialog.accept_button.isEnabled()
    dialog.fields["outlet"].edit.setText("누리신문")
    dialog.fields["authors"].edit.setText("나하늘")
    dialog.fields["published"].edit.setText("2022년 3월 4일")
    dialog.fields["updated"].edit.setText("  ")
    assert dialog.edits() == (
        FieldEdit(field="authors", value=("나하늘",)),
        FieldEdit(field="outlet", value="누리신문"),
        FieldEdit(field="published", value="2022-03-04"),
    )
    assert "authors, outlet and published" in dialog.message.text()


def test_what_is_no_date_or_language_is_said_and_cannot_be_saved(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.fields["published"].edit.setText("어제")
    assert "is no date" in dialog.message.text()
    assert not dialog.accept_button.isEnabled()
    dialog.fields["published"].edit.setText("2022-03")
    dialog.fields["language"].edit.setText("korean")
    assert "is no language" in dialog.message.text()
    dialog.fields["language"].edit.setText("en")
    assert dialog.accept_button.isEnabled()


def test_a_derived_title_is_none_until_one_is_given(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    assert dialog.fields["title"].edit.text() == ""
    assert "골목에 새 등이" in dialog.fields["title"].edit.placeholderText()
    dialog.fields["title"].edit.setText("골목에 새 등이")
    assert dialog.edits() == (FieldEdit(field="title", value="골목에 새 등이"),)


def test_it_says_where_a_value_stands_and_what_was_put_right_before(qtbot: QtBot) -> None:
    dialog = shown(qtbot, corrected=("published",))  # type: ignore[arg-type]
    below = dialog.fields["published"]._below
    assert below.isVisible()
    assert below.toolTip() == "put right by hand · line 2: 입력 2022-03-04 09:30  수정 2022-03-05 11:00"
    assert not dialog.fields["outlet"]._below.isVisible()


def test_it_begins_at_the_field_that_was_pressed(qtbot: QtBot) -> None:
    dialog = shown(qtbot, field="authors")
    assert dialog.focusWidget() is dialog.fields["authors"].edit


def test_several_articles_share_what_they_can_and_keep_what_is_left_empty(qtbot: QtBot) -> None:
    dialog = shown(qtbot, ARTICLE, replace(ARTICLE, id=8, outlet="누리신문"))
    assert "title" not in dialog.fields
    assert dialog.fields["outlet"].edit.text() == ""
    assert "differ" in dialog.fields["outlet"].edit.placeholderText()
    assert not dialog.accept_button.isEnabled()
    dialog.fields["outlet"].edit.setText("한빛저널")
    assert dialog.edits() == (FieldEdit(field="outlet", value="한빛저널"),)


def test_correcting_in_the_window_is_one_step_that_survives(qtbot: QtBot, window: MainWindow) -> None:
    source = "ko/fair.txt"
    article = article_of(window.store, source).article
    window.pane.show_article(article.id)

    def answer(dialog: ArticleFields) -> None:
        dialog.fields["outlet"].edit.setText("한빛저널")
        dialog.fields["keywords"].edit.setText("박람회, 로봇")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    with when_open(ArticleFields, answer):
        window.actions_["details"].trigger()
    corrected = article_of(window.store, source).article
    assert (corrected.outlet, corrected.keywords) == ("한빛저널", ("박람회", "로봇"))
    assert "한빛저널" in window.reader.page.heading.meta.text()
    assert set(window.store.corrections.fields(article.id)) == {"outlet", "keywords"}
    window.actions_["undo"].trigger()
    assert article_of(window.store, source).article == article


def test_a_click_on_the_heading_opens_the_form_at_that_field(qtbot: QtBot, window: MainWindow) -> None:
    window.pane.show_article(article_of(window.store, "ko/bus.txt").article.id)
    meta = window.reader.page.heading.meta
    assert 'href="field:outlet"' in meta.text()
    seen: list[str] = []

    def answer(dialog: ArticleFields) -> None:
        focus = dialog.focusWidget()
        seen.append(focus.objectName() if focus else "")
        dialog.reject()

    with when_open(ArticleFields, answer):
        meta.linkActivated.emit("field:outlet")
    assert seen == ["field_outlet"]


def test_f2_works_in_the_reader_alone(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.reader.page.setFocus()
    with when_open(ArticleFields, lambda dialog: dialog.reject()):
        qtbot.keyClick(window.reader.page, Qt.Key.Key_F2)


def test_ask_gives_nothing_when_it_is_dismissed(qtbot: QtBot) -> None:
    with when_open(ArticleFields, lambda dialog: dialog.reject()):
        assert article_fields.ask(None, [ARTICLE]) is None


def test_another_window_that_corrected_the_same_meanwhile_is_not_written_over(qtbot: QtBot, window: MainWindow) -> None:
    source = "ko/fair.txt"
    article = article_of(window.store, source).article
    window.pane.show_article(article.id)

    def answer(dialog: ArticleFields) -> None:
        with window.store.connect() as other:
            other.articles.correct(article.id, field="outlet", value="한빛일보")
        dialog.fields["outlet"].edit.setText("한빛저널")
        dialog.fields["keywords"].edit.setText("박람회, 로봇")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    asked: list[str] = []

    def choose(dialog: TwoTexts) -> None:
        asked.append(dialog.findChild(QPlainTextEdit, "text_theirs").toPlainText())
        dialog.findChild(QPushButton, "keep_theirs").click()

    with when_open(ArticleFields, answer), when_open(TwoTexts, choose):
        window.actions_["details"].trigger()
    corrected = article_of(window.store, source).article
    assert asked == ["한빛일보"]
    assert (corrected.outlet, corrected.keywords) == ("한빛일보", ("박람회", "로봇"))
