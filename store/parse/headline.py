"""The title of a page: what its head, its JSON-LD and its headings call it, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from store.parse.flatten import Block
from store.parse.lines import words
from store.parse.media import is_medium
from store.parse.structured import Structured

_SEPARATOR = re.compile(r"\s*(?:\s[-–—|:<>•·~ㅣ»«*]|[|ㅣ]|::|&lt;|&gt;)\s+")
_FOLDED = re.compile(r"[\W_]+")
_SITE_WORDS = re.compile(
    r"(?:뉴스|일보|신문|방송|닷컴|보도자료|새소식|시청|군청|구청|도청|네이버|다음|\bnews\b|\.(?:com|net|org|kr|co|tv|de|fr))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:head-?line|title|subject|tit)(?![a-z])|headline")
_NOT_NAMED = re.compile(r"sub-?(?:tit|head)|site-?title|page-?title|section|relat|menu|logo|widget|box-?title|list")


def fold(text: str) -> str:
    """Return a title with nothing but its letters and digits, in lower case: quotes and blanks are typed in many ways."""
    return _FOLDED.sub("", text).casefold()


def title_of(said: Structured, blocks: Sequence[Block], *, body: Iterable[str], site: Sequence[str]) -> str | None:
    """Return the title of a page, or None where nothing names it.

    OpenGraph, JSON-LD, the likeliest heading and lesser witnesses vote; what names the site, or shares no word with the
    article, hardly counts. `body` are the lines of the body, `site` the names the site goes by.
    """
    headings = [blocks[index].text for index in headline_places(blocks)]
    heads = {fold(heading) for heading in headings}
    known = tuple(fold(name) for name in site if name)
    article = said.articles[0] if said.articles else None
    # The headline of a live page is written anew all day; the site's own name for it stays.
    live = article is not None and "liveblog" in article.kind.casefold()
    witnesses = (
        (said.meta("og:title"), 2.4 if live else 1.2),
        (article.headline if article else None, 1.0),
        (headings[0] if headings else None, 1.0),
        (said.meta("twitter:title"), 0.25),
        (said.meta("sailthru.title", "parsely-title", "dc.title", "dable:title", "title"), 0.3),
        (said.title, 0.3),
    )
    topic = set[str]()
    for line in list(body)[:8]:
        topic |= words(line[:1_000])
    votes: dict[str, float] = {}
    forms: dict[str, dict[str, float]] = {}
    for value, weight in witnesses:
        bare = _without_site(value, heads, known) if value else ""
        key = fold(bare)
        if bare and key not in known and not _is_only_site(value or ""):
            votes[key] = votes.get(key, 0.0) + weight * (1.0 if _names_an_article(bare, heads, known, topic) else 0.1)
            form = forms.setdefault(key, {})
            form[bare] = form.get(bare, 0.0) + (2.0 if weight > 1 else weight)
    if not votes:
        return None
    best = max(votes, key=lambda key: votes[key])
    # Of forms that differ in their quotation marks only, the one with most witnesses stands.
    title = max(forms[best], key=lambda form: forms[best][form])
    shared = {_without_site(said.meta(name) or "", heads, known) for name in ("og:title", "twitter:title")}
    return (_shorter(shared.pop(), title) if len(shared) == 1 else None) or title


def _shorter(given: str, title: str) -> str | None:
    """Return the site's own shorter wording of a headline, if it is one and is not cut off."""
    if not given or given.endswith(("…", "...")) or len(given) >= len(title):
        return None
    own, whole = words(given), words(title)
    begins = title.casefold().startswith(given.casefold())
    return given if len(own) >= 4 and (begins or len(own & whole) >= 0.75 * max(len(own), len(whole))) else None


def headline_places(blocks: Sequence[Block]) -> list[int]:
    """Return where headings stand that could be the headline, likeliest first."""
    scored: list[tuple[float, int]] = []
    for index, block in enumerate(blocks):
        names = " ".join(block.place.names.split(" | ")[-2:]) + " " + block.inner
        score = {"h1": 3.0, "h2": 1.0, "h3": 0.6}.get(block.place.tag, 0.0)
        if "headline" in block.props or "itemprop=headline" in names:
            score += 2.0
        elif score or len(block.text) >= 8:
            score += 1.0 if _NAMED.search(names) and not _NOT_NAMED.search(names) else 0.0
        if score < 1.0 or not 4 <= len(block.text) <= 300:
            continue
        score -= 2.0 if block.place.landmarks & {"nav", "footer", "aside", "form", "dialog"} else 0.0
        score -= 1.0 if block.linked > 0.8 else 0.0
        score -= 1.5 if len(block.text) < (8 if re.search("[가-힣]", block.text) else 10) else 0.0
        scored.append((score, index))
    return [index for score, index in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score >= 1.0]


def _names_an_article(title: str, heads: set[str], known: Sequence[str], topic: set[str]) -> bool:
    folded = fold(title)
    if len(folded) < 4 or folded in known or is_medium(title):
        return False
    if folded in heads:
        return True
    own = words(title)
    return (
        not topic
        or not own
        or len(own & topic) >= 0.2 * len(own)
        or any(folded in head or head in folded for head in heads)
    )


def _without_site(title: str, heads: set[str], known: Sequence[str]) -> str:
    """Return a title without the site's name before or behind it (`제목 - 매체`, `매체 :: 제목`)."""
    title = title.strip()
    if fold(title) in heads:
        return title
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:
        if fold(title[: cut.start()]) in heads:
            return title[: cut.start()].strip()
        if fold(title[cut.end() :]) in heads:
            return title[cut.end() :].strip()
    for cut in cuts:
        behind = title[cut.end() :]
        if cut.start() >= 8 and any(_is_site(piece, known) for piece in _SEPARATOR.split(behind)):
            return title[: cut.start()].strip()
    if cuts and _is_site(title[: cuts[0].start()], known) and len(title) - cuts[0].end() >= 8:
        return title[cuts[0].end() :].strip()
    return title


def _is_only_site(title: str) -> bool:
    """Say whether a title is nothing but the name of a medium between marks (`::: 매체 :::`)."""
    bare = title.strip(" :|·<>*[]【】-–—~=\u00a0")
    return bare != title and is_medium(bare)


def _is_site(name: str, known: Sequence[str]) -> bool:
    folded = fold(name)
    if not folded or len(name) > 40:
        return False
    return (
        folded in known
        or any(each in folded or folded in each for each in known if len(each) > 3)
        or is_medium(name)
        or (len(name.split()) <= 3 and bool(_SITE_WORDS.search(name)))
    )
