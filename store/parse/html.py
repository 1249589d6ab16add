"""An HTML page to a draft: every visible line kept, and a vote on which of them are the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from store.errors import UserError
from store.parse.captions import with_captions
from store.parse.charset import text_or_error
from store.parse.elect import elect_body
from store.parse.flatten import Block, flatten, tree_of
from store.parse.kinds import Kind, kind_of
from store.parse.lines import Line, split_lines
from store.parse.mojibake import repair, restored_from
from store.parse.opinion import second_opinion
from store.parse.pagefacts import PageFacts, facts_of
from store.parse.parts import parts_of
from store.parse.structured import Structured, structured_of
from store.parse.title import derived_title
from store.records import ArticleDraft
from store.text.canonical import canonical

_HANGUL = re.compile("[가-힣]")
# What no text of a parsed page may hold, though bytes that were restored can spell it.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CAPTION = re.compile(
    r"caption|cutline|credit|photo-?journal|(?:photo|img)-?_?te?xt"
    r"|img-?_?desc|image-?desc|photo-?desc|bildunter|legende"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A page, read: its text, and line by line its markup, its kind and whether it is in the body."""

    text: str
    blocks: Sequence[Block]
    lines: Sequence[Line]
    kinds: Sequence[Kind]
    in_body: Sequence[bool]
    said: Structured


def parse_html(data: bytes, *, name: str, url: str | None = None) -> ArticleDraft:
    """Return the draft of the article on an HTML page, in any encoding; nothing is fetched.

    The text has every visible line of the page; what is not the article is marked as boilerplate. `name` is what the
    file is called, for messages; `url` where the page came from, if that is known. Raises UserError where the page is
    empty, no text, or holds no article (a front page, a list of links).
    """
    decoded = text_or_error(data, name=name)
    tree = tree_of(decoded.text)
    blocks = _blocks(tree) if tree is not None else []
    if not blocks:
        raise UserError(f"{name}: The page has no visible text; there is no article in it to import.")
    # Looked for in what can be seen, for scripts hold broken text that harms nobody.
    _, encoding = repair("\n".join(block.text for block in blocks))
    warnings: tuple[str, ...] = ()
    if encoding:
        _restore(tree, encoding)
        blocks = _blocks(tree)
        warnings = (f"The text had been decoded twice ({encoding} read as Latin letters) and was restored.",)
    page = _read(tree, blocks)
    facts = facts_of(page.said, page.blocks, page.kinds, page.in_body, url=url)
    reason = _why_no_article(page, facts)
    if reason:
        raise UserError(f"{name}: {reason}")
    return replace(_draft(page, facts), encoding=decoded.encoding, warnings=(*decoded.warnings, *warnings))


def _blocks(tree: Any) -> list[Block]:
    """Return the lines of the page in normal form, without those of which nothing can be seen."""
    blocks = [replace(block, text=canonical(block.text).strip()) for block in flatten(tree)]
    return [block for block in blocks if split_lines(block.text)]


def _restore(tree: Any, encoding: str) -> None:
    """Restore every text of a parsed page that had been decoded twice."""
    for element in tree.iter():
        element.text = _UNFIT.sub("", restored_from(element.text, encoding)) if element.text else element.text
        element.tail = _UNFIT.sub("", restored_from(element.tail, encoding)) if element.tail else element.tail
        for name in ("content", "title", "alt"):
            if element.get(name):
                element.set(name, _UNFIT.sub("", canonical(restored_from(element.get(name), encoding))))


def _read(tree: Any, blocks: Sequence[Block]) -> _Read:
    said = structured_of(tree)
    text = "\n".join(" ".join(block.text.split("\n")) for block in blocks)
    lines = split_lines(text)
    kinds = with_captions(lines, [_kind_of(line, block) for line, block in zip(lines, blocks, strict=True)])
    body = next((article.body for article in said.articles if article.body), None)
    in_body = elect_body(blocks, lines, kinds, opinion=second_opinion(tree), said=body)
    return _Read(text=text, blocks=blocks, lines=lines, kinds=kinds, in_body=in_body, said=said)


def _kind_of(line: Line, block: Block) -> Kind:
    """Return the kind of a line; of one that only links and stands in a menu, the markup has said enough."""
    if block.linked > 0.9 and block.place.landmarks & {"nav", "footer", "header"} and len(line.text) < 120:
        return Kind.LONG if len(line.text) >= 16 else Kind.SHORT
    return kind_of(line)


def _why_no_article(page: _Read, facts: PageFacts) -> str | None:
    """Return the sentence that says why there is no article on the page, None where there is one."""
    prose = [
        len(line.text)
        for line, kind, block, inside in zip(page.lines, page.kinds, page.blocks, page.in_body, strict=True)
        if inside and kind in (Kind.SENTENCE, Kind.BULLET, Kind.FOOTNOTE) and block.linked < 0.5
    ]
    claimed = bool(page.said.articles) or (page.said.meta("og:type") or "").lower() in (
        "article",
        "news",
        "news.article",
    )
    claimed = claimed or facts.published is not None
    if sum(prose) < 60 and not (claimed and facts.title and any(page.in_body)):
        return "The page holds no article that could be told from its menus and links."
    teasers = _teasers(page)
    if not page.said.articles and facts.published is None and teasers >= 8 and teasers > 1.5 * len(prose):
        return "The page lists other articles, but holds none of its own."
    return None


def _teasers(page: _Read) -> int:
    """Count the headings within the body's reach that only lead elsewhere."""
    inside = [index for index, each in enumerate(page.in_body) if each]
    if not inside:
        return 0
    reach = page.blocks[max(0, inside[0] - 5) : inside[-1] + 5]
    return sum(block.linked > 0.8 and len(block.text) >= 15 for block in reach)


def _draft(page: _Read, facts: PageFacts) -> ArticleDraft:
    body = "\n".join(line.text for line, inside in zip(page.lines, page.in_body, strict=True) if inside)
    return ArticleDraft(
        text=page.text,
        language=facts.language,
        title=facts.title or derived_title(body or page.lines[0].text),
        title_derived=not facts.title,
        subtitle=facts.subtitle,
        outlet=facts.outlet,
        authors=facts.authors,
        published=facts.published,
        updated=facts.updated,
        url=facts.url,
        keywords=facts.keywords,
        parts=parts_of(page.lines, _roles(page, facts)),
    )


def _roles(page: _Read, facts: PageFacts) -> list[str]:
    """Return the role of each line: those of the body, those that surround it, and boilerplate for all others."""
    inside = [index for index, each in enumerate(page.in_body) if each]
    end = inside[-1] if inside else len(page.lines)
    roles = [_role_of(page, index, end=end, near=facts.near) for index in range(len(page.lines))]
    for index in facts.subheadings:
        roles[index] = "subheading"
    if facts.headline is not None:
        roles[facts.headline] = "headline"
    return roles


def _role_of(page: _Read, index: int, *, end: int, near: range) -> str:
    block, kind = page.blocks[index], page.kinds[index]
    names = block.place.names.rsplit(" | ", 1)[-1] + " " + block.inner
    caption = "caption" in block.place.landmarks or bool(_CAPTION.search(names)) or kind in (Kind.CAPTION, Kind.CREDIT)
    if page.in_body[index]:
        # An asterisk marks a footnote in Korean releases; elsewhere it may begin any item of a list.
        noted = kind is Kind.FOOTNOTE and bool(_HANGUL.search(block.text))
        return "caption" if kind in (Kind.CAPTION, Kind.CREDIT) else "footnote" if noted else "body"
    if index not in near or block.place.landmarks & {"nav", "footer", "aside", "dialog"}:
        return "boilerplate"
    if caption and index <= end + 2:
        return "caption"
    return {Kind.BYLINE: "byline", Kind.DATE: "dateline"}.get(kind, "boilerplate")
