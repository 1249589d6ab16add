"""HTML and XML in small: fragments to lines of text, and parsers that resolve nothing and fetch nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from store.errors import UserError
from store.parse.limits import Readable

Element = Any
"""An element of a parsed page or document; the library that makes it has no types."""

_TAGS = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|img|ul|ol|li|table|tr|td|h[1-6]|font|figure|figcaption|section|article|blockquote|html"
    r"|body|script|style|iframe|hr|small|sub|sup|u)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_BLOCKS = frozenset(
    {
        *(
            "p",
            "br",
            "div",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "tr",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
        ),
        *(
            "section",
            "article",
            "aside",
            "header",
            "footer",
            "nav",
            "main",
            "blockquote",
            "figure",
            "figcaption",
            "pre",
        ),
        *("address", "form", "fieldset", "option", "caption", "thead", "tbody", "title", "center"),
    }
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "iframe", "object", "svg", "select"})
_SPACES = re.compile(r"[ \t\r\n\f]+")


def unescaped(text: str) -> str:
    """Return a short text, such as a title, without tags and with its character references resolved."""
    if "<" in text and _TAGS.search(text):
        text = _TAGS.sub("", text)
    return html.unescape(text) if "&" in text and _REFERENCE.search(text) else text


def text_of(text: str) -> str:
    """Return the lines of a text that may be HTML, one for each block; a text without tags stays as it is."""
    if "<" in text and _TAGS.search(text):
        return lines_of_markup(text)
    return html.unescape(text) if "&" in text and _REFERENCE.search(text) else text


def lines_of_markup(markup: str) -> str:
    """Return the visible text of an HTML page or fragment, a line for each block, paragraphs apart."""
    root = html_root(b"<div>" + markup.encode("utf-8", "replace") + b"</div>")
    return "" if root is None else lines_of_element(root)


def html_root(data: bytes, *, encoding: str = "utf-8") -> Element | None:
    """Return the root of an HTML page, however badly it is written, or None where nothing is in it.

    Nothing is resolved or fetched. Raises UserError where it cannot be read at all.
    """
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(encoding=encoding, no_network=True, recover=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        if not data.strip():
            return None
        raise UserError(f"The HTML inside is damaged ({error}).") from error


def bytes_of(element: Element) -> bytes:
    """Return an element as UTF-8, without what stands behind it."""
    from lxml import etree

    data: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
    return data


def elements_of(chunks: Iterator[bytes]) -> Iterator[tuple[str, Element]]:
    """Give the elements of XML that comes in chunks, as `("start", element)` and `("end", element)`.

    Nothing is resolved or fetched. Raises UserError where it is damaged beyond repair.
    """
    from lxml import etree

    parser = etree.XMLPullParser(
        ("start", "end"), recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        for chunk in chunks:
            parser.feed(chunk)
            yield from parser.read_events()
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UserError(f"The XML is damaged ({error}); what came before the damage was read.") from error
    yield from parser.read_events()


def elements_named(stream: Readable, *names: str, starts: str = "") -> Iterator[Element]:
    """Give the elements of these names (`{*}row`) as they end, those named `starts` as they begin.

    For large XML made by programs: nothing is resolved or fetched. Raises UserError where it is damaged.
    """
    from lxml import etree

    events = etree.iterparse(
        stream,
        events=("start", "end") if starts else ("end",),
        tag=names,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    )
    begun = starts.rpartition("}")[2]
    try:
        for event, node in events:
            if (event == "start") == bool(begun and node.tag.rpartition("}")[2] == begun):
                yield node
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UserError(f"The XML inside is damaged ({error}).") from error


def forget(element: Element) -> None:
    """Drop an element that was read, and what stands before it, so that memory does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def lines_of_element(root: Element) -> str:
    """Return the visible text of an element, a line for each block; script, style and the like are left out."""
    pieces: list[str] = []
    # A walk of its own instead of recursion, for pages nest deeper than Python's stack.
    for event, node in _walk(root):
        name = _name(node)
        if event == "start":
            if name in _BLOCKS:
                pieces.append("\n")
            if node.text and name:
                pieces.append(_SPACES.sub(" ", node.text))
        else:
            if name in _BLOCKS:
                pieces.append("\n\n" if name == "p" else "\n")
            if node is not root and node.tail:
                pieces.append(_SPACES.sub(" ", node.tail))
    lines = (line.strip(" ") for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _walk(root: Element) -> Iterator[tuple[str, Element]]:
    from lxml.etree import iterwalk  # type: ignore[import-untyped]

    walker = iterwalk(root, events=("start", "end", "comment", "pi"))
    unseen: Element | None = None
    for event, node in walker:
        if event == "start" and unseen is None and _name(node) in _UNSEEN:
            unseen = node
        elif event == "end" and node is unseen:
            unseen = None
            yield "end", node
        elif unseen is None:
            yield ("start" if event == "start" else "end"), node


def _name(node: Element) -> str:
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def refuse_entities(head: bytes) -> None:
    """Raise UserError where XML declares entities of its own, as entity bombs do and no news does."""
    if b"<!ENTITY" in head.replace(b"\x00", b""):
        raise UserError("This XML declares entities of its own, which can unpack without end; it was not read.")


def xml_root(data: bytes) -> Element:
    """Return the root of an XML document; nothing is resolved or fetched. Raises UserError where it is damaged."""
    from lxml import etree

    refuse_entities(data[:65_536])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UserError(f"The XML inside is damaged ({error}).") from error
