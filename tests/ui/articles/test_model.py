"""The list as Qt sees it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.query.highlight import Snippet
from store.records import ArticleRow
from ui.articles.folding import Fold
from ui.articles.model import PAGE, PAGES, ROW, SNIPPET, ArticleModel


def row(number: int, **other: object) -> ArticleRow:
    """One row of a made-up list."""
    told: dict[str, object] = {
        "id": number, "source": f"{number}.txt", "title": f"기사 {number}", "title_derived": False, "outlet": "가람뉴스",
        "published": "2024-02-19T09:00", "language": "ko", "status": "untagged", "tags": ("systems/mobility",), **other,
    }  # fmt: skip
    return ArticleRow(**told)  # type: ignore[arg-type]


class Rows:
    """Rows read on demand; it remembers what was read."""

    def __init__(self, *, gone: frozenset[int] = frozenset()) -> None:
        self.read: list[list[int]] = []
        self.gone = gone

    def __call__(self, ids: Sequence[int]) -> list[ArticleRow]:
        self.read.append(list(ids))
        return [row(number) for number in ids if number not in self.gone]


def test_it_keeps_qts_rules(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = ArticleModel(Rows())
    model.set_ids(array("q", range(1, 300)), query="")
    qtmodeltester.check(model)
    model.set_ids(array("q"), query="")
    qtmodeltester.check(model)


def test_a_million_rows_cost_one_page(qtbot: QtBot) -> None:
    rows = Rows()
    model = ArticleModel(rows)
    model.set_ids(array("q", range(1_000_000)), query="")
    assert model.rowCount() == 1_000_000
    assert rows.read == []
    assert model.index(700_000, 0).data() == "기사 700000"
    assert model.index(700_001, 0).data() == "기사 700001"
    assert [len(page) for page in rows.read] == [PAGE]


def test_pages_seen_long_ago_are_dropped(qtbot: QtBot) -> None:
    rows = Rows()
    model = ArticleModel(rows)
    model.set_ids(array("q", range(PAGE * (PAGES + 2))), query="")
    for page in range(PAGES + 1):
        model.index(page * PAGE, 0).data()
    model.index(PAGE, 0).data()
    assert len(rows.read) == PAGES + 1
    model.index(0, 0).data()
    assert len(rows.read) == PAGES + 2


def test_the_same_ids_are_no_reset_and_nothing_is_read_again(qtbot: QtBot) -> None:
    rows = Rows()
    model = ArticleModel(rows)
    told: list[str] = []
    model.modelReset.connect(lambda: told.append("reset"))
    model.dataChanged.connect(lambda *_: told.append("data"))
    assert model.set_ids(array("q", [1, 2]), query="")
    model.index(0, 0).data()
    assert not model.set_ids(array("q", [1, 2]), query="")
    assert told == ["reset"]
    assert not model.set_ids(array("q", [1, 2]), query="", folds={1: Fold(copies=1)})
    assert not model.set_ids(array("q", [1, 2]), query="lang:ko", folds={1: Fold(copies=1)})
    assert told == ["reset", "data", "data"]
    model.index(0, 0).data()
    assert len(rows.read) == 1


def test_of_what_is_seen_only_the_rows_that_changed_are_told_of(qtbot: QtBot) -> None:
    titles = {number: f"g{number}" for number in range(5 * PAGE)}
    reads: list[int] = []

    def read(ids: Sequence[int]) -> list[ArticleRow]:
        reads.append(len(ids))
        return [row(number, title=titles[number]) for number in ids if number in titles]

    model = ArticleModel(read)
    model.set_ids(array("q", titles), query="")
    shown = [model.index(place, 0).data() for place in range(5 * PAGE)]
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    titles[0] = titles[PAGE + 3] = "other"
    del titles[2 * PAGE - 1]
    model.refresh(range(PAGE + 1, 2 * PAGE + 1))
    assert told == [(PAGE + 3, PAGE + 3), (2 * PAGE - 1, 2 * PAGE - 1)]
    assert len(reads) == 5 + 2
    assert shown[0] == "g0"
    assert model.index(0, 0).data() == "other"
    model.refresh(range(0))


def test_an_article_that_is_gone_is_an_empty_row(qtbot: QtBot) -> None:
    model = ArticleModel(Rows(gone=frozenset({2})))
    model.set_ids(array("q", [1, 2]), query="")
    assert model.index(1, 0).data(ROW) is None
    assert model.index(1, 0).data() is None


def test_a_row_is_spoken_whole(qtbot: QtBot) -> None:
    model = ArticleModel(lambda ids: [row(1, status="discuss")])
    model.set_ids(array("q", [1]), query="")
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "기사 1, 가람뉴스, 2024-02-19T09:00, to discuss, tags systems/mobility"


def test_snippets_are_wanted_only_while_words_are_searched_and_kept_for_the_filter(qtbot: QtBot) -> None:
    model = ArticleModel(Rows())
    wanted: list[int] = []
    model.snippet_wanted.connect(wanted.append)
    model.set_ids(array("q", [1]), query="lang:ko")
    assert model.index(0, 0).data(SNIPPET) is None
    model.set_ids(array("q", [1]), query="대구")
    assert model.index(0, 0).data(SNIPPET) is None
    assert wanted == [1]
    snippet = Snippet("…대구시는…", ((1, 3),))
    model.put_snippets({1: snippet})
    model.refresh(range(1))
    assert model.index(0, 0).data(SNIPPET) == snippet
    model.set_ids(array("q", [1]), query="부산")
    assert model.index(0, 0).data(SNIPPET) is None
    assert wanted == [1, 1]
