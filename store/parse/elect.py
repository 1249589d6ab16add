"""The body of a page by vote: the second opinion, JSON-LD, our rules for plain lines, and what the markup says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from store.parse.body import find_body
from store.parse.flatten import Block
from store.parse.kinds import Kind
from store.parse.lines import Line
from store.parse.votes import votes_of

_CAPTION = re.compile(
    r"caption|cutline|credit|photo-?journal|(?:photo|img)-?_?te?xt"
    r"|img-?_?desc|image-?desc|photo-?desc|bildunter|legende|사진"
)
_BESIDE = re.compile(
    r"relat|recirc|recommend|promo|newsletter|sign-?up|subscri|taboola|outbrain|disqus|comments?\b|share|social|cookie|consent"
    r"|advert|sponsor|donat|author-?bio|about-?author|breadcrumb|read-?more|tags?\b|copyright|disclaimer"
)
_READ_ON = re.compile(
    r"^(?:read (?:more|also|next)|also (?:read|on)|see (?:also|more)|more on|related|watch|don't miss|click here|sign up"
    r"|subscribe|follow us|lesen sie|mehr zum|lire aussi|à lire|lee también|leggi anche|관련\s?기사)\b",
    re.IGNORECASE,
)
_HANGUL = re.compile("[가-힣]")
_TAGS = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weights:
    """What each sign is worth; set by hand, and each left out in turn on some 400 saved pages to see that it helps."""

    opinion: float = 1.0
    no_opinion: float = -1.0
    said: float = 0.8
    not_said: float = -0.5
    plain: float = 0.3
    not_plain: float = -0.3
    alike: float = 0.8
    link: float = -0.8
    landmark: float = -2.0
    caption: float = -0.8
    beside: float = -0.6
    read_on: float = -1.0
    heading: float = -1.5
    menu: float = -0.8
    meta: float = -0.6
    end: float = -0.5
    quote: float = 0.9


_USUAL = _Weights()
# Where the second opinion saw next to nothing, only our own rules know.
_ALONE = _Weights(no_opinion=0.0, plain=1.2, not_plain=-1.2)
_OF_KIND = {
    Kind.MENU: "menu", Kind.RELATED: "menu", Kind.KEYWORDS: "menu", Kind.DATE: "meta", Kind.BYLINE: "meta",
    Kind.CREDIT: "meta", Kind.FIELD: "meta", Kind.END: "end",
}  # fmt: skip


def elect_body(
    blocks: Sequence[Block], lines: Sequence[Line], kinds: Sequence[Kind], *, opinion: str, said: str | None
) -> list[bool]:
    """Say of each line whether it belongs to the body.

    `opinion` is the body as another reader of the same page gives it, `said` the one that JSON-LD gives, None where it
    gives none.
    """
    texts = [block.text for block in blocks]
    first, last = find_body(lines, kinds) or (0, 0)
    votes = votes_of(texts, opinion)
    weights = _USUAL
    if sum(map(len, texts[first:last])) > 3 * _length(texts, votes) and _length(texts, votes) < 500:
        votes, weights = [0.0] * len(texts), _ALONE
    sums = [weights.opinion if vote >= 0.5 else weights.no_opinion for vote in votes]
    if said and len(said) > 200:
        _add_said(sums, texts, votes_of(texts, _TAGS.sub("\n", said)), _length(texts, votes), weights)
    for index in range(len(sums)):
        sums[index] += weights.plain if first <= index < last else weights.not_plain
    alike = _alike(blocks, sums)
    inside = [index for index, value in enumerate(sums) if value > 0]
    for index, block in enumerate(blocks):
        sums[index] += _by_markup(block, kinds[index], weights)
        share = alike[index]
        prose = kinds[index] in (Kind.SENTENCE, Kind.BULLET) and block.linked < 0.5
        if prose and (share > 0.5 or (share > 0.1 and first <= index < last)):
            sums[index] += weights.alike
        quoted = "quote" in block.place.landmarks and votes[index] < 0.5
        if quoted and inside and inside[0] < index < inside[-1]:
            sums[index] += weights.quote
        if index and kinds[index - 1] is Kind.RELATED and block.linked > 0.6:
            sums[index] -= 1.0
    return [value > 0 for value in sums]


def _length(texts: Sequence[str], votes: Sequence[float]) -> int:
    return sum(len(text) for text, vote in zip(texts, votes, strict=True) if vote >= 0.5)


def _add_said(sums: list[float], texts: Sequence[str], said: Sequence[float], length: int, weights: _Weights) -> None:
    """Add the vote of JSON-LD; what it leaves out counts only where it does not stop early, as many do."""
    whole = _length(texts, said) > max(300, 0.6 * length)
    for index, vote in enumerate(said):
        sums[index] += weights.said if vote >= 0.5 else weights.not_said if whole else 0.0


def _alike(blocks: Sequence[Block], sums: Sequence[float]) -> list[float]:
    """Return for each line how much of the text in elements of the same names is in the body so far (0 to 1).

    Names under which less than a tenth of the body stands say nothing.
    """
    total = Counter[tuple[str, str]]()
    voted = Counter[tuple[str, str]]()
    for block, value in zip(blocks, sums, strict=True):
        key = (block.place.names, block.place.tag)
        total[key] += len(block.text)
        voted[key] += len(block.text) if value > 0 else 0
    enough = 0.1 * (sum(voted.values()) or 1)
    return [
        voted[key] / total[key] if voted[key := (block.place.names, block.place.tag)] >= enough else 0.0
        for block in blocks
    ]


def _by_markup(block: Block, kind: Kind, weights: _Weights) -> float:
    text, place = block.text, block.place
    near = " ".join(place.names.split(" | ")[-2:]) + " " + block.inner
    address = text.startswith("http")
    worth = 0.0
    if block.linked > 0.8 and not address and len(text) < 200 and kind is not Kind.SENTENCE:
        worth += weights.link
    if place.landmarks & {"nav", "footer", "button", "dialog"}:
        worth += weights.landmark
    if "caption" in place.landmarks or _CAPTION.search(near):
        worth += weights.caption
    if _BESIDE.search(near) and "quote" not in place.landmarks:
        worth += weights.beside
    if (block.linked > 0.3 or len(text) < 100) and _READ_ON.match(text):
        worth += weights.read_on
    if place.tag == "h1":
        worth += weights.heading
    group = _OF_KIND.get(kind)
    if group is None or address:
        return worth
    # What Korean furniture says is certain; elsewhere the lexicon is small and errs.
    own = {"menu": weights.menu, "meta": weights.meta, "end": weights.end}[group]
    return worth + (weights.landmark if _HANGUL.search(text) else own)
