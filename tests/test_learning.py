"""Learning over a project: what was marked is learned, shown with its own precision and recall, and offered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store, UserError, create_project, learning, open_project, recognize, recognizing
from store.learning import is_stale, learn
from store.recognition.learned import tagging
from store.recognition.learned.morphemes import available, edition
from tests.projects import assert_spans_quote, bring, dump, run

_NAMES = (
    "Arvel",
    "Bremsa",
    "Cordun",
    "Dalvik",
    "Estera",
    "Fonsel",
    "Gurdan",
    "Hestor",
    "Ilvana",
    "Jorrek",
    "Kelvas",
    "Lomund",
)
_SHAPES = (
    "The robot {0} sweeps the hall of the station every night.",
    "Visitors met the robot {0} near the gate on Monday.",
    "A child asked the robot {0} for the way.",
    "Nobody saw how the robot {0} left the hall.",
)
MARKED, ALL = 24, 40


def _sentence(number: int) -> str:
    return _SHAPES[number % 4].format(_NAMES[number % len(_NAMES)] + "abcde"[number % 5])


@pytest.fixture
def robots(tmp_path: Path) -> Iterator[Store]:
    """A project of forty short articles, in 24 of which the name of the robot is accepted as one of a type of her own."""
    folder = tmp_path / "robots"
    folder.mkdir()
    for number in range(ALL):
        text = f"Robots of the station, day {number}\n\n{_sentence(number)} It cost $300 in May 2021.\n"
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    path = tmp_path / "robots.galpi"
    create_project(path).close()
    bring(path, folder)
    store = open_project(path)
    for article in store.search.ids("", sort="id")[:MARKED]:
        start, end = _robot(store, article)
        store.mentions.add(article, start, end, type="robot")
    yield store
    store.close()


def _robot(store: Store, article: int) -> tuple[int, int]:
    text = store.articles.text(article)
    start = text.index("robot ") + len("robot ")
    return start, min(text.find(mark, start) for mark in " ." if text.find(mark, start) > 0)


def _offered(store: Store, kind: str) -> dict[int, list[tuple[int, int]]]:
    return {
        article: [(m.start, m.end) for m in store.mentions.of(article, states=["suggested"]) if m.type == kind]
        for article in store.search.ids("", sort="id")[MARKED:]
    }


def test_what_was_marked_is_offered_in_new_articles(robots: Store) -> None:
    report = run(recognize(robots.path, learn=True))
    assert report.taught
    assert report.learned is not None
    assert report.learned.trusted
    assert (report.learned.articles, report.learned.mentions) == (MARKED, MARKED)
    assert [score.type for score in report.learned.types] == ["robot"]
    assert report.learned.overall.f1 > 0.8
    assert report.learned.patterns.f1 == 0
    found = _offered(robots, "robot")
    right = sum(spans == [_robot(robots, article)] for article, spans in found.items())
    assert right >= 0.8 * len(found)
    learned = [m for article in found for m in robots.mentions.of(article) if m.type == "robot"]
    assert {(m.state, m.origin) for m in learned} == {("suggested", "learned")}
    assert all(m.score is not None and 0.3 < m.score <= 1 for m in learned)
    assert_spans_quote(robots)


def test_types_without_marks_stay_as_the_patterns_give_them(robots: Store) -> None:
    before = {kind: _offered(robots, kind) for kind in ("date", "amount")}
    assert any(before["date"].values())
    assert any(before["amount"].values())
    run(recognize(robots.path, learn=True))
    assert {kind: _offered(robots, kind) for kind in before} == before


def test_learning_and_recognizing_again_change_nothing(robots: Store) -> None:
    first = run(recognize(robots.path, learn=True)).learned
    before, model = dump(robots), robots.learned.model()
    second = run(recognize(robots.path, learn=True)).learned
    assert dump(robots) == before
    assert robots.learned.model() == model
    assert first is not None
    assert second is not None
    assert (first.overall, first.types) == (second.overall, second.types)
    report = run(recognize(robots.path))
    assert dump(robots) == before
    assert not report.taught
    assert report.learned is not None


def test_what_is_rejected_is_not_offered_there_again(robots: Store) -> None:
    run(recognize(robots.path, learn=True))
    article, spans = next((article, spans) for article, spans in _offered(robots, "robot").items() if spans)
    mention = next(m for m in robots.mentions.of(article) if m.type == "robot")
    robots.mentions.reject([mention.id])
    run(recognize(robots.path, learn=True))
    assert _offered(robots, "robot")[article] == []
    robots.journal.undo()
    run(recognize(robots.path, learn=True))
    assert len(_offered(robots, "robot")[article]) == len(spans)


def test_accepting_what_was_learned_is_one_step_that_undo_takes_back(robots: Store) -> None:
    run(recognize(robots.path, learn=True))
    ids = robots.mentions.where("", type="robot", state="suggested")
    before = dump(robots, tables=["mention"])
    robots.mentions.accept(ids)
    assert is_stale(robots)
    robots.journal.undo()
    assert dump(robots, tables=["mention"])["mention"] == before["mention"]
    assert not is_stale(robots)


def test_what_is_not_trusted_is_not_used(robots: Store) -> None:
    report = run(learn(robots.path))
    assert not report.trusted
    assert run(recognize(robots.path)).learned is None
    assert not any(_offered(robots, "robot").values())
    robots.learned.trust()
    assert run(recognize(robots.path)).learned is not None
    assert any(_offered(robots, "robot").values())
    robots.learned.trust(wanted=False)
    run(recognize(robots.path))
    assert not any(_offered(robots, "robot").values())


def test_too_few_marks_are_told_and_change_nothing(project: Store) -> None:
    project.mentions.accept(project.mentions.where("")[:2])
    before = dump(project)
    with pytest.raises(UserError, match="too little to learn from"):
        run(recognize(project.path, learn=True))
    assert dump(project) == before
    assert project.learned.report() is None
    with pytest.raises(UserError, match="Nothing was learned"):
        project.learned.trust()


def test_a_type_with_few_marks_is_told_of_and_left_to_the_patterns(robots: Store) -> None:
    articles = robots.search.ids("", sort="id")
    date = next(m for m in robots.mentions.of(articles[0]) if m.type == "date")
    robots.mentions.accept([date.id])
    text = robots.articles.text(articles[1])
    start = text.index("station")
    robots.mentions.add(articles[1], start, start + len("station"), type="building")
    before = _offered(robots, "date")
    report = run(recognize(robots.path, learn=True)).learned
    assert report is not None
    assert {each.type: each.marked for each in report.wanting} == {"building": 1, "date": 1}
    assert [score.type for score in report.types] == ["robot"]
    assert _offered(robots, "date") == before
    assert not any(_offered(robots, "building").values())


def test_what_is_found_everywhere_and_never_accepted_is_offered_no_more(robots: Store) -> None:
    for article in robots.search.ids("", sort="id")[MARKED : MARKED + 4]:
        robots.mentions.add(article, *_robot(robots, article), type="robot")
    report = run(recognize(robots.path, learn=True)).learned
    assert report is not None
    assert {"amount", "date"} <= set(report.passed_over)
    assert not any(_offered(robots, "date").values())


def test_learning_can_be_stopped(robots: Store) -> None:
    steps = learn(robots.path)
    assert next(steps).label == "Learning"
    steps.close()
    assert robots.learned.report() is None


@pytest.fixture
def korean(tmp_path: Path) -> Iterator[Store]:
    """A project of 24 short Korean articles, in 20 of which the name of the robot is accepted."""
    folder = tmp_path / "korean"
    folder.mkdir()
    names = ("보람", "새봄", "한별", "가온", "다솜", "누리", "아라", "미르")
    for number in range(24):
        name = names[number % 8] + "12345678"[number // 8] + "호"
        (folder / f"{number:02}.txt").write_text(
            f"역의 로봇 {number}번째 소식\n\n로봇 {name}는 밤마다 역을 청소한다.\n", "utf-8"
        )
    path = tmp_path / "korean.galpi"
    create_project(path).close()
    bring(path, folder)
    with open_project(path) as store:
        for article in store.search.ids("", sort="id")[:20]:
            text = store.articles.text(article)
            start = text.rindex("로봇 ") + 3
            store.mentions.add(article, start, text.index("호", start) + 1, type="robot")
        yield store


def _korean_robots(store: Store) -> int:
    return sum(m.type == "robot" for a in store.search.ids("", sort="id")[20:] for m in store.mentions.of(a))


@pytest.mark.skipif(not available(), reason="kiwipiepy is not installed")
def test_with_kiwi_names_are_told_from_their_particles(korean: Store) -> None:
    report = run(recognize(korean.path, learn=True)).learned
    assert report is not None
    assert report.morphemes
    assert report.edition == edition()
    assert _korean_robots(korean)
    assert_spans_quote(korean)
    model = korean.learned.model()
    run(recognize(korean.path, learn=True))
    assert korean.learned.model() == model


@pytest.mark.skipif(not available(), reason="kiwipiepy is not installed")
def test_with_another_kiwi_the_syllables_alone_are_heard(korean: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    run(learn(korean.path, trust=True))
    run(recognize(korean.path))
    assert not is_stale(korean)
    for module in (learning, recognizing, tagging):
        monkeypatch.setattr(module, "edition", lambda: "0.1 0.1")
    assert is_stale(korean)
    report = run(recognize(korean.path))
    assert report.up_to_date == 0
    assert _korean_robots(korean)
    assert_spans_quote(korean)


def test_what_is_learned_anew_waits_beside_what_is_trusted(robots: Store) -> None:
    run(learn(robots.path, trust=True))
    model, first = robots.learned.model(), robots.learned.used()
    article = robots.search.ids("", sort="id")[MARKED]
    robots.mentions.add(article, *_robot(robots, article), type="robot")
    run(learn(robots.path))
    assert robots.learned.model() == model
    assert robots.learned.used() == first
    waiting = robots.learned.waiting()
    assert waiting is not None
    assert not waiting.trusted
    assert waiting.mentions == MARKED + 1
    assert robots.learned.report() == waiting
    assert not is_stale(robots)
    robots.learned.trust()
    used = robots.learned.used()
    assert used is not None
    assert used.mentions == MARKED + 1
    assert robots.learned.waiting() is None
    assert robots.learned.model() != model


def test_what_is_trusted_no_more_waits_until_it_is_again(robots: Store) -> None:
    run(learn(robots.path, trust=True))
    model = robots.learned.model()
    robots.learned.trust(wanted=False)
    assert robots.learned.model() is None
    assert robots.learned.waiting() is not None
    robots.learned.trust()
    assert robots.learned.model() == model


def test_a_project_made_before_keeps_what_it_learned_and_whether_it_is_trusted(tmp_path: Path) -> None:
    for trusted in (0, 1):
        path = tmp_path / f"{trusted}.galpi"
        with create_project(path) as store:
            connection = store.db.conn
            connection.execute("drop table learned_since")
            connection.execute("delete from _sqlite_migrations where name = 'create_learned_since'")
            connection.execute(
                "insert into learned(id, version, at, fingerprint, trusted, report, model) values (1, 1, '', '', ?, '{}', x'00')",
                (trusted,),
            )
            connection.commit()
        with open_project(path) as store:
            count = "select (select count(*) from learned), (select count(*) from learned_since)"
            assert store.db.conn.execute(count).fetchone() == (trusted, 1 - trusted)
