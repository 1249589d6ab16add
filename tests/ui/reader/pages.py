"""Articles, marks and pages for the tests of the reader."""

from __future__ import annotations

from collections.abc import Sequence

from store.records import Article, Mention, Part, Tagging

SHARE = ("페이스북", "트위터", "주소 복사")
TITLE = "한빛시, 버스 정류장에 공기 측정기"
BODY = (
    "한빛시장은 올해 버스 정류장 40곳에 공기 측정기를 단다고 말했다. 😀 측정값은 앱으로 본다.",
    "The city will publish the readings every hour,\u00a0a spokesman said. 𠮷 씨도 함께했다.",
    "측정기는 한빛데이터허브와 이어진다.\u2028시는 내년에\t더 늘린다.",
)
CAPTION = "▲ 새 정류장 [사진=한빛시]"
TAIL = tuple(f"많이 본 뉴스 {number}위 제목이 이렇게 길게 이어진다" for number in range(1, 21))


def lines_of(*stretches: tuple[str, Sequence[str]]) -> tuple[str, tuple[Part, ...]]:
    """Return a text with one line for each string, blank lines between stretches, and its parts."""
    text = ""
    parts: list[Part] = []
    for role, lines in stretches:
        for line in lines:
            parts.append(Part(role=role, start=len(text), end=len(text) + len(line)))
            text += line + "\n"
        text += "\n"
    return text, tuple(parts)


def article(text: str | None = None, parts: Sequence[Part] = (), **changes: object) -> Article:
    """Return an article; without a text, one with every kind of part."""
    if text is None:
        text, parts = lines_of(
            ("boilerplate", SHARE),
            ("headline", (TITLE,)),
            ("dateline", ("2022.05.03 10:20",)),
            ("caption", (CAPTION,)),
            ("body", BODY),
            ("boilerplate", TAIL),
        )
    values: dict[str, object] = {
        "id": 1,
        "uid": "a1",
        "source": "a1.txt",
        "sha256": "",
        "language": "ko",
        "title": TITLE,
        "title_derived": False,
        "subtitle": None,
        "outlet": "한빛저널",
        "authors": ("나하늘",),
        "published": "2022-05-03T10:20",
        "updated": None,
        "url": None,
        "keywords": (),
        "status": "untagged",
        "text": text,
        "parts": tuple(parts),
    }
    return Article(**(values | changes))  # type: ignore[arg-type]


def mention(
    text: str,
    quote: str,
    *,
    id: int = 1,
    type: str = "place",
    state: str = "accepted",
    nth: int = 0,
) -> Mention:
    """Return a mention of the nth place where the text says `quote`."""
    start = find(text, quote, nth=nth)
    return Mention(
        id=id,
        article=1,
        start=start,
        end=start + len(quote),
        quote=quote,
        type=type,
        entity=quote,
        entity_id=id,
        state=state,
        origin="gazetteer",
        score=0.9,
    )


def tagging(text: str, quote: str, *, id: int = 1, tag: int = 1, note: str = "") -> Tagging:
    """Return a tagging of the first place where the text says `quote`."""
    start = find(text, quote)
    return Tagging(
        id=id,
        uid=f"t{id}",
        article=1,
        tag_id=tag,
        tag=f"field/tag {tag}",
        start=start,
        end=start + len(quote),
        quote=quote,
        note=note,
        annotator="ann",
    )


def find(text: str, quote: str, *, nth: int = 0) -> int:
    """Return the code point where `quote` stands for the nth time."""
    at = text.index(quote)
    for _ in range(nth):
        at = text.index(quote, at + 1)
    return at
