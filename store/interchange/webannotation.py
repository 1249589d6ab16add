"""W3C Web Annotation: annotations in JSON-LD, alone, in a list, a page or a collection, of texts that lie beside them.

A target's text is a file beside the annotations, the text that the target embeds, or an article of the project with the
target's address. Positions are code points; the quote and what stands around it find a passage again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from store.errors import UserError
from store.formats.webannotation import record_urn
from store.interchange.document import Bundle, Document, Found, Join, Mark, Refused, WholeTag
from store.interchange.links import link_of
from store.interchange.objects import document_of, objects
from store.interchange.values import integer, text
from store.interchange.webannotation_rules import fault, types_of
from store.text.canonical import canonical

_CHAR = re.compile(r"char=(\d+),(\d+)")
_LABELS = ("tagging", "classifying")


def read_webannotation(bundle: Bundle) -> Iterator[Found]:
    """Give the documents that the annotations of a file are of, and each annotation that is out of shape or of no text."""
    texts = _Texts(bundle)
    targets: dict[str, _Target] = {}
    ends: dict[str, str] = {}
    linking: list[Mapping[str, Any]] = []
    for number, (value, inherits) in enumerate(_annotations(bundle), 1):
        name = text(value.get("id")) or str(number)
        wrong = fault(value, inherits=inherits)
        if wrong is not None:
            yield Refused(name=name, reason=f"This is no valid Web Annotation. {wrong}", data=_bytes(value))
            continue
        if "linking" in _motivations(value) and len(_listed(value["target"])) == 2:
            linking.append(value)
            continue
        for part in _listed(value["target"]):
            address, embedded = _source(part)
            target = targets.setdefault(_key(value, address), _Target(address, embedded, text(value.get("via"))))
            target.add(value, part, name)
            ends[name] = _key(value, address)
    for value in linking:
        one, other = (_source(each)[0] for each in _listed(value["target"]))
        where = targets.get(ends.get(one, ""))
        if where is not None:
            where.joins.append(Join(subject=one, predicate=_said(value) or "related to", object=other))
    for target in targets.values():
        yield texts.document(target)


def _annotations(bundle: Bundle) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Give the annotations of a file, with whether they inherit the context of what they stand in."""
    if bundle.main.lower().endswith((".jsonl", ".ndjson")):
        for each in objects(bundle):
            if isinstance(each, Refused):
                raise UserError(f"Line {each.name}: {each.reason}")
            yield from _inside(each.value, inherits=False)
        return
    yield from _inside(document_of(bundle), inherits=False)


def _inside(value: Any, *, inherits: bool) -> Iterator[tuple[Mapping[str, Any], bool]]:
    if isinstance(value, list):
        for each in value:
            yield from _inside(each, inherits=inherits)
        return
    if not isinstance(value, dict):
        raise UserError("This is JSON, but no annotation.")
    here = inherits or "@context" in value
    if isinstance(value.get("@graph"), list):
        yield from _inside(value["@graph"], inherits=here)
    elif types_of(value) & {"AnnotationPage", "AnnotationCollection"} or ("items" in value and "target" not in value):
        for key in ("first", "items"):
            if isinstance(value.get(key), list | dict):
                yield from _inside(value[key], inherits=here)
    else:
        yield value, inherits


def _listed(value: object) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _motivations(value: Mapping[str, Any]) -> list[str]:
    return [str(each).rpartition(":")[2].rpartition("/")[2] for each in _listed(value.get("motivation"))]


def _source(part: object) -> tuple[str, str]:
    """Give the address that a target is of, and the text that it embeds."""
    if isinstance(part, dict):
        source = part.get("source")
        if isinstance(source, dict | str):
            return _source(source)
        said = part.get("value")
        return text(part.get("id")), said if isinstance(said, str) else ""
    return text(part), ""


def _key(value: Mapping[str, Any], address: str) -> str:
    # Several records of one address (its sentences, perhaps) are told apart by where they come from.
    return f"{address}\n{text(value.get('via'))}"


def _said(value: Mapping[str, Any]) -> str:
    body = next(iter(_listed(value.get("body"))), None)
    return text(body.get("value")) if isinstance(body, dict) else text(body) or text(value.get("bodyValue"))


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


@dataclass(slots=True)
class _Bodies:
    """What the bodies of an annotation say."""

    labels: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    entity: str | None = None
    title: str = ""


def _bodies(value: Mapping[str, Any]) -> _Bodies:
    found = _Bodies()
    purposes = _motivations(value)
    bodies = [*_listed(value.get("body"))]
    if isinstance(value.get("bodyValue"), str):
        bodies.append({"type": "TextualBody", "value": value["bodyValue"]})
    for body in bodies:
        if isinstance(body, dict):
            _body(body, purposes, found)
        elif set(purposes) & set(_LABELS):
            found.labels.append(_last(text(body)))
        else:
            found.notes.append(text(body))
    said = [each for each in found.labels if not each.startswith("iri:")]
    found.labels = said or [each.removeprefix("iri:") for each in found.labels]
    return found


def _body(body: Mapping[str, Any], motivations: list[str], found: _Bodies) -> None:
    given = [str(each) for each in _listed(body.get("purpose"))]
    purposes = given or motivations
    said = body.get("value")
    if isinstance(said, str):
        if set(purposes) & set(_LABELS):
            found.labels.append(said)
        elif "describing" in purposes and "describing" in motivations:
            found.title = said
        else:
            found.notes.append(said)
        return
    address, _ = _source(body)
    if set(purposes) & {"identifying", "linking"}:
        link = link_of(address)
        found.links += [link] if link is not None else []
        found.entity = text(body.get("label")) or found.entity
    elif set(purposes) & set(_LABELS):
        found.labels.append(f"iri:{_last(address)}")
    elif address:
        found.notes.append(address)


def _last(address: str) -> str:
    """Give the last name of an address, by which a term of a vocabulary is known."""
    return unquote(re.split(r"[#/:]", address.rstrip("#/:"))[-1]) or address


def _creator(value: Mapping[str, Any]) -> str:
    for agent in _listed(value.get("creator")):
        if isinstance(agent, dict):
            names = [text(each) for each in _listed(agent.get("name"))]
            return next(filter(None, [*names, text(agent.get("nickname")), text(agent.get("id"))]), "")
        return text(agent)
    return ""


class _Target:
    """A text that annotations are of, and what they say of it."""

    def __init__(self, address: str, embedded: str, via: str) -> None:
        self.address = address
        self.embedded = embedded
        self.via = via
        self.marks: list[Mark] = []
        self.joins: list[Join] = []
        self.tags: list[WholeTag] = []
        self.notes: list[tuple[str, str]] = []
        self.unplaced: list[str] = []
        self.title = ""
        self.data: list[bytes] = []

    def add(self, value: Mapping[str, Any], part: object, name: str) -> None:
        """Take in what one annotation says of it."""
        self.data.append(_bytes(value))
        said, by = _bodies(value), _creator(value)
        note = "\n".join(filter(None, said.notes))
        selectors = part.get("selector") if isinstance(part, dict) else None
        if selectors is None:
            self.title = self.title or said.title
            self.tags += [WholeTag(tag=label, annotator=by, note=note) for label in said.labels]
            if note and not said.labels:
                self.notes.append((note, by))
            return
        place = _place(_listed(selectors))
        if place is None:
            self.unplaced.append(f"The annotation {name} selects what is no stretch of a text; it is left out.")
            return
        pieces, quote, prefix, suffix = place
        labels = said.labels or _motivations(value)[:1] or ["highlighting"]
        is_ours = bool(self.via)
        for number, label in enumerate(labels):
            sort = "tag" if is_ours and "tagging" in _motivations(value) else "type" if is_ours else ""
            self.marks.append(
                Mark(
                    key=f"{name}/{number}" if number else name,
                    pieces=pieces,
                    label=label,
                    quote=quote,
                    prefix=prefix,
                    suffix=suffix,
                    sort=sort or ("mention" if said.links else ""),
                    entity=said.entity,
                    links=tuple(said.links),
                    annotator=by,
                    note=note,
                )
            )


def _place(selectors: list[Any]) -> tuple[tuple[tuple[int, int], ...], str | None, str, str] | None:
    """Give what selectors, which stand for one another, say of a stretch of text: where it is, and what it quotes."""
    pieces: tuple[tuple[int, int], ...] = ()
    quote: str | None = None
    around = ("", "")
    for each in (each for each in selectors if isinstance(each, dict)):
        kinds = types_of(each)
        if "TextPositionSelector" in kinds:
            start, end = integer(each.get("start")), integer(each.get("end"))
            pieces = ((start, end),) if start is not None and end is not None else ()
        elif "TextQuoteSelector" in kinds:
            quote = text(each.get("exact")) or None
            around = (text(each.get("prefix")), text(each.get("suffix")))
        elif "FragmentSelector" in kinds:
            found = _CHAR.match(text(each.get("value")))
            pieces = ((int(found[1]), int(found[2])),) if found else pieces
    return (pieces, quote, *around) if pieces or quote else None


class _Texts:
    """The texts of a bundle: where that of a target is."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._names = [name for name in bundle.names() if name.lower().endswith(".txt")]
        self._ours = {record_urn(name.rpartition("/")[2][:-4]): name for name in self._names}

    def document(self, target: _Target) -> Found:
        """Give a target with its text, or say that there is none here."""
        name, said, facts = self._find(target)
        if not said.strip():
            number = len(target.data)
            what = "1 annotation is" if number == 1 else f"{number:,} annotations are"
            reason = f"Its {what} sound, but there is no text here of {target.address or 'its target'} to put them on."
            return Refused(name=target.address, reason=reason, is_valid=True)
        if target.title:
            facts["title"] = target.title
        if target.address.startswith(("http://", "https://")):
            facts["url"] = target.address
        return Document(
            name=name,
            source=str(facts.pop("source", "") or f"{self._bundle.name}#{name}"),
            text=said,
            data=said.encode("utf-8", "replace") + b"\n" + b"\n".join(target.data),
            marks=tuple(target.marks),
            joins=tuple(target.joins),
            tags=tuple(target.tags),
            notes=tuple(target.notes),
            facts=facts,
            unplaced=tuple(target.unplaced),
        )

    def _find(self, target: _Target) -> tuple[str, str, dict[str, object]]:
        facts: dict[str, object] = {}
        if target.address.startswith("urn:galpi:article:"):
            facts["uid"] = target.address.rpartition(":")[2]
        if target.embedded:
            return target.address or "text", target.embedded, facts
        name = self._ours.get(target.via) or self._beside(target.address)
        known = self._bundle.known(target.address) if target.address else None
        here = {} if known is None else {"uid": known.uid, "source": known.source}
        if name is not None:
            said = self._bundle.data(name).decode("utf-8", "replace")
            return name, said, facts if known is None or canonical(said) not in known.text else {**here}
        if known is not None:
            return known.source, known.text, {**here}
        return target.address, "", facts

    def _beside(self, address: str) -> str | None:
        last = unquote(address.rstrip("/").rpartition("/")[2])
        plain = {name.rpartition("/")[2]: name for name in self._names}
        return plain.get(last) or plain.get(f"{last}.txt") or plain.get(f"{last.rpartition('.')[0]}.txt")
