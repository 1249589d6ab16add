"""The headline of a text that is a whole page, menus and all: signs of wording and place, weighed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

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
_DEEPEST = 10
# Found by conditional logistic regression (the headline against the other lines of its page) on some 430 saved news pages,
# each as bare lines, under its own title and with a line for each text node; proved by ten-fold cross-validation in which no
# outlet is both learned from and tested on.
_WEIGHTS = {
    "shared": 2.2, "crumb": 1.6, "usual": 1.6, "dated_6": 1.5, "opening_said": 1.5, "byline_3": 1.3, "within": 1.3,
    "next_longer": 1.2, "opening_shared": 1.2, "colon": 0.9, "lead": 0.9, "local": 0.9, "local_shared": 0.9, "again": 0.6,
    "asks": 0.5, "before_sentence": 0.5, "after_dated": 0.4, "after_menu": 0.4, "topic": 0.4, "prev_topic": 0.3,
    "near_20": 0.1, "again_before": -0.3, "holds_next": -0.5, "bar": -0.6, "after_sentence": -0.7, "short": -0.7,
    "capital": -0.8, "lower": -0.8, "titles_before": -0.8, "behind_5": -0.9, "caption": -0.9, "sentence": -1.0,
    "run_before": -1.1, "next_long": -1.2, "dated_before": -1.3, "behind_15": -1.5, "page": -1.8, "in_body": -1.9,
    "picture": -2.0, "under_20": -2.0, "stop": -2.3,
}  # fmt: skip
# Set by hand, for saved pages show nothing of it: copied by hand, an article opens with its headline and the date below.
_WEIGHTS["opens_dated"] = 3.0
_ENOUGH = 2.0
# How much likelier a line may seem than the one above it, or two above, and still give way to it.
_LIKELIER_THAN_ABOVE = 1.0
_LIKELIER_THAN_BELOW = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What is known of a page's lines before one of them is looked at; lists go by line number."""

    texts: Sequence[str]
    kinds: Sequence[Kind]
    first: int
    stems: Sequence[set[str]]
    """Of the lines up to some way into the body."""
    topic: set[str]
    lead: set[str]
    folds: Sequence[str]
    times: Counter[str]
    ordered: Sequence[str]
    """All folded lines, sorted; `reversed_ordered` the same with each line backwards."""
    reversed_ordered: Sequence[str]
    prose: Sequence[int]
    """Code points of prose above each line."""
    titles: Sequence[int]
    """How many lines above each line, and above the body, are as long as a headline."""
    sentences: Sequence[int]


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
    scores = {index: score_of(signs) for index, signs in signs_of(lines, kinds, first, last)}
    best = max(scores, key=lambda index: (scores[index], index), default=None)
    if best is None or scores[best] <= _ENOUGH:
        return None
    return _above_subtitle(lines, scores, _below_kicker(lines, scores, best))


def _below_kicker(lines: Sequence[Line], scores: dict[int, float], best: int) -> int:
    """Return the headline two lines below, where the likeliest is what a path of links calls it and a kicker is between."""
    kicker, below = best + 1, best + 2
    if kicker not in scores or below not in scores or scores[below] <= scores[best] - _LIKELIER_THAN_BELOW:
        return best
    is_kicker = len(lines[kicker].text) < 0.6 * len(lines[below].text) and scores[kicker] < scores[below] - 1
    return below if is_kicker else best


def _above_subtitle(lines: Sequence[Line], scores: dict[int, float], best: int) -> int:
    """Return the line above, where it is nearly as likely: a subtitle often says more of the body's words."""
    above = best - 1
    near = scores.get(above, _ENOUGH) > max(_ENOUGH, scores[best] - _LIKELIER_THAN_ABOVE)
    return above if near and len(lines[above].text) >= 20 else best


def score_of(signs: dict[str, float]) -> float:
    """Return the weighed sum of a line's signs."""
    return sum(_WEIGHTS.get(name, 0.0) * value for name, value in signs.items())


def signs_of(lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int) -> list[tuple[int, dict[str, float]]]:
    """Return the lines that could be the headline, each with its signs."""
    page = _around(lines, kinds, first, last)
    found = []
    met = set[str]()
    for index in range(min(first + _DEEPEST, last, len(lines))):
        if _may_be(lines[index], kinds[index]):
            signs = _wording(page.texts[index], kinds[index]) | _topics(page, index)
            signs |= _place(page, index) | _neighbours(page, index) | _repeats(page, index)
            signs["again_before"] = float(page.folds[index] in met)
            met.add(page.folds[index])
            found.append((index, signs))
    return found


def _around(lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int) -> _Around:
    texts = [line.text for line in lines]
    seen = [stems(text[:600]) for text in texts[: min(first + _LOOKED_AT, last)]]
    folds = ["".join(filter(str.isalnum, text[:300])).casefold() for text in texts]
    is_prose = [kind is Kind.SENTENCE and len(text) >= 60 for kind, text in zip(kinds, texts, strict=True)]
    lengths = (min(len(text), 400) if holds else 0 for holds, text in zip(is_prose, texts, strict=True))
    return _Around(
        texts=texts,
        kinds=kinds,
        first=first,
        stems=seen,
        topic=set[str]().union(*seen[first:]),
        lead=set[str]().union(*seen[first : first + 3]),
        folds=folds,
        times=Counter(folds),
        ordered=sorted(folds),
        reversed_ordered=sorted(fold[::-1] for fold in folds),
        prose=[0, *accumulate(lengths)],
        titles=[0, *accumulate(kind in (Kind.LONG, Kind.SENTENCE) for kind in kinds[:first])],
        sentences=[index for index in range(len(seen)) if is_prose[index]],
    )


def _may_be(line: Line, kind: Kind) -> bool:
    wanted = kind in (Kind.LONG, Kind.SENTENCE, Kind.BULLET, Kind.SHORT, Kind.CAPTION)
    return wanted and 8 <= len(line.text) <= 250 and not is_medium(line.text)


def _wording(text: str, kind: Kind) -> dict[str, float]:
    length = len(text) + sum(character > "\u3000" for character in text)
    words = _WORD.findall(text)
    return {
        "under_20": float(length < 20),
        "usual": float(35 <= length <= 120),
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
        "capital": sum(word[0].isupper() for word in words) / max(1, len(words)),
    }


def _topics(page: _Around, index: int) -> dict[str, float]:
    """Return what the line shares with the body, the prose just below it, and the line that opens the page."""
    own = page.stems[index]
    all_own = max(1, len(own))
    at = bisect_right(page.sentences, index)
    near = [page.stems[other] for other in page.sentences[at : at + 3] if other <= index + 25]
    local, topic = len(own.intersection(set[str]().union(*near))), len(own & page.topic)
    opening = len(own & page.stems[0]) if index else 0
    return {
        "topic": topic / all_own,
        "lead": len(own & page.lead) / all_own,
        "shared": min(topic, 6) / 6,
        "local": local / all_own,
        "local_shared": min(local, 5) / 5,
        "opening_said": opening / all_own,
        "opening_shared": min(opening, 5) / 5,
    }


def _place(page: _Around, index: int) -> dict[str, float]:
    after = page.kinds[index + 1 : index + 7]
    before = page.kinds[max(0, index - 6) : index]
    dated = (Kind.BYLINE, Kind.DATE)
    run = next((away for away, kind in enumerate(reversed(before)) if kind is not Kind.LONG), len(before))
    headed = index == 0 and page.kinds[0] in (Kind.LONG, Kind.SENTENCE)
    return {
        "in_body": float(index >= page.first),
        "near_20": float(8 < page.first - index <= 20),
        "behind_5": min(1.0, (page.prose[index] - page.prose[max(0, index - 5)]) / 300),
        "behind_15": min(1.0, (page.prose[index] - page.prose[max(0, index - 15)]) / 800),
        "titles_before": min(page.titles[min(index, page.first)], 20) / 20,
        "run_before": run / 6,
        "dated_6": float(any(kind in dated for kind in after)),
        "byline_3": float(Kind.BYLINE in after[:3]),
        "opens_dated": float(headed and any(kind in dated for kind in after[:2])),
        "dated_before": float(any(kind in dated for kind in before)),
    }


def _neighbours(page: _Around, index: int) -> dict[str, float]:
    previous = page.kinds[index - 1] if index else None
    above = page.stems[index - 1] if index else set[str]()
    text, below = page.texts[index], page.texts[index + 1] if index + 1 < len(page.texts) else ""
    return {
        "after_dated": float(previous in (Kind.BYLINE, Kind.DATE)),
        "after_menu": float(previous is Kind.MENU),
        "after_sentence": float(previous is Kind.SENTENCE),
        "before_sentence": float(bool(below) and page.kinds[index + 1] is Kind.SENTENCE),
        "next_long": min(len(below), 300) / 300,
        "next_longer": float(len(below) > max(40, 1.2 * len(text))),
        "prev_topic": len(above & page.topic) / max(1, len(above)),
    }


def _repeats(page: _Around, index: int) -> dict[str, float]:
    """Return whether the line stands again on the page, alone or with a little before or behind it."""
    own = page.folds[index]
    above = page.folds[index - 1] if index else ""
    below = page.folds[index + 1] if index + 1 < len(page.folds) else ""
    return {
        "crumb": float(len(above) > len(own) and above.endswith(own)),
        "holds_next": float(12 <= len(below) < len(own) and own.endswith(below)),
        "again": float(page.times[own] > 1),
        "within": float(_goes_on(page.ordered, own) or _goes_on(page.reversed_ordered, own[::-1])),
    }


def _goes_on(ordered: Sequence[str], own: str) -> bool:
    """Say whether one of the sorted lines begins with a line and goes on a little."""
    at = bisect_right(ordered, own)
    return any(other.startswith(own) and len(other) < len(own) + 60 for other in ordered[at : at + 5])
