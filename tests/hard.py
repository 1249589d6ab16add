"""A project whose marks are hard to export: emoji, decomposed sources, line breaks in marks, Korean labels, all that overlaps."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from tests.projects import run

KOREAN = (
    "😀 서울시, 스마트 도시 시범 사업 시작\n\n"
    "서울시는 15일 오세훈 시장이 “시민 불편을 줄이겠다”며 수요응답형 버스 👨‍👩‍👧 를\n"
    "시범 운행한다고 밝혔다. 버스는 하루 40회 다닌다.\n"
    '가람테크㈜가 만든 ‘길잡이’ 시스템은 =1+1 처럼 간단하다\u2028고 한다. <b>&amp;</b> "따옴표"\t끝.\n\n저작권자 © 가람뉴스'
)
ENGLISH = (
    "Daegu opens a smart water platform 🎉\n\n"
    'The city of Daegu, led by Mayor Jane Doe, opened\na platform. Jane Doe said: "It\'s ours & yours" | 100% <ok>.\n'
    "Doe left. The  platform   warns\u00a0of leaks."
)
LONG = "긴 기사의 첫 문장이다. 둘째 문장도 있다. " * 40


def _span(text: str, quote: str, nth: int = 0) -> dict[str, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return {"start": start, "end": start + len(quote)}


def _mention(
    text: str, quote: str, type: str, entity: str | None = None, nth: int = 0, **more: object
) -> dict[str, object]:
    return {**_span(text, quote, nth), "quote": quote, "type": type, "entity": entity, "state": "accepted", **more}


def _tag(text: str, quote: str, tag: str, note: str = "", annotator: str = "김주석") -> dict[str, object]:
    return {**_span(text, quote), "quote": quote, "tag": tag, "note": note, "annotator": annotator}


def records() -> list[dict[str, object]]:
    """Give the articles as native records; the first one decomposed (NFD), offsets and all."""
    korean: dict[str, object] = {
        "source": "ko/하나.txt", "language": "ko", "title": "서울시, 스마트 도시 시범 사업 시작", "outlet": "가람뉴스",
        "authors": ["홍길동"], "published": "2021-03-24T09:49", "url": "https://example.com/ko/1?a=1&b=2",
        "keywords": ["버스", "스마트시티"], "status": "done", "text": KOREAN,
        "parts": [
            {"role": "headline", **_span(KOREAN, "😀 서울시, 스마트 도시 시범 사업 시작")},
            {"role": "body", "start": KOREAN.index("서울시는"), "end": KOREAN.index("\n\n저작권자")},
            {"role": "boilerplate", **_span(KOREAN, "저작권자 © 가람뉴스")},
        ],
        "mentions": [
            _mention(KOREAN, "서울시", "place", "서울시"),
            _mention(KOREAN, "서울시", "place", "서울시", 1),
            _mention(KOREAN, "15일", "date", value="2021-03-15"),
            _mention(KOREAN, "오세훈", "person", "오세훈"),
            _mention(KOREAN, "오세훈 시장", "person", "오세훈", state="suggested", score=0.5),
            _mention(KOREAN, "가람테크㈜", "organisation", "가람테크"),
            _mention(KOREAN, "길잡이", "system", "길잡이", state="rejected"),
        ],
        "tags": [
            {"tag": "범위/국내", "note": "기사 전체", "annotator": "김주석"},
            {"tag": "stance", "note": "", "annotator": "Second, \"Annotator\""},
            _tag(KOREAN, "버스 👨‍👩‍👧 를\n시범 운행", "시스템/교통 수단", "줄바꿈 | 안의\n메모 👍"),
            _tag(KOREAN, "수요응답형 버스", "시스템/교통 수단/버스", "=1+1"),
            _tag(KOREAN, "👨‍👩‍👧", "시스템", annotator="Second, \"Annotator\""),
            _tag(KOREAN, "\n시범 ", "stance"),
            _tag(KOREAN, "=1+1 처럼 간단하다\u2028고", "systems/energy"),
            _tag(KOREAN, "<b>&amp;</b> \"따옴표\"\t끝.", "systems/energy"),
        ],
        "notes": [{"text": "첫 줄\n둘째 줄, \"인용\"", "annotator": "김주석"}],
        "relations": [
            {"subject": "오세훈", "predicate": "시장이다", "object": "서울시", **_span(KOREAN, "서울시는 15일 오세훈 시장"),
             "quote": "서울시는 15일 오세훈 시장", "state": "accepted"},
            {"subject": "가람테크", "predicate": "built", "object": "길잡이", **_span(KOREAN, "가람테크㈜가 만든 ‘길잡이’"),
             "quote": "가람테크㈜가 만든 ‘길잡이’", "state": "accepted"},
        ],
    }  # fmt: skip
    english: dict[str, object] = {
        "source": "en/two.txt", "language": "en", "title": "Daegu opens a smart water platform", "outlet": "Example Times",
        "authors": ["Jane Roe", "J. Q. Public"], "published": "2021-04", "text": ENGLISH, "status": "started",
        "mentions": [
            _mention(ENGLISH, "Daegu", "place", "Daegu"),
            _mention(ENGLISH, "The city of Daegu", "organisation", "Daegu Metropolitan City"),
            _mention(ENGLISH, "Daegu", "place", "Daegu", 1),
            _mention(ENGLISH, "Jane Doe", "person", "Jane Doe"),
            _mention(ENGLISH, "Jane Doe", "person", "Jane Doe", 1, state="suggested", score=0.9),
        ],
        "tags": [_tag(ENGLISH, "opened\na platform", "systems/energy", "over a line", "Second, \"Annotator\""),
                 {"tag": "stance", "note": "", "annotator": "김주석"}],
        "relations": [{"subject": "Jane Doe", "predicate": "leads", "object": "Daegu Metropolitan City",
                       **_span(ENGLISH, "The city of Daegu, led by Mayor Jane Doe"),
                       "quote": "The city of Daegu, led by Mayor Jane Doe", "state": "accepted"}],
    }  # fmt: skip
    plain: list[dict[str, object]] = [
        {"source": f"plain/{n}.txt", "text": f"{LONG} {n}째 기사다.", "language": "ko", "published": f"2020-0{n}-01"}
        for n in range(1, 6)
    ]
    return [korean, english, *plain]


def _decomposed(record: dict[str, object]) -> dict[str, object]:
    """Give a record with its text in NFD, and every offset moved to it."""
    text = str(record["text"])

    def moved(value: object) -> object:
        if isinstance(value, list):
            return [moved(each) for each in value]
        if isinstance(value, dict):
            value = {key: moved(each) for key, each in value.items() if key != "quote"}
            for key in ("start", "end"):
                if key in value:
                    value[key] = len(unicodedata.normalize("NFD", text[: value[key]]))
        return value

    return {**{key: moved(value) for key, value in record.items()}, "text": unicodedata.normalize("NFD", text)}


def build_hard(folder: Path) -> Path:
    """Make the project, with a codebook and links of its entities to other catalogues."""
    from store import create_project, import_paths

    path = folder / "hard.galpi"
    first, *others = records()
    lines = [json.dumps(each, ensure_ascii=False) for each in (_decomposed(first), *others)]
    (folder / "hard.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    with create_project(path) as store:
        for tag in ("시스템/교통 수단/버스", "systems/energy", "범위/국내", "stance"):
            store.codebook.add(tag)
        report = run(import_paths(path, [folder / "hard.jsonl"], recognize=False))
        assert not report.failed, report.failed
        store.codebook.define(store.codebook.find("stance").id, definition="Für | wider\n입장")
        store.db.conn.execute(
            "update entity set external = ? where name = '서울시'", (json.dumps({"Wikidata": "Q8684"}),)
        )
    return path
