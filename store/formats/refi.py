"""REFI-QDA project (.qdpx), which NVivo, ATLAS.ti, MAXQDA, QualCoder and others take: texts, codes, codings, notes, links.

Texts are UTF-8 without a mark. Ends are exclusive, as all programs read them. The standard counts code points; NVivo is
reported to count UTF-16 units, and MAXQDA wants CRLF, which then counts two: a recipe's target decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from uuid import UUID
from zipfile import ZipFile

from lxml import etree  # type: ignore[import-untyped]

from store.dataset.anchors import anchored
from store.dataset.form import MARKS, PULSE, Format
from store.dataset.iris import named_uuid
from store.dataset.items import Dataset, Files, Item, Piece, Proof, Span
from store.dataset.units import from_utf16, to_utf16
from store.dataset.xml import Archive, attributes, clean, content, quoted
from store.parse.markup import Element, forget
from store.records import TagDraft

_NAMES = UUID("0e9f2f5e-6d0c-4c39-9e58-7b6d5f0a9f11").bytes
_SPACE = "urn:QDA-XML:project:1.0"
_SCHEMA = f"{_SPACE} http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
_CODE, _SOURCE, _SELECTION, _CODING, _VALUE = (
    f"{{{_SPACE}}}{name}" for name in ("Code", "TextSource", "PlainTextSelection", "Coding", "VariableValue")
)
_MACHINE = "Galpi"
_VARIABLES = ("outlet", "published", "authors", "url", "language", "status", "tags", "source", "record")


def guid(*names: str) -> str:
    """Give the identifier of something by its name, always the same."""
    return named_uuid(_NAMES, "/".join(names)).upper()


@lru_cache(maxsize=100)
def _variable(name: str) -> str:
    return guid("variable", name)


def uid_guid(uid: str | None, *names: str) -> str:
    """Give the identifier of what has a uid: that, where it can be one."""
    try:
        return str(UUID(uid or "")).upper()
    except ValueError:
        return guid(uid or "", *names)


class _Rule:
    """How a program counts: the text as it is given to it, and its positions there and back."""

    def __init__(self, text: str, target: str) -> None:
        self.text = text.replace("\n", "\r\n") if target == "maxqda" else text
        self._breaks = (
            [place for place, character in enumerate(text) if character == "\n"] if target == "maxqda" else []
        )
        self._units: Callable[[int], int] = to_utf16(text) if target == "nvivo" else int

    def there(self, position: int) -> int:
        """Give a position in code points of our text as the program counts it."""
        return self._units(position) + bisect_left(self._breaks, position)


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    archive = Archive()
    codes = _Codes(dataset)
    at = dataset.at or "1970-01-01T00:00:00Z"
    links: list[str] = []
    users = {each.name: uid_guid(each.uid, "user", each.name) for each in dataset.annotators}
    users.setdefault(_MACHINE, guid("user", _MACHINE))
    sources = _Sources(codes, users, at)
    # The texts go out at once. What is said of them stands behind the codes in project.qde, and these are known at the end.
    written: list[bytes] = []
    for item in items:
        key = guid("source", item.key, item.marked.article.uid)
        rule = _Rule(clean(item.text, dataset.losses), dataset.recipe.target)
        written.append(sources.xml(item, rule, key).encode())
        links += [
            f"<Link{attributes(guid=guid('link', item.key, str(number)), name=each.said.relation.predicate)}"
            f' direction="OneWay"'
            f"{attributes(originGUID=_mark(item, each.subject), targetGUID=_mark(item, each.object))}/>\n"
            for number, each in enumerate(anchored(item, dataset.losses))
        ]
        yield Piece(dataset.file, archive.add(f"sources/{key}.txt", rule.text))
    yield PULSE
    pieces = [
        _head(dataset, codes, users, at, bool(written)),
        *written,
        _tail(dataset, at, sources.notes, links, bool(written)),
    ]
    for piece in archive.add_pieces("project.qde", pieces):
        yield Piece(dataset.file, piece)
    yield Piece(dataset.file, archive.end())


def _head(dataset: Dataset, codes: _Codes, users: Mapping[str, str], at: str, has_sources: bool) -> bytes:
    """Write project.qde up to its sources."""
    machine = users[_MACHINE]
    variables = "".join(
        f'<Variable{attributes(guid=guid("variable", name), name=name)} typeOfVariable="Text"/>' for name in _VARIABLES
    )
    head = attributes(
        name=dataset.recipe.title or dataset.project or "Galpi",
        origin="Galpi",
        creatingUserGUID=machine,
        creationDateTime=at,
        modifyingUserGUID=machine,
        modifiedDateTime=at,
    )
    return "".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<Project xmlns="{_SPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
            f' xsi:schemaLocation="{_SCHEMA}"{head}>\n<Users>',
            *(f"<User{attributes(guid=number, name=name)}/>" for name, number in users.items()),
            f"</Users>\n<CodeBook><Codes>\n{codes.xml()}</Codes></CodeBook>\n",
            f"<Variables>{variables}</Variables>\n",
            "<Sources>\n" if has_sources else "",
        ]
    ).encode()


def _tail(dataset: Dataset, at: str, notes: Sequence[str], links: Sequence[str], has_sources: bool) -> bytes:
    """Write project.qde from behind its sources."""
    memos = [
        f"<Note{attributes(guid=guid('memo', str(number)), name='Memo', creationDateTime=at)}>"
        f"<PlainTextContent>{content(memo)}</PlainTextContent></Note>\n"
        for number, memo in enumerate(dataset.memos)
    ]
    refs = [f'<NoteRef targetGUID="{guid("memo", str(number))}"/>' for number in range(len(memos))]
    return "".join(
        [
            "</Sources>\n" if has_sources else "",
            *(["<Notes>\n", *notes, *memos, "</Notes>\n"] if notes or memos else []),
            *(["<Links>\n", *links, "</Links>\n"] if links else []),
            f"<Description>{content(dataset.recipe.where or 'All articles')}</Description>{''.join(refs)}</Project>\n",
        ]
    ).encode()


class _Codes:
    """The codes: the tree of tags as it is, and the entity types that are met, under a code of their own."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._guids = {path: uid_guid(tag.uid, "tag", path) for path, tag in dataset.paths().items()}
        self._types: dict[str, str] = {}
        self._cut: dict[str, str] = {}

    def of(self, span: Span) -> str:
        """Give the code of a mark."""
        if span.is_tag:
            return self.tag(span.label)
        return self._types.get(span.label) or self._types.setdefault(span.label, guid("type", span.label))

    def tag(self, path: str) -> str:
        """Give the code of a tag."""
        return self._guids.get(path) or self._cut.setdefault(path, guid("tag", path))

    def xml(self) -> str:
        """Write all codes."""
        lines = [self._tag(tag, tag.name) for tag in self._dataset.codebook]
        lines += [
            f'<Code{attributes(guid=number, name=path)} isCodable="true"/>\n' for path, number in self._cut.items()
        ]
        types = self._types or ({} if lines else {"mention": guid("type", "mention")})
        if types:
            lines.append(f'<Code{attributes(guid=guid("types"), name="Entities")} isCodable="false">')
            lines += [
                f'<Code{attributes(guid=number, name=name)} isCodable="true"/>'
                for name, number in sorted(types.items())
            ]
            lines.append("</Code>\n")
        return "".join(lines)

    def _tag(self, tag: TagDraft, path: str) -> str:
        colour = tag.colour if tag.colour and len(tag.colour) == 7 else None
        said = f"<Description>{content(tag.definition)}</Description>" if tag.definition else ""
        under = "".join(self._tag(child, f"{path}/{child.name}") for child in tag.children)
        return (
            f'<Code{attributes(guid=self._guids[path], name=tag.name)} isCodable="true"{attributes(color=colour)}>'
            f"{said}{under}</Code>\n"
        )


def _mark(item: Item, span: Span) -> str:
    return guid("mark", item.key, span.key)


class _Sources:
    """What is said of the texts, one after the other; `notes` are those that were met."""

    def __init__(self, codes: _Codes, users: Mapping[str, str], at: str) -> None:
        self.notes: list[str] = []
        self._codes = codes
        # Who made a mark, and when, stands at each of them twice.
        self._by = {name: attributes(creatingUser=number, creationDateTime=at) for name, number in users.items()}

    def by(self, annotator: str) -> str:
        """Give the attributes that say who made something."""
        return self._by.get(annotator) or self._by[_MACHINE]

    def xml(self, item: Item, rule: _Rule, key: str) -> str:
        """Write what is said of one text."""
        article = item.marked.article
        name = f"{item.key} {article.title or article.source}"
        path = f"internal://{key}.txt"
        return "".join(
            [
                f"<TextSource{attributes(guid=key, name=name, plainTextPath=path)}{self.by(_MACHINE)}>",
                *(self._selection(item, span, rule) for span in item.spans),
                *self._on_the_whole(item),
                *_values(item),
                "</TextSource>\n",
            ]
        )

    def _selection(self, item: Item, span: Span, rule: _Rule) -> str:
        by = self.by(span.annotator)
        label = " ".join(span.quote.split())[:60]
        said = _said(item, span)
        return (
            f'<PlainTextSelection guid="{_mark(item, span)}" name="{quoted(label)}"'
            f' startPosition="{rule.there(span.start)}" endPosition="{rule.there(span.end)}"{by}>'
            + (f"<Description>{content(said)}</Description>" if said else "")
            + f'<Coding guid="{guid("coding", item.key, span.key)}"{by}>'
            f'<CodeRef targetGUID="{self._codes.of(span)}"/></Coding></PlainTextSelection>\n'
        )

    def _on_the_whole(self, item: Item) -> Iterator[str]:
        for tagging in item.marked.taggings:
            if tagging.start is None:
                by = self.by(tagging.annotator)
                number = guid("coding", item.key, f"w{tagging.id}")
                yield f'<Coding guid="{number}"{by}><CodeRef targetGUID="{self._codes.tag(tagging.tag)}"/></Coding>\n'
        for count, note in enumerate(item.marked.notes, 1):
            number = guid("note", item.key, str(count))
            self.notes.append(
                f"<Note{attributes(guid=number, name=f'Note {count} on {item.key}')}{self.by(note.annotator)}>"
                f"<PlainTextContent>{content(note.text)}</PlainTextContent></Note>\n"
            )
            yield f'<NoteRef targetGUID="{number}"/>'


def _said(item: Item, span: Span) -> str:
    link = item.link_of(span.entity_id)
    said = [span.note] if span.note else []
    if link is not None:
        where = ", ".join(f"{scheme}:{identifier}" for scheme, identifier in link.external)
        said.append(f"{link.name} ({where})" if where else link.name)
    if span.state != "accepted":
        said.append(span.state)
    return "\n".join(said)


def _values(item: Item) -> Iterator[str]:
    article = item.marked.article
    values = {
        "outlet": article.outlet,
        "published": article.published,
        "authors": "; ".join(article.authors),
        "url": article.url,
        "language": article.language,
        "status": article.status,
        "tags": "; ".join(item.tags),
        "source": article.source,
        "record": item.key,
    }
    for name in _VARIABLES:
        if values[name]:
            yield (
                f'<VariableValue><VariableRef targetGUID="{_variable(name)}"/>'
                f"<TextValue>{content(values[name] or '')}</TextValue></VariableValue>"
            )


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    text = clean(item.text)
    return Proof(
        item.key,
        text,
        tuple(
            (s.start, s.end, s.label.rpartition("/")[2] if s.is_tag else s.label, text[s.start : s.end])
            for s in item.spans
        ),
        tuple(sorted(t.tag.rpartition("/")[2] for t in item.marked.taggings if t.start is None)),
    )


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    names: dict[str, str] = {}
    with files.open(dataset.file) as stream, ZipFile(stream) as archive, archive.open("project.qde") as project:
        # Source by source: the whole of them takes several times the memory that the file takes.
        for _, element in etree.iterparse(project, tag=(_CODE, _SOURCE), resolve_entities=False, huge_tree=True):
            if element.tag == _CODE:
                names[element.get("guid")] = (element.get("name") or "").rpartition("/")[2]
                continue
            path = element.get("plainTextPath").removeprefix("internal://")
            yield _proof(element, archive.read(f"sources/{path}").decode(), names, dataset.recipe.target)
            forget(element)


def _proof(source: Element, raw: str, names: Mapping[str, str], target: str) -> Proof:
    text = raw.replace("\r\n", "\n") if target == "maxqda" else raw
    back: Callable[[int], int] = from_utf16(text) if target == "nvivo" else int
    spans, tags, key = [], [], ""
    for each in source:
        # A mark's coding comes behind its description, a value behind what refers to its variable.
        if each.tag == _SELECTION:
            start, end = int(each.get("startPosition") or ""), int(each.get("endPosition") or "")
            if target == "maxqda":
                start, end = (place - raw.count("\r\n", 0, place) for place in (start, end))
            start, end = back(start), back(end)
            spans.append((start, end, names[_target(each[-1])], text[start:end]))
        elif each.tag == _CODING:
            tags.append(names[_target(each)])
        elif each.tag == _VALUE and _target(each) == _variable("record"):
            key = each[1].text or ""
    return Proof(key, text, tuple(spans), tuple(sorted(tags)))


def _target(element: Element) -> str:
    """Give what the first child of an element refers to."""
    return element[0].get("targetGUID") or ""


FORMAT = Format(
    name="refi",
    label="REFI-QDA project for NVivo, ATLAS.ti, MAXQDA, QualCoder (.qdpx)",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".qdpx",
    holds=MARKS | {"states", "annotators", "whole_annotators"},
    reads=True,
    unit="code points (UTF-16 units for the target nvivo)",
)
"""An archive of texts and project.qde."""
