"""Who wrote a page: what JSON-LD, meta tags, marked elements and visible bylines say, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from store.parse.byline import authors_of_line
from store.parse.dates import cut_dates
from store.parse.flatten import Block
from store.parse.headline import fold
from store.parse.media import AGENCIES, is_medium
from store.parse.names import is_korean_name
from store.parse.people import people_of
from store.parse.structured import Structured, clean

_META = (
    "author", "article:author", "dable:author", "dd:author", "og:author", "byl", "parsely-author", "sailthru.author",
    "article:author_name", "citation_author", "dc.creator", "dcterms.creator", "cxenseparse:author", "cse:author", "autor",
    "news_author", "twitter:data1", "creator", "dc.contributor", "reporter", "nrbi:author",
)  # fmt: skip
_ADDRESS = re.compile(r"https?:|www\.|@|/|\.(?:com|net|org|kr|de|fr)\b")
_NOBODY = re.compile(
    r"^(?:admin(?:istrator)?|staff|editors?|redaktion|rédaction|redacción|redazione|editorial|newsroom|desk|webmaster|관리자|운영자|편집국"
    r"|편집부|편집자|보도국|뉴스룸|온라인\s?뉴스팀|디지털\s?뉴스팀|기자|reporter|unknown|guest|none|null|undefined|n/?a|by|입력|수정"
    r"|등록|승인|\d+|published|updated|min(?:utes)? read|written by|author|agencies|agenturen|red)$"
    r"|^(?:the )?(?:associated press|reuters|agence france-presse|bloomberg|press association)\b.+"
    r"|\b(?:staff|newsroom|news\s?desk|redaktion|editorial (?:board|team)|contributors?|developer|wire service)\b"
    r"|min(?:ute)?s? read",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\s*(?:(?:written|reported|words|story|analysis|opinion|review|text|kolumne|ein kommentar|eine analyse"
    r"|kommentar|interview)\s+)?"
    r"(?:by|von|par|por|di|av|af|door|przez|autor(?:in|en|es|e)?|author|text|oleh|foto und text)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|\||•|·|、|/|\s&|\n)\s*|\s+(?:and|und|et|og|och|y|e|en|i|dan|und)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]{0,60}[)\]）]")
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Ms|Mrs|Sir|Lord|Dame|Rev)\.?\s)*"
    r"[^\W\d_a-z][\w’'.‐-]*(?:\s(?:[^\W\d_a-z][\w’'.‐-]*|de|da|del|della|der|den|van|von|bin|ibn|al|el|la|le|di|du|ter|dos|do|zu|y|ten"
    r"|O’|d’[\w’'-]+|ul)){1,5}$"
)
_MARKED = re.compile(
    r"byline|author|reporter|journalist|writer|contributor|기자|autor|redakteur|name_by|press-?name|writer"
)
_NOT_MARKED = re.compile(
    r"photo|image|caption|credit|comment|relat|promo|teaser|recommend|list|card|bio\b|desc|job|email|social|date|time"
)
_HANGUL = re.compile("[가-힣]")
_KOREAN_POST = re.compile(r"기자|특파원|논설위원|통신원|칼럼니스트|객원|글\s?[·=]|글·사진|에디터|리포터|PD")


def authors_of(
    said: Structured, blocks: Sequence[Block], *, near: range, site: Sequence[str], found: Sequence[str]
) -> tuple[str, ...]:
    """Return the persons who wrote a page, in order, each once; media, desks, addresses and labels are none.

    `near` are the places of the blocks around headline and body, `site` the names the site goes by, `found` the authors
    that the page's plain lines name.
    """
    known = {fold(name) for name in site if name}
    article = said.articles[0] if said.articles else None
    # An author named like the site, who stands in the page's data for all reporters, gives way to a byline.
    by_data = _persons([name for kind, name in article.authors if kind != "Organization"], known) if article else ()
    by_meta = next(
        (names for key in _META if (names := _persons(said.metas.get(key, ()), known, listed=key == "twitter:data1"))),
        (),
    )
    by_mark = _by_mark(blocks, near, known)
    if by_data:
        return _fuller(by_data, by_meta)
    seen = by_meta or by_mark or tuple(name for name in found if fold(name) not in known) or _set_apart(blocks, near)
    return seen or (_agency(article.authors, known) if article else ())


def _set_apart(blocks: Sequence[Block], near: range) -> tuple[str, ...]:
    """Return the persons of a line in bold that is nothing but names and stands right above the first paragraph."""
    for index in near[:-1]:
        block, below = blocks[index], blocks[index + 1]
        if len(block.text) > 160 and block.linked < 0.3:
            break
        if (
            block.bold
            and 5 <= len(block.text) <= 60
            and len(below.text) > 80
            and not (block.linked or block.text.isupper())
        ):
            pieces = [piece.strip() for piece in _BETWEEN.split(block.text) if piece.strip()]
            if pieces and all(
                _NAME.match(piece) and not is_medium(piece) and not _NOBODY.search(piece) for piece in pieces
            ):
                return tuple(dict.fromkeys(pieces))
    return ()


def _agency(named: Iterable[tuple[str, str]], known: set[str]) -> tuple[str, ...]:
    """Return the news agency that a page of another outlet names as its author, where it names no person."""
    names = [clean(name) for _, name in named]
    bare = [(name, re.sub(r"^the ", "", name.casefold())) for name in names if fold(name) not in known]
    return tuple(name for name, low in bare if low in AGENCIES and not _HANGUL.search(name))


def _fuller(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longer of two lists of authors if it holds the other."""
    own = {fold(name) for name in names}
    return others if len(others) > len(names) and own < {fold(name) for name in others} else names


def _persons(values: Iterable[str], known: set[str], *, listed: bool = False) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for value in values:
        for name in _names_in(clean(value), sure=not listed):
            if fold(name) not in known and fold(name) and not _NOBODY.search(name):
                names.setdefault(name)
    return tuple(names)


def _names_in(text: str, *, sure: bool) -> list[str]:
    """Return the persons of one value; `sure` where the value is said to name an author, so that a lone name counts."""
    text = _BY.sub("", _BRACKETS.sub("", text)).strip(" ,.|-–—:\u00a0")
    if not text or len(text) > 300 or _ADDRESS.search(text.split(",")[0]):
        return []
    if _HANGUL.search(text):
        return list(people_of([text]))
    pieces = [_BY.sub("", piece) for piece in _BETWEEN.split(text) if piece and piece.strip()]
    pieces = [piece.strip(" .-–—:") if len(piece) > 3 else piece for piece in pieces]
    named = [piece for piece in pieces if _NAME.match(piece) and not is_medium(piece)]
    if named:
        # What stands behind the names (a place, a chair) is none unless all of it reads as names.
        first = next(index for index, piece in enumerate(pieces) if piece in named)
        run = []
        for piece in pieces[first:]:
            if piece not in named:
                break
            run.append(piece)
        return run
    if (
        sure
        and len(pieces) == 1
        and not is_medium(text)
        and len(text) <= 60
        and not re.search(r"\.\w{2,3}$|\d{3}", text)
    ):
        return [text]
    return []


def _by_mark(blocks: Sequence[Block], near: range, known: set[str]) -> tuple[str, ...]:
    """Return the persons that elements marked as byline or author name, of the first such element that names any."""
    for strict in (True, False):
        for index in near:
            block = blocks[index]
            if len(block.text) > 160 or block.place.landmarks & {"nav", "footer", "aside", "figure", "caption"}:
                continue
            own = block.inner + " " + block.place.names.rsplit(" | ", 1)[-1]
            marked = "author" in block.props or (bool(_MARKED.search(own)) and not _NOT_MARKED.search(own))
            begins = bool(_BY.match(block.text))
            if marked if strict else begins:
                names = _of_block(block.text, marked=marked)
                kept = tuple(name for name in names if fold(name) not in known and not _NOBODY.search(name))
                if kept:
                    return kept
    return ()


def _of_block(text: str, *, marked: bool) -> list[str]:
    names = list(authors_of_line(text))
    if names:
        return names
    if _HANGUL.search(text):
        lone = text.strip()
        return [lone] if marked and is_korean_name(lone, strict=True) else []
    return [name for name in _names_in(cut_dates(text), sure=False) if _NAME.match(name)]
