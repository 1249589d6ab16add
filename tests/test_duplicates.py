"""Copies of articles: how they find together, what breaks them up, and what the filters make of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from store import Store, UserError, check
from store.db import create, writing
from store.duplicates import Duplicates
from store.search import Search
from tests.material import shared
from tests.projects import ARTICLES, article_of, bring, write_articles
from tests.shelf import put_article


def made(beginning: str, count: int) -> list[str]:
    return [beginning + chr(0xAC00 + number) for number in range(count)]


WORDS = made("낱", 200)
OTHERS = made("딴", 200)


def changed(words: list[str], share: float = 0.1, *, seed: int = 1) -> list[str]:
    result = list(words)
    for place in random.Random(seed).sample(range(len(words)), round(share * len(words))):
        result[place] = f"바꾼말{chr(0xAC00 + place + 300 * seed)}"
    return result


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty project."""
    opened = create(tmp_path / "copies.galpi")
    yield opened
    opened.close()


@pytest.fixture
def duplicates(db: Database) -> Duplicates:
    """The groups of the empty project."""
    return Duplicates(db)


def put(db: Database, words: list[str], *, title: str | None = None, published: str | None = None) -> int:
    return put_article(db, " ".join(words), title=title, published=published)


def bin_(db: Database, article: int, *, removed: bool = True) -> None:
    db.conn.execute("update article set removed = ? where id = ?", (int(removed), article))


def rewrite(db: Database, duplicates: Duplicates, article: int, words: list[str]) -> None:
    """Give an article another text, as a new version of its source does."""
    text = " ".join(words)
    db.conn.execute("update article_text set text = ? where article = ?", (text, article))
    db.conn.execute("update article set text_sha256 = ? where id = ?", (str(hash(text)), article))
    db.conn.execute('update part set "end" = ? where article = ?', (len(text), article))
    duplicates.feed(article)


def groups(db: Database) -> set[tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for article, group in db.conn.execute("select article, grp from duplicate_group order by article"):
        found.setdefault(group, []).append(article)
    return {tuple(members) for members in found.values()}


def test_copies_find_together(db: Database, duplicates: Duplicates) -> None:
    first = put(db, WORDS)
    alone = put(db, OTHERS)
    same = put(db, WORDS)
    near = put(db, changed(WORDS), title="다른 제목")
    half = put(db, WORDS[:100])
    assert duplicates.of(first) == (same, near, half)
    assert duplicates.of(near) == (first, same, half)
    assert duplicates.of(alone) == ()
    assert duplicates.group(alone) == (alone,)
    assert duplicates.first(alone) == alone
    assert duplicates.group(half) == (first, same, near, half)
    assert duplicates.counts([first, alone, half]) == {first: 3, half: 3}
    assert duplicates.of_several([alone, half]) == {half: (first, same, near)}


def test_byline_caption_and_boilerplate_do_not_count(db: Database, duplicates: Duplicates) -> None:
    body, other = " ".join(WORDS[:40]), " ".join(OTHERS[:40])
    tail, credit = " ".join(OTHERS[40:160]), "가람 기자"

    def put_parts(own: str) -> int:
        return put_article(
            db,
            f"{credit}\n{own}\n{tail}",
            parts=[("byline", credit), ("body", own), ("boilerplate", tail)],
        )

    one, another = put_parts(body), put_parts(other)
    copy = put_article(db, f"{body}\n나루 통신", parts=[("body", body), ("byline", "나루 통신")])
    assert duplicates.group(one) == (one, copy)
    assert duplicates.group(another) == (another,)


def test_a_title_tells_short_bodies_apart(db: Database, duplicates: Duplicates) -> None:
    notice = ["이", "글은", "구독자만", "읽을", "수", "있습니다"]
    one = put(db, [*notice, "1"], title="나루시 새 다리 놓는다")
    other = put(db, [*notice, "2"], title="강변 시장 다시 연다")
    same = put(db, [*notice, "1", "."], title="나루시 새 다리 놓는다")
    assert duplicates.group(one) == (one, same)
    assert duplicates.group(other) == (other,)


def test_the_very_same_text_is_a_copy_whatever_its_title(db: Database, duplicates: Duplicates) -> None:
    one, other = put_article(db, "짧은 글", title="하나"), put_article(db, "짧은 글", title="둘")
    assert duplicates.of(one) == (other,)


def test_unlike_articles_are_not_chained(db: Database, duplicates: Duplicates) -> None:
    """Each version is near the next one, but the last has nothing of the first."""
    versions = [[*WORDS, *OTHERS][start : start + 100] for start in range(0, 300, 25)]
    articles = [put(db, words) for words in versions]
    assert duplicates.of(articles[0])
    for article, words in zip(articles, versions, strict=True):
        for other in duplicates.of(article):
            shared_words = set(words) & set(versions[articles.index(other)])
            assert shared_words, (article, other)
    assert articles[-1] not in duplicates.group(articles[0])
    assert len(groups(db)) > 1


def test_a_better_head_is_elected(db: Database, duplicates: Duplicates) -> None:
    """A brief comes first, then the report that holds it, then a report that left that part out."""
    brief = put(db, WORDS[:60])
    report = put(db, WORDS)
    assert duplicates.group(report) == (brief, report)
    without = put(db, WORDS[60:])
    assert duplicates.group(without) == (brief, report, without)
    assert db.conn.execute("select distinct grp from duplicate_group").fetchall() == [(report,)]
    assert duplicates.of(put(db, changed(WORDS[60:]))) == (brief, report, without)


def test_the_first_is_the_earliest_published(db: Database, duplicates: Duplicates) -> None:
    undated = put(db, WORDS)
    late = put(db, changed(WORDS), published="2021-03-25T08:00")
    early = put(db, changed(WORDS, seed=2), published="2021-03-24")
    unknown = put(db, changed(WORDS, seed=3))
    alone = put(db, OTHERS)
    search = Search(db)
    assert duplicates.group(late) == (early, late, undated, unknown)
    assert {duplicates.first(article) for article in (undated, late, early, unknown)} == {early}
    assert set(search.ids("has:duplicate")) == {undated, late, early, unknown}
    assert set(search.ids("is:duplicate")) == {undated, late, unknown}
    assert set(search.ids("-is:duplicate")) == {early, alone}
    bin_(db, early)
    assert duplicates.first(undated) == late
    assert set(search.ids("is:duplicate")) == {undated, unknown}


def test_articles_in_the_bin_do_not_count_but_keep_their_place(db: Database, duplicates: Duplicates) -> None:
    first, copy = put(db, WORDS), put(db, changed(WORDS))
    search = Search(db)
    bin_(db, first)
    assert duplicates.of(copy) == ()
    assert duplicates.counts([copy]) == {}
    assert search.count("has:duplicate") == search.count("is:duplicate") == 0
    late = put(db, changed(WORDS, seed=2))
    assert duplicates.group(late) == (copy, late)
    bin_(db, first, removed=False)
    assert duplicates.group(late) == (first, copy, late)


def test_feeding_again_changes_nothing(db: Database, duplicates: Duplicates) -> None:
    articles = [put(db, WORDS), put(db, changed(WORDS)), put(db, OTHERS)]
    before = list(db.conn.iterdump())
    written = db.conn.total_changes
    for article in articles:
        duplicates.feed(article)
    assert db.conn.total_changes == written
    assert list(db.conn.iterdump()) == before


def test_a_new_version_leaves_its_group_and_comes_back(db: Database, duplicates: Duplicates) -> None:
    first, second, third = put(db, WORDS), put(db, changed(WORDS)), put(db, changed(WORDS, seed=2))
    rewrite(db, duplicates, first, OTHERS)
    assert duplicates.group(first) == (first,)
    assert duplicates.group(second) == (second, third)
    rewrite(db, duplicates, third, OTHERS)
    assert duplicates.group(third) == (first, third)
    assert duplicates.group(second) == (second,)
    rewrite(db, duplicates, first, WORDS)
    assert groups(db) == {(first, second)}


def test_forgetting_leaves_no_trace(db: Database, duplicates: Duplicates) -> None:
    empty = list(db.conn.iterdump())
    articles = [put(db, words) for words in (WORDS, WORDS, changed(WORDS), WORDS[:100], OTHERS, OTHERS)]
    for article in articles:
        duplicates.forget(article)
    assert groups(db) == set()
    for table in ("article", "article_text", "part", "indexed"):
        db.conn.execute(f"delete from {table}")
    db.conn.execute("insert into article_fts(article_fts) values ('delete-all')")
    left = [line for line in db.conn.iterdump() if "sqlite_sequence" not in line and "article_fts" not in line]
    assert left == [line for line in empty if "sqlite_sequence" not in line and "article_fts" not in line]


def test_the_head_of_many_same_ones_may_go(db: Database, duplicates: Duplicates) -> None:
    articles = [put(db, WORDS) for _ in range(5)]
    duplicates.forget(articles[0])
    assert duplicates.group(articles[4]) == tuple(articles[1:])
    assert duplicates.of(put(db, changed(WORDS))) == tuple(articles[1:])


def test_an_article_that_is_gone_is_forgotten(db: Database, duplicates: Duplicates) -> None:
    first, copy = put(db, WORDS), put(db, WORDS)
    db.conn.execute("delete from article where id = ?", (first,))
    db.conn.execute("delete from article_text where article = ?", (first,))
    duplicates.feed(first)
    assert duplicates.group(copy) == (copy,)
    assert groups(db) == set()


def test_near_copies_leave_no_anchors(db: Database, duplicates: Duplicates) -> None:
    """A text that is copied ten thousand times takes the room of one."""
    put(db, WORDS)
    anchors = db.conn.execute("select count(*) from duplicate_anchor").fetchone()[0]
    for seed in range(5):
        put(db, changed(WORDS, 0.02, seed=seed))
    assert db.conn.execute("select count(*) from duplicate_anchor").fetchone()[0] == anchors > 0


def test_rebuilding_gives_the_same_groups(db: Database, duplicates: Duplicates) -> None:
    for seed in range(3):
        put(db, changed(WORDS, seed=seed))
        put(db, changed(OTHERS, seed=seed))
        put(db, made(f"별{seed}", 50))
    before = groups(db)
    assert len(before) == 2
    steps = list(duplicates.rebuild(everything=True))
    assert (steps[-1].done, steps[-1].total) == (9, 9)
    assert groups(db) == before
    assert list(duplicates.rebuild()) == []


def test_an_old_version_is_made_anew(db: Database, duplicates: Duplicates) -> None:
    first, copy = put(db, WORDS), put(db, changed(WORDS))
    db.conn.execute("update duplicate_sketch set version = 0, shingles = x'00000000'")
    db.conn.execute("delete from duplicate_group")
    assert duplicates.stale() == 2
    duplicates.feed(first)
    assert duplicates.stale() == 2
    assert list(duplicates.rebuild())
    assert duplicates.stale() == 0
    assert duplicates.group(first) == (first, copy)


def test_rebuilding_may_be_stopped(db: Database, duplicates: Duplicates) -> None:
    with writing(db):
        articles = [put(db, made(chr(0xAC00 + number), 20)) for number in range(250)]
        articles.append(put(db, made(chr(0xAC00), 20)))
    steps = duplicates.rebuild(everything=True)
    next(steps)
    steps.close()
    assert duplicates.stale() == 201
    list(duplicates.rebuild())
    assert duplicates.stale() == 0
    assert groups(db) == {(articles[0], articles[-1])}


def test_groups_go_back_with_their_transaction(db: Database, duplicates: Duplicates) -> None:
    first = put(db, WORDS)

    def fail() -> None:
        with writing(db):
            put(db, WORDS)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert groups(db) == set()
    other = put(db, OTHERS)
    assert duplicates.group(other) == (other,)
    assert duplicates.group(put(db, changed(WORDS)))[0] == first


def test_the_reason_is_told(db: Database, duplicates: Duplicates) -> None:
    words = WORDS[:52]
    one, half = put(db, words, title="제목"), put(db, words[:27])
    other = put(db, [*words[:20], "다른", *words[21:]])
    why = duplicates.why(one, other)
    assert [(each.op, each.before, each.after) for each in why.differences] == [
        ("delete", "제목\n", ""),
        ("equal", " ".join(words[:20]) + " ", " ".join(words[:20]) + " "),
        ("replace", words[20] + " ", "다른 "),
        ("equal", " ".join(words[21:]), " ".join(words[21:])),
    ]
    assert why.similarity == pytest.approx(47 / 54)
    assert why.containment == pytest.approx(47 / 50)
    assert duplicates.why(one, half).containment == 1.0
    with pytest.raises(UserError, match="no article 99"):
        duplicates.why(one, 99)


# In a project


def test_import_groups_what_it_brings(project: Store, tmp_path: Path) -> None:
    wire, fair = (article_of(project, source).article.id for source in ("ko/copy/wire.txt", "ko/fair.txt"))
    assert project.duplicates.of(fair) == (wire,)
    assert [row.duplicates for row in project.articles.rows([fair, wire])] == [1, 1]
    text = ARTICLES["ko/fair.txt"].replace("벡스코에서", "벡스코 전시장에서").replace("#스마트시티 #박람회\n", "")
    report = bring(
        project.path, write_articles(tmp_path / "more", {"again.txt": text + "이몽룡 기자 lee@example.com\n"})
    )
    assert (report.imported, report.duplicates) == (1, 0)
    again = article_of(project, "again.txt")
    assert set(again.duplicates) == {fair, wire}
    assert set(project.search.ids("has:duplicate")) >= {fair, wire, again.article.id}
    assert check(project) == ()


def test_a_corrected_part_is_compared_anew(project: Store, tmp_path: Path) -> None:
    body = (
        "나루시는 강변 산책로에 발걸음 소리를 듣고 밝아지는 등을 세웠다고 밝혔다. 등은 모두 마흔 개이고 밤 열 시부터"
        " 새벽까지 켜진다. 시는 주민이 고장을 알리면 하루 안에 고치겠다고 약속했다.\n"
    )
    files = write_articles(tmp_path / "two", {"one.txt": body, "two.txt": body + " ".join(OTHERS) + "고 밝혔다.\n"})
    bring(project.path, files, recognize=False)
    one, two = (article_of(project, name).article for name in ("one.txt", "two.txt"))
    assert project.duplicates.of(one.id) == ()
    start = two.text.index(OTHERS[0])
    project.articles.set_role(two.id, start, len(two.text), "boilerplate")
    assert project.duplicates.of(one.id) == (two.id,)
    project.journal.undo()
    assert project.duplicates.of(one.id) == ()


def test_check_tells_what_was_not_compared(project: Store, tmp_path: Path) -> None:
    project.db.conn.execute("delete from duplicate_sketch")
    (problem,) = check(project)
    assert problem.sentence == "6 articles are not yet compared with the others; the next import does it."
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    bring(project.path, nothing)
    assert check(project) == ()


# On real articles


def test_real_articles_are_found_again(db: Database, duplicates: Duplicates) -> None:
    """Of general news with one word in ten changed at least 95 in 100 are found, and nothing else is."""
    lines = shared("corpora", "korean", "klue_mrc_articles.jsonl").read_text(encoding="utf-8").split("\n")
    bodies = [json.loads(line)["body"].split() for line in lines if line.strip()][:300]
    bodies = [words for words in bodies if len(words) >= 60]
    others = [word for words in bodies for word in words]
    chance = random.Random(5)
    with writing(db):
        originals = [put(db, words) for words in bodies]
        before = groups(db)
        found = 0
        for original, words in zip(originals, bodies, strict=True):
            variant = [chance.choice(others) if chance.random() < 0.1 else word for word in words]
            copy = put(db, [*chance.choices(others, k=10), *variant])
            found += original in duplicates.of(copy)
    assert found >= 0.95 * len(originals)
    assert all(len(members) == 2 for members in before)
    assert sum(len(members) for members in groups(db)) <= 2 * len(originals)
    assert all(len({(member - 1) % len(originals) for member in members}) <= 2 for members in groups(db))


def test_a_draft_finds_what_it_is_a_copy_of_without_being_stored(project: Store) -> None:
    from dataclasses import replace

    from store.parse import parse_text

    marked = article_of(project, "en/water.txt")
    number, text = marked.article.id, marked.article.text
    before = project.db.conn.total_changes
    exact = project.duplicates.find(parse_text(text))
    assert exact is not None
    assert (exact.article, exact.source, exact.exact, exact.similarity) == (number, "en/water.txt", True, 1.0)
    near = project.duplicates.find(parse_text(text.replace("next year", "in two years").replace("May 2", "May 3")))
    assert near is not None
    assert (near.article, near.exact) == (number, False)
    assert project.duplicates.find(parse_text(text), apart_from=number) is None
    assert project.duplicates.find(replace(parse_text(text), text="Nothing of the kind.", parts=(), title=None)) is None
    assert project.db.conn.total_changes == before
    project.articles.remove([number])
    assert project.duplicates.find(parse_text(text)) is None
