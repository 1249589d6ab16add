"""Plain text of a news page to a draft: what is the article, what clings to it, and what both say about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.errors import UserError
from store.parse.asides import asides_of
from store.parse.body import find_body
from store.parse.byline import authors_of_column, authors_of_lead, authors_of_line, authors_of_tail
from store.parse.captions import with_captions
from store.parse.dates import choose_dates
from store.parse.decode import decode
from store.parse.keywords import keywords_of
from store.parse.kinds import Kind, kind_of
from store.parse.language import language_of
from store.parse.lexicon import URL_LINE
from store.parse.lines import Line, rejoined, split_lines
from store.parse.outlet import outlet_of
from store.parse.pageauthors import page_authors
from store.parse.pagedates import in_full, names_day_first, page_dates
from store.parse.pagetitle import is_page, page_headline
from store.parse.parts import parts_of, roles_of
from store.parse.title import Head, clean_title, derived_title, find_head, opens_with_title
from store.parse.titleline import settled, without_space_before_colon
from store.records import ArticleDraft
from store.text.canonical import canonical

_OPINION = re.compile(
    r"^[\[<【(]?(?:시론|칼럼|기고문?|특별기고|오피니언|시평|논단|독자투고|발언대|기자수첩|사설"
    r"|[가-힣 ]{1,12}칼럼|opinion|column)(?:[\]>】)]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The lines of a text with what is known of them; `body` is a half-open range of line numbers."""

    lines: Sequence[Line]
    kinds: Sequence[Kind]
    head: Head
    body: tuple[int, int]
    roles: Sequence[str]


def parse_plain(data: bytes, *, name: str) -> ArticleDraft:
    """Return the draft of an article from the bytes of a text file in any Unicode or Korean encoding.

    `name` is what the file is called, for messages. Raises UserError where the file is empty or no text.
    """
    try:
        decoded = decode(data)
        draft = parse_text(decoded.text)
    except UserError as error:
        raise UserError(f"{name}: {error}") from error
    return replace(draft, encoding=decoded.encoding, warnings=decoded.warnings)


def parse_text(
    text: str,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    outlet: str | None = None,
    authors: Sequence[str] = (),
    published: str | None = None,
    updated: str | None = None,
    language: str | None = None,
    url: str | None = None,
    keywords: Sequence[str] = (),
) -> ArticleDraft:
    """Return the draft of an article from its text, line by line as on its page; what is given wins over what is found.

    Positions of parts are code points of the draft's text, which is canonical. Raises UserError where nothing of the
    text can be seen.
    """
    text = canonical(text)
    lines = rejoined(split_lines(text))
    if not lines:
        raise UserError("There is no text in it, only blanks; there is no article to import.")
    page = _read(lines, title)
    around, body = _split(page)
    language = language or language_of("\n".join(body) or text)
    found_title = _title(page, language)
    found_published, found_updated = _dates(page, language)
    opening = text[lines[page.body[0]].start :][:200]
    found_outlet, found_title = outlet_of(
        body=body, around=around, opening=opening, title=found_title, language=language
    )
    below = [clean_title(lines[index].text) for index in page.head.subheadings]
    return ArticleDraft(
        text=text,
        language=language,
        title=title or found_title or derived_title("\n".join(body) or lines[0].text),
        title_derived=not (title or found_title),
        subtitle=subtitle or (below[0] if below else None),
        outlet=outlet or found_outlet,
        authors=tuple(authors) or _authors(page, language),
        published=published or found_published,
        updated=updated or found_updated,
        url=url or _url(lines),
        keywords=tuple(keywords) or keywords_of(_of_kind(page, Kind.KEYWORDS)),
        parts=parts_of(lines, page.roles),
    )


def _read(lines: Sequence[Line], title: str | None) -> _Page:
    kinds = with_captions(lines, [kind_of(line) for line in lines])
    first, last = find_body(lines, kinds) or _fallback_body(kinds)
    head = _given_head(lines, title) or _page_head(lines, kinds, first, last) or find_head(lines, kinds, first, last)
    if head.title is not None and first <= head.title < last - 1:
        first = head.title + 1
    if head.title is None and opens_with_title(lines, kinds, first, last):
        head = replace(find_head(lines, kinds, first + 1, last), title=first)
        first += 1
        while first < last - 1 and kinds[first] in (Kind.BYLINE, Kind.DATE, Kind.MENU):
            first += 1
    kinds = _with_columnist(lines, kinds, first)
    repeated, listed, last = asides_of(lines, kinds, first, last)
    roles = roles_of(lines, kinds, head, (first, last))
    for index in repeated | listed:
        if roles[index] == "body":
            roles[index] = "caption" if index in repeated else "boilerplate"
    return _Page(lines=lines, kinds=kinds, head=head, body=(first, last), roles=roles)


def _page_head(lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int) -> Head | None:
    """Return the headline of a whole page, menus and all; None where the text is less than that or has none."""
    title = page_headline(lines, kinds, first, last) if is_page(lines, first, last) else None
    if title is None:
        return None
    title, _ = settled(lines, title, first=first)
    below = find_head(lines, kinds, first, last).subheadings if title < first else ()
    return Head(title=title, subheadings=tuple(index for index in below if title < index <= title + 6))


def _with_columnist(lines: Sequence[Line], kinds: list[Kind], first: int) -> list[Kind]:
    """Return the kinds with the author of an opinion piece, who is named with a chair instead of a post, as byline."""
    above = range(min(first, 40))
    if not any(_OPINION.match(lines[index].text) for index in above):
        return kinds
    return [
        Kind.BYLINE if index in above and authors_of_column(lines[index].text) else kind
        for index, kind in enumerate(kinds)
    ]


def _fallback_body(kinds: Sequence[Kind]) -> tuple[int, int]:
    """Return a body for a text without prose: everything from the first to the last line that is not furniture."""
    own = [index for index, kind in enumerate(kinds) if kind in (Kind.LONG, Kind.SHORT, Kind.ITEM, Kind.FOOTNOTE)]
    if not own:
        return 0, len(kinds)
    return (own[1] if len(own) > 1 else own[0]), own[-1] + 1


def _given_head(lines: Sequence[Line], title: str | None) -> Head | None:
    """Return the line that is the title which the source gave, if there is one."""
    if not title:
        return None
    wanted = clean_title(canonical(title)).casefold()
    return next(
        (Head(title=index) for index, line in enumerate(lines[:40]) if clean_title(line.text).casefold() == wanted),
        None,
    )


def _of_kind(page: _Page, *kinds: Kind) -> list[str]:
    return [line.text for line, kind in zip(page.lines, page.kinds, strict=True) if kind in kinds]


def _split(page: _Page) -> tuple[list[str], list[str]]:
    """Return the lines around the body, and those of it."""
    around = [line.text for line, role in zip(page.lines, page.roles, strict=True) if role not in ("body", "headline")]
    body = [line.text for line, role in zip(page.lines, page.roles, strict=True) if role == "body"]
    return around, body


def _title(page: _Page, language: str | None) -> str | None:
    """Return the headline; on a whole page, held against the page's own title."""
    if page.head.title is None:
        return None
    text = page.lines[page.head.title].text
    if is_page(page.lines, *page.body):
        text = settled(page.lines, page.head.title, first=page.body[0])[1]
        text = without_space_before_colon(text, language)
    return clean_title(text)


def _dates(page: _Page, language: str | None) -> tuple[str | None, str | None]:
    """Return when the article was published and last updated; on a whole page, what stands by the headline goes first."""
    day_first = names_day_first(page.lines)
    texts = [in_full(line.text, language=language, day_first=day_first) for line in page.lines]
    first, last = page.body
    low, high = 0, len(texts)
    if page.head.title is not None and is_page(page.lines, first, last):
        found = page_dates(texts, page.kinds, title=page.head.title, first=first)
        if any(found):
            return found
        # Far from the article the dates are those of others.
        low, high = page.head.title - 10, last + 8
    return choose_dates(texts[index] for index in _metadata_lines(page) if low <= index < high)


def _metadata_lines(page: _Page) -> list[int]:
    """Return the lines that may date the article: above the body, then below it up to lists of other articles."""
    last = page.body[1]
    wanted = (Kind.DATE, Kind.BYLINE, Kind.FIELD)
    above = [index for index in range(last) if page.kinds[index] in wanted]
    below: list[int] = []
    for index in range(last, len(page.lines)):
        if page.kinds[index] is Kind.RELATED:
            break
        if page.kinds[index] in wanted or (page.kinds[index] is Kind.END and index - last < 6):
            below.append(index)
    return above + below


def _authors(page: _Page, language: str | None) -> tuple[str, ...]:
    """Return the authors: of lines above the body, of its first paragraph, of its end, of lines just below it."""
    first, last = page.body
    if page.head.title is not None and language != "ko" and is_page(page.lines, first, last):
        texts = [in_full(line.text, language=language) for line in page.lines]
        found = page_authors(texts, page.kinds, title=page.head.title, first=first)
        if found:
            return found
    above = _authors_of_lines(page, range(first))
    body = [page.lines[index].text for index in range(first, last) if page.roles[index] == "body"]
    lead = authors_of_lead(body[0]) if body else ()
    tail = authors_of_tail(body[-1]) if body else ()
    below_range = range(first, len(page.lines))
    return above or lead or tail or _authors_of_lines(page, below_range)


def _authors_of_lines(page: _Page, numbers: range) -> tuple[str, ...]:
    names: list[str] = []
    for index in numbers:
        if page.kinds[index] is Kind.RELATED:
            break
        if page.kinds[index] is Kind.BYLINE:
            text = page.lines[index].text
            names.extend(authors_of_line(text) or authors_of_column(text))
    return tuple(dict.fromkeys(names))


def _url(lines: Sequence[Line]) -> str | None:
    for line in (*lines[:15], *lines[-15:]):
        found = URL_LINE.match(line.text) if len(line.text) < 2_100 else None
        if found:
            return found[1]
    return None
