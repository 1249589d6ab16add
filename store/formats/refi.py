"""REFI-QDA project (.qdpx), which NVivo, ATLAS.ti, MAXQDA, QualCoder and others take: texts, codes, codings, notes, links.

Texts are UTF-8 without a mark. Ends are exclusive, as all programs read them. The standard counts code points; NVivo is
reported to count UTF-16 units, and MAXQDA wants CRLF, which then counts two: a recipe's target decides.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID, uuid5
from zipfile import ZipFile

from lxml import etree  # type: ignore[import-untyped]

from store.dataset.anchors import anchored
from store.dataset.form import PULSE, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof, Span
from store.dataset.units import from_utf16, to_utf16
from store.dataset.xml import Archive, attributes, clean, content
from store.records import TagDraft

_NAMES = UUID("0e9f2f5e-6d0c-4c39-9e58-7b6d5f0a9f11")
_SCHEMA = "urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
_MACHINE = "Galpi"
_VARIABLES = ("outlet", "published", "authors", "url", "language", "status", "tags", "source", "record")


def guid(*names: str) -> str:
    """Give the identifier of something by its name, always the same."""
    return str(uuid5(_NAMES, "/".join(names))).upper()


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
        return self._units(position) + sum(place < position for place in self._breaks)


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    archive = Archive()
    codes = _Codes(dataset)
    at = dataset.at or "1970-01-01T00:00:00Z"
    sources: list[str] = []
    notes: list[str] = []
    links: list[str] = []
    users = {each.name: uid_guid(each.uid, "user", each.name) for each in dataset.annotators}
    users.setdefault(_MACHINE, guid("user", _MACHINE))
    for item in items:
        key = guid("source", item.key, item.marked.article.uid)
        rule = _Rule(clean(item.text, dataset.losses), dataset.recipe.target)
        sources.append(_source(item, rule, codes, key, users, at, notes))
        links += [
            f"<Link{attributes(guid=guid('link', item.key, str(number)), name=each.said.relation.predicate)}"
            f' direction="OneWay"'
            f"{attributes(originGUID=_mark(item, each.subject), targetGUID=_mark(item, each.object))}/>\n"
            for number, each in enumerate(anchored(item, dataset.losses))
        ]
        yield Piece(dataset.file, archive.add(f"sources/{key}.txt", rule.text))
    yield PULSE
    yield Piece(dataset.file, archive.add("project.qde", _project(dataset, codes, users, at, sources, notes, links)))
    yield Piece(dataset.file, archive.end())


def _project(
    dataset: Dataset,
    codes: _Codes,
    users: dict[str, str],
    at: str,
    sources: Sequence[str],
    notes: Sequence[str],
    links: Sequence[str],
) -> str:
    memos = [
        f"<Note{attributes(guid=guid('memo', str(number)), name='Memo', creationDateTime=at)}>"
        f"<PlainTextContent>{content(memo)}</PlainTextContent></Note>\n"
        for number, memo in enumerate(dataset.memos)
    ]
    refs = [f'<NoteRef targetGUID="{guid("memo", str(number))}"/>' for number in range(len(memos))]
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
            '<Project xmlns="urn:QDA-XML:project:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
            f' xsi:schemaLocation="{_SCHEMA}"{head}>\n<Users>',
            *(f"<User{attributes(guid=number, name=name)}/>" for name, number in users.items()),
            f"</Users>\n<CodeBook><Codes>\n{codes.xml()}</Codes></CodeBook>\n",
            f"<Variables>{variables}</Variables>\n",
            *(["<Sources>\n", *sources, "</Sources>\n"] if sources else []),
            *(["<Notes>\n", *notes, *memos, "</Notes>\n"] if notes or memos else []),
            *(["<Links>\n", *links, "</Links>\n"] if links else []),
            f"<Description>{content(dataset.recipe.where or 'All articles')}</Description>{''.join(refs)}</Project>\n",
        ]
    )


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
        return self._types.setdefault(span.label, guid("type", span.label))

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


def _source(item: Item, rule: _Rule, codes: _Codes, key: str, users: dict[str, str], at: str, notes: list[str]) -> str:
    article = item.marked.article
    machine = users[_MACHINE]
    made = attributes(creatingUser=machine, creationDateTime=at)
    name = f"{item.key} {article.title or article.source}"
    lines = [
        f"<TextSource{attributes(guid=key, name=name, plainTextPath=f'internal://{key}.txt')}{made}>",
    ]
    for span in item.spans:
        by = attributes(creatingUser=users.get(span.annotator, machine), creationDateTime=at)
        place = attributes(startPosition=rule.there(span.start), endPosition=rule.there(span.end))
        label = " ".join(span.quote.split())[:60]
        said = _said(item, span)
        lines.append(
            f"<PlainTextSelection{attributes(guid=_mark(item, span), name=label)}{place}{by}>"
            + (f"<Description>{content(said)}</Description>" if said else "")
            + f"<Coding{attributes(guid=guid('coding', item.key, span.key))}{by}>"
            f'<CodeRef targetGUID="{codes.of(span)}"/></Coding></PlainTextSelection>\n'
        )
    for tagging in item.marked.taggings:
        if tagging.start is None:
            by = attributes(creatingUser=users.get(tagging.annotator, machine), creationDateTime=at)
            number = guid("coding", item.key, f"w{tagging.id}")
            lines.append(f'<Coding guid="{number}"{by}><CodeRef targetGUID="{codes.tag(tagging.tag)}"/></Coding>\n')
    for count, note in enumerate(item.marked.notes, 1):
        number = guid("note", item.key, str(count))
        by = attributes(creatingUser=users.get(note.annotator, machine), creationDateTime=at)
        notes.append(
            f"<Note{attributes(guid=number, name=f'Note {count} on {item.key}')}{by}>"
            f"<PlainTextContent>{content(note.text)}</PlainTextContent></Note>\n"
        )
        lines.append(f'<NoteRef targetGUID="{number}"/>')
    return "".join([*lines, *_values(item), "</TextSource>\n"])


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
                f'<VariableValue><VariableRef targetGUID="{guid("variable", name)}"/>'
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
    with ZipFile(io.BytesIO(files.data(dataset.file))) as archive:
        root = etree.fromstring(archive.read("project.qde"), etree.XMLParser(resolve_entities=False, huge_tree=True))
        names = {each.get("guid"): each.get("name") for each in root.iter("{*}Code")}
        cut = {each.get("guid"): (each.get("name") or "").rpartition("/")[2] for each in root.iter("{*}Code")}
        for source in root.iter("{*}TextSource"):
            path = source.get("plainTextPath").removeprefix("internal://")
            yield _proof(source, archive.read(f"sources/{path}").decode(), names | cut, dataset.recipe.target)


def _proof(source: etree._Element, raw: str, names: dict[str, str], target: str) -> Proof:
    text = raw.replace("\r\n", "\n") if target == "maxqda" else raw
    back: Callable[[int], int] = from_utf16(text) if target == "nvivo" else int
    spans = []
    for mark in source.iterfind("{*}PlainTextSelection"):
        start, end = int(mark.get("startPosition")), int(mark.get("endPosition"))
        if target == "maxqda":
            start, end = (place - raw.count("\r\n", 0, place) for place in (start, end))
        start, end = back(start), back(end)
        code = mark.find("{*}Coding/{*}CodeRef").get("targetGUID")
        spans.append((start, end, names[code], text[start:end]))
    tags = sorted(names[each.get("targetGUID")] for each in source.iterfind("{*}Coding/{*}CodeRef"))
    record = guid("variable", "record")
    key = next(
        value.findtext("{*}TextValue")
        for value in source.iterfind("{*}VariableValue")
        if value.find("{*}VariableRef").get("targetGUID") == record
    )
    return Proof(key, text, tuple(spans), tuple(tags))


FORMAT = Format(
    name="refi",
    label="REFI-QDA project for NVivo, ATLAS.ti, MAXQDA, QualCoder (.qdpx)",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".qdpx",
    holds=frozenset({"spans", "overlaps", "tags", "notes", "tag_notes", "relations", "links"}),
    unit="code points (UTF-16 units for the target nvivo)",
)
"""An archive of texts and project.qde."""
