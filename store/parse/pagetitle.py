"""The headline of a text that is a whole page, menus and all: signs of wording and place, weighed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from store.parse.kinds import Kind
from store.parse.lines import Line
from store.parse.media import is_medium

_WORD = re.compile(r"[^\W_]+")
_PICTURE = re.compile(
    r"©|\b(?:photos?|foto|bild|image|picture|credit|quelle|getty|reuters|afp|illustration|imago|file|caption|dpa)\b"
    r"|写真|撮影|사진",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"cookie|newsletter|subscri|privacy|advert|javascript|browser|permalink|copyright|opt-out|personal information|log ?in"
    r"|sign ?(?:in|up)|e-?mail|abonn|fehler gefunden|abo\b|app\b|breaking news|you are here|home\b|account|password|https?:"
    r"|whatsapp|facebook",
    re.IGNORECASE,
)
_LOOKED_AT = 60
# Found by conditional logistic regression (the headline against the other lines of its page) on some 250 saved news pages
# of 40 countries, and proved by four-fold cross-validation.
_WEIGHTS = {
    "usual": 1.9, "shared": 1.8, "within": 1.5, "lead": 1.4, "topic": 1.3, "dated_6": 1.2, "colon": 1.1, "after_menu": 0.9,
    "before_sentence": 0.8, "near_8": 0.7, "near_20": 0.6, "dated_3": 0.6, "asks": 0.6, "stems": 0.6, "again": 0.5,
    "after_title": 0.4, "titles_between": 0.3, "before_title": 0.3, "next_long": 0.3, "near_3": 0.2, "bar": -0.2,
    "lower": -0.3, "over_120": -0.3, "caption": -0.4, "titles_before": -0.4, "opens_body": -0.4, "sentence": -0.6,
    "short": -0.6, "dated_before": -0.6, "page": -0.9, "picture": -1.2, "stop": -1.5, "under_20": -1.6, "in_body": -1.7,
}  # fmt: skip
# Set by hand, for saved pages show nothing of it: copied by hand, an article opens with its headline and the date below.
_WEIGHTS["opens_dated"] = 3.0
_ENOUGH = 4.5


def stems(text: str) -> set[str]:
    """Return the beginnings of a text's words, by which inflected forms of one word are the same."""
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if "\uac00" <= word[0] <= "\ud7a3":
            found.add(word[:2])
        elif "\u3040" <= word[0] <= "\u9fff":
            found.update(word[index : index + 2] for index in range(len(word) - 1))
        elif len(word) > 3:
            found.add(word[:5])
    return found


def is_page(lines: Sequence[Line], first: int, last: int) -> bool:
    """Say whether so much stands around the body (lines `first` to before `last`) that the text is a whole page."""
    return len(lines) - (last - first) >= 40


def page_headline(lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int) -> int | None:
    """Return the line that is likeliest the headline, None where none is likely; it may open the body."""
    scored = [(score_of(signs), index) for index, signs in signs_of(lines, kinds, first, last)]
    best = max(scored, default=None)
    return best[1] if best is not None and best[0] > _ENOUGH else None


def score_of(signs: dict[str, float]) -> float:
    """Return the weighed sum of a line's signs."""
    return sum(_WEIGHTS.get(name, 0.0) * value for name, value in signs.items())


def signs_of(lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int) -> list[tuple[int, dict[str, float]]]:
    """Return the lines that could be the headline, each with its signs."""
    topic = set[str]().union(*(stems(line.text[:1_000]) for line in lines[first:last][:_LOOKED_AT]))
    lead = set[str]().union(*(stems(line.text[:600]) for line in lines[first:last][:3]))
    texts = [line.text for line in lines]
    times = Counter(texts)
    found = []
    prose = [kinds[index] in (Kind.LONG, Kind.SENTENCE) for index in range(min(first, len(kinds)))]
    before = 0
    total = sum(prose)
    for index in range(min(first + 3, last, len(lines))):
        if _may_be(lines[index], kinds[index]):
            signs = _wording(lines[index].text, kinds[index], topic, lead)
            signs |= _place(kinds, index, first, before, total)
            signs["again"] = float(times[lines[index].text] > 1)
            signs["within"] = float(_stands_within(texts, lines[index].text))
            signs["next_long"] = min(len(texts[index + 1]), 300) / 300 if index + 1 < len(texts) else 0.0
            found.append((index, signs))
        before += prose[index] if index < first else 0
    return found


def _may_be(line: Line, kind: Kind) -> bool:
    wanted = kind in (Kind.LONG, Kind.SENTENCE, Kind.BULLET, Kind.SHORT, Kind.CAPTION)
    return wanted and 8 <= len(line.text) <= 250 and not is_medium(line.text)


def _stands_within(texts: Sequence[str], text: str) -> bool:
    """Say whether another line is this one with a little before or behind it, as breadcrumbs and titles have."""
    return any(
        len(text) < len(other) < len(text) + 60 and (other.startswith(text) or other.endswith(text)) for other in texts
    )


def _wording(text: str, kind: Kind, topic: set[str], lead: set[str]) -> dict[str, float]:
    own = stems(text)
    length = len(text)
    wide = sum(character > "\u3000" for character in text)
    length += wide
    return {
        "topic": len(own & topic) / max(1, len(own)),
        "lead": len(own & lead) / max(1, len(own)),
        "shared": min(len(own & topic), 6) / 6,
        "stems": min(len(own), 10) / 10,
        "under_20": float(length < 20),
        "usual": float(35 <= length <= 120),
        "over_120": float(length > 120),
        "stop": float(text.endswith(".")),
        "asks": float(text.endswith(("?", "!"))),
        "sentence": float(kind is Kind.SENTENCE),
        "short": float(kind is Kind.SHORT),
        "caption": float(kind is Kind.CAPTION),
        "picture": float(bool(_PICTURE.search(text))),
        "page": float(bool(_PAGE.search(text))),
        "colon": float(": " in text),
        "bar": float(" | " in text or " - " in text),
        "lower": float(text[:1].islower()),
    }


def _place(kinds: Sequence[Kind], index: int, first: int, before: int, total: int) -> dict[str, float]:
    after = kinds[index + 1 : index + 7]
    meta = [kind in (Kind.BYLINE, Kind.DATE) for kind in after]
    previous = kinds[index - 1] if index else None
    following = kinds[index + 1] if index + 1 < len(kinds) else None
    away = first - index
    return {
        "in_body": float(index >= first),
        "opens_body": float(index == first),
        "near_3": float(0 < away <= 3),
        "near_8": float(3 < away <= 8),
        "near_20": float(8 < away <= 20),
        "titles_between": min(max(total - before - 1, 0), 10) / 10,
        "titles_before": min(before, 20) / 20,
        "dated_3": float(any(meta[:3])),
        "dated_6": float(any(meta)),
        "opens_dated": float(index == 0 and any(meta[:2]) and kinds[0] in (Kind.LONG, Kind.SENTENCE)),
        "dated_before": float(any(kind in (Kind.BYLINE, Kind.DATE) for kind in kinds[max(0, index - 6) : index])),
        "after_menu": float(previous in (Kind.MENU, Kind.SHORT)),
        "after_title": float(previous is Kind.LONG),
        "before_sentence": float(following is Kind.SENTENCE),
        "before_title": float(following is Kind.LONG),
    }
