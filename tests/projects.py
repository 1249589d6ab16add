"""A small project to test on, and how its tables are looked at and compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from store.steps import finished as run

if TYPE_CHECKING:
    from store import Store
    from store.records import ImportReport, MarkedArticle


ARTICLES = {
    "ko/bus.txt": """가람뉴스
대구시, 수요응답형 버스 시범 운행 시작
입력 2022-03-04 09:30
기사공유 페이스북 트위터
대구시는 4일 교통 소외 지역에 수요응답형 버스를 시범 운행한다고 밝혔다. 버스는 하루 40회 다닌다.
시민은 휴대전화로 버스를 부르고 가까운 정류장에서 탄다. 대구시는 올해 말까지 노선을 넓힐 계획이다.
홍길동 기자 hong@example.com
저작권자 © 가람뉴스 무단전재 및 재배포 금지
""",
    "ko/fair.txt": """스마트 도시 박람회, 부산에서 사흘간 열려
2021.09.15 14:00
부산시는 15일 벡스코에서 스마트 도시 박람회를 열었다고 밝혔다. 국내외 120개 기업이 참가했다.
참가 기업은 자율주행 셔틀과 😀 웃는 얼굴을 알아보는 안내 로봇을 선보였다. 박람회는 17일까지 이어진다.
#스마트시티 #박람회
""",
    "ko/copy/wire.txt": """스마트 도시 박람회, 부산에서 사흘간 열려
2021.09.15 14:00
부산시는 15일 벡스코에서 스마트 도시 박람회를 열었다고 밝혔다. 국내외 120개 기업이 참가했다.
참가 기업은 자율주행 셔틀과 😀 웃는 얼굴을 알아보는 안내 로봇을 선보였다. 박람회는 17일까지 이어진다.
#스마트시티 #박람회
""",
    "en/water.txt": """Daegu opens a smart water platform for small factories

By Jane Example
Published: May 2, 2023

The city of Daegu opened a smart water platform on Tuesday that shows small factories how much they use. It was built
with sensors on 300 pipes. The platform warns of a leak within ten minutes.
Engineers said the system would be offered to other cities in Korea next year.

Copyright 2023 Example Times. All rights reserved.
""",
    "en/untitled.txt": (
        "Seoul will test quiet delivery robots in three districts from the autumn, the city said in a notice. "
        "Each robot carries up to thirty kilograms and stops for people who cross its way.\n"
        "The trial ends in December, and residents may report problems by telephone.\n"
    ),
    "lamp.txt": """가로등\u2028이 스스로 밝기를 바꾼다
인천시는 보행자가 지나갈 때만 밝아지는 가로등을 송도에 세웠다고 밝혔다. 전기는 반으로 줄었다.
가로등에는 대기 질을 재는 장치도 달려 있다. 시는 내년에 200개를 더 세운다.
""",
}
"""The articles of the project by the path of their file: own sentences, in the shapes of scraped pages."""

TAGS = ("systems/mobility", "systems/energy", "scope/out of scope", "stance")


def write_articles(folder: Path, articles: dict[str, str] = ARTICLES) -> Path:
    """Write the files of the articles under a folder and give it."""
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def build_project(folder: Path) -> Path:
    """Make the small project: articles imported and recognised, and a codebook of six tags."""
    from store import create_project

    path = folder / "small.galpi"
    with create_project(path) as store:
        for tag in TAGS:
            store.codebook.add(tag)
    report = bring(path, write_articles(folder / "articles"))
    assert report.imported == len(ARTICLES)
    assert not report.failed
    return path


def bring(project: Path, *paths: Path, recognize: bool = True) -> ImportReport:
    """Import files and folders to the end and give the report."""
    from store import import_paths

    return run(import_paths(project, paths, recognize=recognize))


def article_of(store: Store, source: str) -> MarkedArticle:
    """Give the marked article that came from this source."""
    row = store.db.conn.execute(
        "select id from article where source = ? and removed = 0 order by id desc", (source,)
    ).fetchone()
    assert row is not None, source
    return store.marked.get(row[0])


def span_of(marked: MarkedArticle, quote: str) -> tuple[int, int]:
    """Give the span of the first place where an article says `quote`."""
    start = marked.article.text.index(quote)
    return start, start + len(quote)


def dump(store: Store, *, tables: Iterable[str] | None = None) -> dict[str, list[tuple[object, ...]]]:
    """Give all rows of the journaled tables and of the texts, to compare two states of a project."""
    from store.schema import JOURNALED

    names = [*JOURNALED, "article_text"] if tables is None else list(tables)
    return {
        name: store.db.conn.execute(
            f"select * from {name} order by {'article' if name == 'article_text' else 'id'}"
        ).fetchall()
        for name in names
    }


def bring_proved(store: Store, *paths: Path, kind: str | None = None) -> ImportReport:
    """Import files and folders without recognition, prove that all marks quote their texts, and give the report."""
    from store import import_paths

    report = run(import_paths(store.path, paths, recognize=False, kind=kind))
    assert_spans_quote(store)
    return report


def assert_spans_quote(store: Store) -> None:
    """Prove that each mention and each tagged passage quotes the text of its article, and that `check` agrees."""
    from store import check

    for table in ("mention", "tagging"):
        for number, text, start, end, quote in store.db.conn.execute(
            f'select m.id, t.text, m.start, m."end", m.quote from {table} m join article_text t on t.article = m.article'
            " where m.start is not null"
        ):
            assert text[start:end] == quote, (table, number)
    assert check(store) == ()
