"""An HTML page to lines: everything a reader of the page can see, in order, with what the markup says of each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

# What lxml gives has no types.
Element = Any

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "datalist",
        "param",
        "source",
        "track",
        "input",
        "textarea",
        "select",
        "option",
        "optgroup",
        "meta",
        "link",
        "title",
        "base",
        "basefont",
        "colgroup",
        "col",
        "noframes",
        "applet",
    ]
)
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "picture",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_INLINE_ITEMS = frozenset(["span", "a", "em", "strong", "b", "i", "time", "u", "font"])
_PLACES = {"nav": "nav", "footer": "footer", "header": "header", "aside": "aside", "form": "form", "button": "button",
           "figure": "figure", "figcaption": "caption", "address": "address", "menu": "nav", "label": "form",
           "blockquote": "quote", "table": "table", "dialog": "dialog"}  # fmt: skip
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# Between the cells of a row while the line is gathered; no page holds it, for it is no character.
_CELL = "\ufdd0"
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the markup a line stands: its nearest tag, the landmarks around it, the names (class, id) of its elements.

    `names` joins the class and id of the elements around the line, innermost last, in lower case; `item` those of the
    elements that hold nothing but this line.
    """

    tag: str = ""
    landmarks: frozenset[str] = frozenset()
    names: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One visible line: its text, the share of it that is links (0 to 1), its place, and what its elements say."""

    text: str
    place: Place
    linked: float = 0.0
    inner: str = ""
    props: tuple[str, ...] = ()
    moment: str | None = None
    bold: bool = False


@dataclass(slots=True)
class _Line:
    """The line being gathered."""

    pieces: list[str] = field(default_factory=list)
    place: Place | None = None
    inner: list[str] = field(default_factory=list)
    props: list[str] = field(default_factory=list)
    moment: str | None = None
    linked: int = 0
    bold: int = 0


def tree_of(text: str) -> Element | None:
    """Return the parsed page, or None where nothing of it is markup or text; never fetches anything."""
    parser = html.HTMLParser(
        encoding="utf-8", collect_ids=False, no_network=True, remove_comments=True, remove_pis=True
    )
    data = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def flatten(tree: Element) -> list[Block]:
    """Return the visible lines of a page, in order: scripts, styles and hidden elements are left out.

    Blanks are joined as a browser joins them; NBSP stays. An element that hides most of the page's paragraphs counts as
    seen, for a script would have shown it.
    """
    return list(_Walk(tree).blocks())


class _Walk:
    """One way through a tree, element by element, without recursion."""

    def __init__(self, tree: Element) -> None:
        self._tree = tree
        self._line = _Line()
        self._done: list[Block] = []
        self._shown = _shown_though_hidden(tree)
        self._rows: set[Element] = set()

    def blocks(self) -> Iterator[Block]:
        """Give the lines."""
        places = [Place()]
        inline: list[tuple[str, str]] = []
        walker = etree.iterwalk(self._tree, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                self._start(element, tag, places, inline, walker)
            else:
                self._end(element, tag, places, inline)
            if self._done:
                yield from self._done
                self._done.clear()
        self._flush()
        yield from self._done

    def _start(
        self, element: Element, tag: str, places: list[Place], inline: list[tuple[str, str]], walker: Element
    ) -> None:
        if tag in _UNSEEN or (element.attrib and _is_hidden(element) and element not in self._shown):
            walker.skip_subtree()
            return
        if tag in ("br", "hr"):
            self._flush()
        elif tag in ("td", "th") and element.getparent() in self._rows:
            if self._line.place is not None:
                self._line.pieces.append(_CELL)
            places.append(_inside(places[-1], element, tag))
        elif tag in _BLOCK or "-" in tag:
            self._flush()
            if tag == "tr" and _is_row_of_data(element):
                self._rows.add(element)
            places.append(_inside(places[-1], element, tag))
        else:
            if tag in _INLINE_ITEMS and self._line.pieces and (tag == "time" or _follows_item(element)):
                self._line.pieces.append(" ")
            inline.append((tag, _names(element)))
        self._note(element)
        self._add(element.text, places[-1], inline, pre=places[-1].tag == "pre")

    def _end(self, element: Element, tag: str, places: list[Place], inline: list[tuple[str, str]]) -> None:
        skipped = tag in _UNSEEN or (element.attrib and _is_hidden(element) and element not in self._shown)
        if skipped or tag in ("br", "hr"):
            pass
        elif tag in _BLOCK or "-" in tag:
            if not (tag in ("td", "th") and element.getparent() in self._rows):
                self._flush()
            places.pop()
        else:
            inline.pop()
        if element is not self._tree:
            self._add(element.tail, places[-1], inline, pre=places[-1].tag == "pre")

    def _note(self, element: Element) -> None:
        """Keep what microdata and <time> say of the line that comes."""
        prop = element.get("itemprop") or (element.get("rel") if element.tag == "a" else None)
        if prop:
            self._line.props.append(prop.lower())
        if element.tag == "time" and element.get("datetime"):
            self._line.moment = self._line.moment or element.get("datetime")

    def _add(self, text: str | None, place: Place, inline: list[tuple[str, str]], *, pre: bool) -> None:
        if not text:
            return
        if pre and "\n" in text:
            for piece in text.split("\n"):
                self._add(piece, place, inline, pre=False)
                self._flush()
            return
        line = self._line
        seen = not text.isspace()
        if seen and line.place is None:
            line.place = place
        if seen:
            length = len(text.strip())
            for tag, names in inline:
                line.linked += length if tag == "a" else 0
                line.bold += length if tag in ("b", "strong") else 0
                if names and names not in line.inner:
                    line.inner.append(names)
        line.pieces.append(text)

    def _flush(self) -> None:
        line = self._line
        if line.place is None:
            line.pieces.clear()
            return
        text = "\t".join(_BLANKS.sub(" ", cell).strip(" ") for cell in "".join(line.pieces).split(_CELL)).strip(" \t")
        if text:
            length = max(1, len(text))
            self._done.append(
                Block(
                    text=text,
                    place=line.place,
                    linked=min(1.0, line.linked / length),
                    inner=" ".join(line.inner),
                    props=tuple(line.props),
                    moment=line.moment,
                    bold=line.bold >= 0.9 * length,
                )
            )
        self._line = _Line()


def _is_row_of_data(row: Element) -> bool:
    """Say whether a table's row holds short cells, as figures do, and not the layout of a page."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or len(cells) > 30:
        return False
    for cell in cells:
        inside = sum(1 for _ in cell.iter("div", "p", "table", "ul", "br", "h1", "h2", "h3", "h4", "script", "section"))
        if inside > 1 or len("".join(cell.itertext())) > 120:
            return False
    return True


def _follows_item(element: Element) -> bool:
    """Say whether it comes right behind another element of its kind, with nothing between: pages part such by style."""
    before = element.getprevious()
    if before is None or before.tail or before.tag not in _INLINE_ITEMS:
        return False
    return before.tag == element.tag and (before.tag == "a" or bool(before.get("class") or element.get("class")))


def _names(element: Element) -> str:
    if not element.attrib:
        return ""
    return " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop")))).lower()


def _inside(outer: Place, element: Element, tag: str) -> Place:
    landmark = _PLACES.get(tag) or _PLACES.get(element.get("role") or "") if element.attrib else _PLACES.get(tag)
    landmarks = outer.landmarks | {landmark} if landmark and landmark not in outer.landmarks else outer.landmarks
    if tag in ("article", "main"):
        landmarks = landmarks | {tag}
    own = _names(element)
    names = f"{outer.names} | {own}" if own else outer.names
    return Place(tag=tag, landmarks=landmarks, names=names[-1_000:], depth=outer.depth + 1)


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


def _shown_though_hidden(tree: Element) -> set[Element]:
    """Return the hidden elements that hold most of the text in paragraphs."""
    hidden = [element for element in tree.iter("div", "section", "article", "main", "body") if _is_hidden(element)]
    if not hidden:
        return set()
    total = sum(len("".join(each.itertext())) for each in tree.iter("p"))
    return {
        element
        for element in hidden
        if 2 * sum(len("".join(each.itertext())) for each in element.iter("p")) > max(total, 600)
    }
