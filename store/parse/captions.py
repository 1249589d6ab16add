"""Captions that only their neighbours give away: doubled lines, and lines beside a credit."""

from __future__ import annotations

from collections.abc import Sequence

from store.parse.kinds import Kind
from store.parse.lines import Line, words

_PROSE = (Kind.SENTENCE, Kind.LONG, Kind.SHORT, Kind.CAPTION)
_POSES = ("모습", "있다", "있다.", "있는 모습", "모습.", "장면", "장면.", "전경", "전경.", "조감도", "기념촬영", "사진")
_SHOWN = ("모습", "화면", "전경", "조감도", "개념도", "구성도", "포스터", "기념촬영")
_LIMIT = 400


def with_captions(lines: Sequence[Line], kinds: Sequence[Kind]) -> list[Kind]:
    """Return the kinds with captions marked: a line repeated at once near a credit, or one that a credit follows."""
    result = list(kinds)
    for index, line in enumerate(lines):
        if len(line.text) > _LIMIT or result[index] not in _PROSE:
            continue
        if index + 1 < len(lines) and len(line.text) >= 10 and _bare(lines[index + 1].text) == _bare(line.text):
            # Alternative text and caption. A headline is doubled too, but never as a sentence and never credited.
            marked = lines[index + 1].text != line.text or lines[index + 1].indent != line.indent
            if marked or line.ends_sentence or _credit_near(lines, result, index + 1):
                result[index] = result[index + 1] = Kind.CAPTION
        elif _is_beside_credit(lines, result, index) or _only_shows(result, index, line):
            result[index] = Kind.CAPTION
    return result


def _bare(text: str) -> str:
    """Return a line without the marks and brackets in which a caption is repeated."""
    return text.strip(" \t\u00a0<>[]()【】▲△▼◀▶.·")


def _credit_near(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Say whether one of the two lines after `index` credits a picture or offers to enlarge it."""
    following = range(index + 1, min(index + 3, len(lines)))
    return any(kinds[other] is Kind.CREDIT or "보기" in lines[other].text for other in following)


def _only_shows(kinds: Sequence[Kind], index: int, line: Line) -> bool:
    """Say whether a line names what a picture shows and stands where no headline can: behind other prose."""
    shows = kinds[index] is Kind.LONG and line.text.endswith(_SHOWN)
    return shows and any(kind in (Kind.LONG, Kind.SENTENCE) for kind in kinds[max(0, index - 6) : index])


def _is_beside_credit(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Say whether the next line, with no blank between, is a credit and this one reads as what a picture shows."""
    if index + 1 >= len(lines) or kinds[index + 1] is not Kind.CREDIT or lines[index + 1].gap:
        return False
    text = lines[index].text
    if len(text) > 200 or text.count("다. ") > 0 or len(words(text)) < 2:
        return False
    posed = text.rstrip(".").endswith(tuple(pose.rstrip(".") for pose in _POSES))
    before_gap = lines[index].gap > 0 or index == 0
    return posed or before_gap or kinds[index] is not Kind.SENTENCE
