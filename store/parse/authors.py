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
# What ends the names of a byline: a bar, an address, a figure, a post.
_STOPS = re.compile(
    r"\s*(?:[|/•<@\d]|\s[-–—]\s|\b(?:staff|senior|deputy|chief|political|reporter|editor|correspondent|journalist"
    r"|for|posted|published|updated|last|follow|twitter|korrespondent(?:in)?|redakteur(?:in)?|landespolitische|reporter(?:in)?)\b)",
    re.IGNORECASE,
)
# A name that its post clings to, `Jane DoeReporter`.
_GLUED = re.compile(r"[a-zß-ÿ]{3}[A-Z]")
_ALPHABET = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff\s’'.‐-]+$")
# Words of menus, sections, places and desks, which stand by dates as names do.
_NO_NAME = re.compile(
    r"(?<![\w-])(?:news|nachrichten|breaking|politics?|politik|world|sports?|opinion|live|video|photos?|foto|bild|images?|getty|share|read"
    r"|more|mehr|top|latest|home|save|print|email|comments?|kommentare?|staff|desk|team|agency|press|times|herald|daily|journal"
    r"|editors?|reporters?|correspondents?|writers?|associated|bureau|office|department|government|university|institute|group"
    r"|media|online|global|today|reuters|bloomberg|united|states|new|york|los|angeles|washington|london|uhr|min|premium|abo|plus"
    r"|article|artikel|story|stories|the|your|our|follow|sign|log|see|how|what|why|and|for|with|at|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|gmt|cet|lesezeit"
    r"|lesedauer|local|culture|business|money|health|science|tech(?:nology)?|lifestyle|entertainment|celebrity|royal|travel|south"
    r"|north|east|west|google|whatsapp|facebook|twitter|instagram|apple|podcasts?|newsletter|artículo|compartir|related|topics?|policy|pdf|download|actualizado|modifica|front|page|america|latin"
    r"|copyright|ajansı|playlist|von|by|studio|zur|ad|lunes|martes|miércoles|jueves|viernes|publicado|el|index|back|next|all|full|updated|view)(?![\w-])",
    re.IGNORECASE,
)
_HANGUL = re.compile("[가-힣]")


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


def introduced_names(text: str) -> tuple[str, ...]:
    """Return the persons of a line that begins with "by", "von", "par" and the like; empty where it goes on as prose."""
    if not _BY.match(text) or text.endswith((".", "?", "!", ":")):
        return ()
    rest = _STOPS.split(cut_dates(_BY.sub("", text)))[0]
    pieces = [piece.strip(" .-–—") for piece in _BETWEEN.split(rest) if piece and piece.strip()]
    return _all_names(pieces[:1]) and tuple(name for name in _names_in(rest, sure=False) if _all_names([name]))


def only_names(text: str) -> tuple[str, ...]:
    """Return the persons of a line that is nothing but names of two to four words, and nobody else's kind of line."""
    text = _STOPS.split(_BY.sub("", text.strip(" ,.-–—|•·\u00a0")).replace(" | ", ", "))[0].strip(" ,.-–—|•·\u00a0")
    pieces = [piece.strip() for piece in _BETWEEN.split(text) if piece and piece.strip()]
    if len(text) > 80 or not 1 <= len(pieces) <= 4 or text.isupper():
        return ()
    return _all_names(pieces)


def _all_names(pieces: Sequence[str]) -> tuple[str, ...]:
    """Return the pieces if each reads as the name of a person in an alphabet."""
    good = all(
        _NAME.match(piece)
        and 2 <= len(piece.split()) <= 4
        and _ALPHABET.match(piece)
        and not (
            is_medium(piece)
            or piece.isupper()
            or _GLUED.search(piece)
            or _NOBODY.search(piece)
            or _NO_NAME.search(piece)
        )
        for piece in pieces
    )
    return tuple(dict.fromkeys(pieces)) if good else ()


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
