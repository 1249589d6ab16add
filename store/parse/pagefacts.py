"""What a page says about its article beside the text: title, authors, outlet, dates, keywords, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from store.parse.authors import authors_of
from store.parse.byline import authors_of_lead, authors_of_line, authors_of_tail
from store.parse.dates import choose_dates
from store.parse.flatten import Block
from store.parse.headline import fold, headline_places, title_of
from store.parse.keywords import keywords_of
from store.parse.kinds import Kind
from store.parse.language import language_of
from store.parse.lines import words
from store.parse.media import ENGLISH_MEDIA_OF_DOMAIN, MEDIA_OF_DOMAIN, is_medium
from store.parse.moments import moment_of
from store.parse.outlet import outlet_of
from store.parse.people import words_of
from store.parse.structured import Structured
from store.parse.zones import in_local_time

_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "dd:published_time",
    "datepublished", "publish-date", "publishdate", "published_time", "published_at", "pubdate", "publication_date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "date", "article:create_time", "regdate",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "article:modified", "og:updated_time", "og:article:modified_time", "datemodified",
    "dcterms.modified", "lastmod", "last-modified", "dd:modified_time",
)  # fmt: skip
_OUTLET = (
    "article:media_name",
    "dable:media",
    "og:article:media",
    "publisher",
    "article:publisher_name",
    "dc.publisher",
    "cre",
)
_SITE = (
    "og:site_name",
    "application-name",
    "al:android:app_name",
    "apple-mobile-web-app-title",
    "twitter:app:name:iphone",
)
_PORTAL = re.compile(
    r"^(?:네이버|naver|다음|daum|네이트|nate|줌|zum|msn|yahoo!?|google)(?:\s?(?:뉴스|news|연예|스포츠))?$",
    re.IGNORECASE,
)
_SITE_END = re.compile(r"\s*(?:[|:–—-]|::)\s*(?:네이버|naver|다음|daum|뉴스|대표).*$", re.IGNORECASE)
# A public office at the end of a page's title, where it publishes its own releases.
_OFFICE = re.compile(
    r"(?:^|[|<>:·–—-]\s*)(?P<name>[가-힣]{1,10}(?:시청|군청|구청|도청|교육청|광역시|특별시|특별자치[시도]|시의회|공단|공사))\s*$"
)
_SUBTITLE_OF_BODY = re.compile(r"(?<![a-z])(?:summ[au]ry|sub-?_?(?:title|tit|head))(?![a-z])|부제")
_SHORT_YEAR = re.compile(r"(?<![\d.])\d\d[./]\d\d[./]\d\d(?![\d.])")
_LABELLED_DATE = re.compile(r"date|time|published|입력|등록|승인|송고|regist|write|info", re.IGNORECASE)
_SUBTITLE = re.compile(
    r"summ[au]ry|sub-?_?(?:title|head|tit)|\bdeck?\b|standfirst|lede|\blead\b|intro|excerpt|subline|chapeau|vorspann|teaser|부제"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """The facts, and in which lines they stand: `headline` and `subheadings` are places of lines, `near` the lines of
    the article's surroundings."""

    title: str | None
    headline: int | None
    subheadings: tuple[int, ...]
    subtitle: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    url: str | None
    keywords: tuple[str, ...]
    language: str | None
    near: range


def facts_of(
    said: Structured,
    blocks: Sequence[Block],
    kinds: Sequence[Kind],
    in_body: Sequence[bool],
    *,
    url: str | None,
) -> PageFacts:
    """Return what the structured data and the lines of a page say; dates are ISO 8601, with the zone where it is given."""
    inside = [index for index, each in enumerate(in_body) if each]
    body = [blocks[index].text for index in inside]
    address = _address(said, url)
    site = _site_names(said, address)
    title = title_of(said, blocks, body=body, site=site)
    if title is None:
        title = _set_title(blocks, kinds, inside)
    headline = _headline(blocks, title, inside)
    near = _near(len(blocks), headline, inside)
    language = language_of("\n".join(body) or (title or ""))
    outlet = _outlet(said, address, blocks, body, near, language)
    subheadings = _subheadings(blocks, kinds, headline, inside)
    published, updated = _dates(said, blocks, kinds, near, language)
    return PageFacts(
        title=title,
        headline=headline,
        subheadings=subheadings,
        subtitle=blocks[subheadings[0]].text if subheadings else None,
        outlet=outlet,
        authors=authors_of(
            said, blocks, near=near, site=(*site, outlet or ""), found=_plain_authors(blocks, kinds, near, body)
        ),
        published=published,
        updated=updated,
        url=address,
        keywords=_keywords(said, blocks, kinds, near, body),
        language=language,
        near=near,
    )


def _address(said: Structured, url: str | None) -> str | None:
    article = said.articles[0].url if said.articles else None
    candidates = (url, said.canonical_url, said.meta("og:url"), article)
    return next((each for each in candidates if each and each.startswith("http")), None)


def _host(address: str | None) -> str:
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _site_names(said: Structured, address: str | None) -> tuple[str, ...]:
    """Return the names the site goes by: its own, its publisher's, its host's."""
    host = _host(address)
    names = [*said.all_of(*_SITE, "publisher", "article:media_name"), said.site or ""]
    names += [article.publisher for article in said.articles[:3] if article.publisher]
    names += [host, host.split(".")[0]] if host else []
    return tuple(dict.fromkeys(name for name in names if name))


def _headline(blocks: Sequence[Block], title: str | None, inside: Sequence[int]) -> int | None:
    """Return the line that says the title: the same letters in a heading, or anywhere before the body's end."""
    end = inside[-1] if inside else len(blocks)
    places = headline_places(blocks)
    if title:
        wanted = fold(title)
        heads = [index for index in places if fold(blocks[index].text) == wanted]
        if heads:
            return next((index for index in heads if not inside or index <= inside[0]), heads[0])
        same = [index for index in range(min(end + 1, len(blocks))) if fold(blocks[index].text) == wanted]
        if same:
            return min(same, key=lambda index: abs((inside[0] if inside else 0) - index))
        own = words(title)
        like = [index for index in places if own and len(own & words(blocks[index].text)) >= 0.5 * len(own)]
        if like:
            return like[0]
    return next(
        (index for index in places if blocks[index].place.tag == "h1" and (not inside or index < inside[0])), None
    )


def _near(count: int, headline: int | None, inside: Sequence[int]) -> range:
    """Return the lines around the article, from a little above its headline to a little below its body."""
    if not inside and headline is None:
        return range(min(count, 60))
    top = min(index for index in (headline, inside[0] if inside else None) if index is not None)
    if inside and headline is not None and inside[0] - headline > 60:
        top = inside[0] - 12
    bottom = inside[-1] if inside else (headline or 0) + 20
    return range(max(0, top - (8 if headline is not None else 15)), min(count, bottom + 13))


def _subheadings(
    blocks: Sequence[Block], kinds: Sequence[Kind], headline: int | None, inside: Sequence[int]
) -> tuple[int, ...]:
    """Return the lines between headline and body that are marked or set as a subtitle."""
    if headline is None or not inside:
        return ()
    found = []
    for index in range(headline + 1, min(inside[0], headline + 25)):
        block = blocks[index]
        near = " ".join(block.place.names.split(" | ")[-2:]) + " " + block.inner
        marked = bool(_SUBTITLE.search(near)) or (block.place.tag in ("h2", "h3", "h4") and index <= headline + 3)
        prose = kinds[index] in (Kind.LONG, Kind.SENTENCE, Kind.BULLET) and 10 <= len(block.text) <= 400
        if marked and prose and block.linked < 0.5 and fold(block.text) != fold(blocks[headline].text):
            found.append(index)
    return (*found, *_subtitles_in_body(blocks, inside))


def _subtitles_in_body(blocks: Sequence[Block], inside: Sequence[int]) -> tuple[int, ...]:
    """Return the lines of a Korean page that open its body and stand in an element named as the subtitle."""
    found: list[int] = []
    for index in inside[:6]:
        block = blocks[index]
        names = block.place.names.rsplit(" | ", 1)[-1] + " " + block.inner
        if not (_SUBTITLE_OF_BODY.search(names) and re.search("[가-힣]", block.text) and len(block.text) <= 100):
            break
        found.append(index)
    return tuple(found) if len(found) < len(inside) else ()


def _set_title(blocks: Sequence[Block], kinds: Sequence[Kind], inside: Sequence[int]) -> str | None:
    """Return the bold line by the beginning of the body: the headline of a page that marks none."""
    for index in range(max(0, inside[0] - 6), inside[0] + 1) if inside else ():
        block = blocks[index]
        wanted = kinds[index] in (Kind.LONG, Kind.SHORT) and 8 <= len(block.text) <= 150
        if wanted and block.bold and block.linked < 0.5 and not is_medium(block.text):
            return block.text
    return None


def _outlet(
    said: Structured, address: str | None, blocks: Sequence[Block], body: list[str], near: range, language: str | None
) -> str | None:
    """Return the medium: as a portal names it, as the page's own data does, as its lines do, as its address tells."""
    portal = said.meta("og:article:author")
    article = said.articles[0] if said.articles else None
    site = said.meta("og:site_name") or ""
    host = _host(address)
    known = _medium_of(host, english=language == "en")
    through = portal is not None and ("|" in portal or bool(_PORTAL.match(site.split("|")[0].strip())))
    named = [
        _SITE_END.sub("", portal) if portal and through and not portal.startswith("http") else None,
        *said.all_of(*_OUTLET),
        known,
        article.publisher if article else None,
        *said.all_of(*_SITE),
        said.site,
    ]
    for name in named:
        short = _SITE_END.sub("", name).strip() if name else ""
        if short and len(short) <= 60 and not short.startswith(("http", "@")) and not _PORTAL.match(short):
            return short
    around = [block.text for index, block in enumerate(blocks) if index not in near][-40:]
    around = [*(blocks[index].text for index in near), *around]
    found, _ = outlet_of(
        body=body, around=around, opening=(body[0] if body else "")[:200], title=said.title, language=language
    )
    office = _OFFICE.search(said.title or "")
    return found or (office["name"] if office else None)


def _medium_of(host: str, *, english: bool) -> str | None:
    known = MEDIA_OF_DOMAIN | (ENGLISH_MEDIA_OF_DOMAIN if english else {})
    while host.count("."):
        if host in known:
            return known[host]
        host = host.partition(".")[2]
    return None


def _dates(
    said: Structured, blocks: Sequence[Block], kinds: Sequence[Kind], near: range, language: str | None
) -> tuple[str | None, str | None]:
    """Return when the article was published and last changed: as JSON-LD, meta tags, marked times or lines say."""
    article = said.articles[0] if said.articles else None
    dated = (Kind.DATE, Kind.BYLINE, Kind.FIELD)
    lines = [blocks[index].text for index in near if kinds[index] in dated or _is_dated(blocks[index])]
    if language != "ko":
        # `25.04.24` is a day of 2025 in Korea alone.
        lines = [line for line in lines if not _SHORT_YEAR.search(line)]
    seen, seen_updated = choose_dates(lines)
    marked = [moment for index in near if (moment := moment_of(blocks[index].moment or ""))]
    published = (
        _first_moment(article.published if article else None, *(said.metas.get(name, ("",))[0] for name in _PUBLISHED))
        or _in_props(blocks, near, "datepublished")
        or _marked_or_seen(marked, seen)
    )
    updated = _first_moment(
        article.updated if article else None, *(said.metas.get(name, ("",))[0] for name in _UPDATED)
    )
    updated = updated or seen_updated
    if language == "ko":
        published, updated = in_local_time(published, seen), in_local_time(updated, seen_updated)
    return published, (updated if updated != published else None)


def _marked_or_seen(marked: list[str], seen: str | None) -> str | None:
    """Return the marked moment that says what a visible line says, and more; else that line, else the first marked."""
    same = next((moment for moment in marked if seen and moment.startswith(seen)), None)
    return same or (seen if seen and (len(seen) > 10 or not marked) else marked[0] if marked else None)


def _is_dated(block: Block) -> bool:
    names = block.place.names.rsplit(" | ", 1)[-1] + " " + block.inner
    return len(block.text) <= 150 and (block.moment is not None or bool(_LABELLED_DATE.search(names)))


def _first_moment(*values: str | None) -> str | None:
    return next((moment for value in values if value and (moment := moment_of(value))), None)


def _in_props(blocks: Sequence[Block], near: range, prop: str) -> str | None:
    for index in near:
        if prop in blocks[index].props:
            found = moment_of(blocks[index].moment or "") or moment_of(blocks[index].text)
            if found:
                return found
    return None


def _plain_authors(blocks: Sequence[Block], kinds: Sequence[Kind], near: range, body: Sequence[str]) -> tuple[str, ...]:
    """Return the authors of byline lines, else those that the first or last paragraph names."""
    names: list[str] = []
    for index in near:
        if kinds[index] is Kind.BYLINE and not blocks[index].place.landmarks & {"nav", "aside", "footer"}:
            names.extend(authors_of_line(blocks[index].text))
            if names:
                break
    lead = authors_of_lead(body[0]) if body else ()
    tail = next(
        (found for line in reversed(body[-3:]) if (found := authors_of_tail(line) or authors_of_line(line[-90:]))), ()
    )
    return tuple(dict.fromkeys(names)) or lead or tail


def _keywords(
    said: Structured, blocks: Sequence[Block], kinds: Sequence[Kind], near: range, body: Sequence[str]
) -> tuple[str, ...]:
    """Return the keywords: hashtags by the article, JSON-LD, article tags, or those of the head that the body uses."""
    seen = keywords_of(blocks[index].text for index in near if kinds[index] is Kind.KEYWORDS)
    article = words_of(said.articles[0].keywords) if said.articles else ()
    tags = words_of(said.all_of("article:tag", "og:article:tag", "news_keywords", "parsely-tags", "sailthru.tags"))
    if seen or article or tags:
        return seen or article or tags
    general = words_of(said.metas.get("keywords", ()))
    text = "".join(" ".join(body).casefold().split())
    used = [word for word in general if "".join(word.casefold().split()) in text]
    return tuple(general) if general and len(used) * 2 >= len(general) else ()
