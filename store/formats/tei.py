"""TEI P5: an edition of each article with anchors in its text and stand-off spans between them; one paragraph a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped]

from store.dataset.anchors import anchored
from store.dataset.form import MARKS, Format
from store.dataset.iris import entity_iri
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.dataset.xml import attributes, clean, content, quoted
from store.formats.brat import slug
from store.parse.markup import Element

_PARAGRAPH = "{{{0}}}text/{{{0}}}body/{{{0}}}p".format("http://www.tei-c.org/ns/1.0")
_CATEGORY, _SPAN, _TERM = (f"{{http://www.tei-c.org/ns/1.0}}{name}" for name in ("category", "span", "term"))
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    definitions = {path: tag.definition for path, tag in dataset.paths().items() if tag.definition}
    for item in items:
        yield Piece(f"{item.key}.xml", _edition(item, dataset, definitions))


def _edition(item: Item, dataset: Dataset, definitions: Mapping[str, str]) -> str:
    article = item.marked.article
    text = clean(item.text, dataset.losses)
    title, by = (
        content(article.title or article.source),
        "".join(f"<author>{content(a)}</author>" for a in article.authors),
    )
    labels = {label: f"c-{slug(label)}" for label in dict.fromkeys((*(s.label for s in item.spans), *item.tags))}
    categories = "".join(
        f"<category{attributes(xml__id=name)}><catDesc>{content(label)}</catDesc>"
        + (f"<catDesc>{content(definitions[label])}</catDesc>" if label in definitions else "")
        + "</category>"
        for label, name in labels.items()
    )
    date = f"<date{attributes(when=article.published[:10])}>{article.published}</date>" if article.published else ""
    where = f"<ref{attributes(target=article.url)}>{title}</ref>" if article.url and " " not in article.url else title
    terms = "".join(f"<term{attributes(ref=f'#{labels[tag]}')}>{content(tag)}</term>" for tag in item.tags)
    notes = "".join(f"<note>{content(note.text)}</note>" for note in item.marked.notes)
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"',
            f"{attributes(xml__lang=article.language, n=item.key)}>\n<teiHeader><fileDesc><titleStmt><title>{title}</title>{by}",
            f"</titleStmt><publicationStmt><publisher>{content(article.outlet or 'unknown')}</publisher>{date}",
            f"</publicationStmt><sourceDesc><bibl>{where}{notes}</bibl></sourceDesc></fileDesc>\n",
            f'<encodingDesc><classDecl><taxonomy xml:id="tags">{categories}</taxonomy></classDecl></encodingDesc>\n'
            if categories
            else "",
            f'<profileDesc><textClass><keywords scheme="#tags">{terms}</keywords></textClass></profileDesc>'
            if terms
            else "",
            "</teiHeader>\n<text><body>\n",
            _paragraphs(text, item),
            _spans(item, labels, dataset),
            "</body></text></TEI>\n",
        ]
    )


def _paragraphs(text: str, item: Item) -> str:
    """Write one paragraph a line, empty ones too, with an anchor wherever a span begins or ends."""
    anchors: dict[int, list[str]] = {}
    for span in item.spans:
        anchors.setdefault(span.start, []).append(f'<anchor xml:id="{span.key}.a"/>')
    for span in reversed(item.spans):
        # Ends first, so that what ends here lies before what begins here.
        anchors.setdefault(span.end, []).insert(0, f'<anchor xml:id="{span.key}.z"/>')
    lines = []
    places = sorted(anchors)
    at = following = 0
    for line in text.split("\n"):
        pieces = []
        read = at
        while following < len(places) and places[following] <= at + len(line):
            place = places[following]
            pieces += [content(text[read:place]), *anchors[place]]
            read = place
            following += 1
        pieces.append(content(text[read : at + len(line)]))
        lines.append(f"<p>{''.join(pieces)}</p>\n")
        at += len(line) + 1
    return "".join(lines)


def _spans(item: Item, labels: dict[str, str], dataset: Dataset) -> str:
    if not item.spans:
        return ""
    lines = ['<spanGrp type="marks">\n']
    for span in item.spans:
        link = item.link_of(span.entity_id)
        # Keys, names of categories and of people hold nothing that an attribute would write otherwise.
        key = span.key
        about = "" if link is None else f' corresp="{quoted(entity_iri(link))}"'
        by = f' resp="#{slug(span.annotator)}"' if span.annotator else ""
        note = f"<note>{content(span.note)}</note>" if span.note else ""
        lines.append(
            f'<span xml:id="{key}" from="#{key}.a" to="#{key}.z" ana="#{labels[span.label]}"{about}{by}>'
            f"{content(span.quote)}{note}</span>\n"
        )
    lines.append("</spanGrp>\n")
    found = anchored(item, dataset.losses)
    if found:
        lines.append('<linkGrp type="relations">\n')
        lines += [
            f"<link{attributes(n=each.said.relation.predicate, target=f'#{each.subject.key} #{each.object.key}')}/>\n"
            for each in found
        ]
        lines.append("</linkGrp>\n")
    return "".join(lines)


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    text = clean(item.text)
    spans = tuple((s.start, s.end, s.label, text[s.start : s.end]) for s in item.spans)
    return Proof(item.key, text, spans, tuple(clean(tag) for tag in item.tags))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:  # noqa: ARG001
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for name in files.names():
        if not name.endswith(".xml"):
            continue
        root = etree.fromstring(files.data(name), parser)
        text, places = _anchored(root.iterfind(_PARAGRAPH))
        categories = {each.get(_ID): each[0].text for each in root.iter(_CATEGORY)}
        spans = []
        for span in root.iter(_SPAN):
            start, end = places[span.get("from")[1:]], places[span.get("to")[1:]]
            spans.append((start, end, categories[span.get("ana")[1:]], text[start:end]))
        yield Proof(root.get("n"), text, tuple(spans), tuple(term.text for term in root.iter(_TERM)))


def _anchored(paragraphs: Iterable[Element]) -> tuple[str, dict[str, int]]:
    """Give the text of paragraphs, a line each, and where in it each anchor stands."""
    places: dict[str, int] = {}
    pieces: list[str] = []
    at = 0
    for paragraph in paragraphs:
        if pieces:
            pieces.append("\n")
            at += 1
        if piece := paragraph.text:
            pieces.append(piece)
            at += len(piece)
        elif not pieces:
            pieces.append("")
        for anchor in paragraph:
            places[anchor.get(_ID) or ""] = at
            if piece := anchor.tail:
                pieces.append(piece)
                at += len(piece)
    return "".join(pieces), places


FORMAT = Format(
    name="tei",
    label="TEI P5: an edition of each article with stand-off spans",
    write=_write,
    read=_read,
    promise=_promise,
    holds=MARKS | {"annotators"},
    unit="anchors",
)
"""A folder of editions."""
