"""UIMA CAS as INCEpTION and WebAnno write it: JSON that tells its types, or XMI with a type system beside it.

The library that reads it turns UTF-16 offsets into code points. Named entities and spans of the annotators' own layers are
marks; two that say the same of one stretch are one. What taggers and parsers have put there is left in the source.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from store.errors import UserError
from store.formats.cas import type_system
from store.interchange.details import whole_tag, with_details
from store.interchange.document import Bundle, Document, Found, Join, Mark, Refused, WholeTag
from store.interchange.links import link_of
from store.interchange.values import score_of, text

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
_ENTITY = f"{_DKPRO}ner.type."
_METADATA = f"{_DKPRO}metadata.type.DocumentMetaData"
_MARK, _TAG, _NOTE = "custom.Mark", "custom.DocumentTag", "custom.Note"
_ARTICLE = "custom.Article"
_LABELS = ("label", "value", "category", "tag")
_NOTES = ("note", "comment", "comments")
_DETAILS = ("score", "certainty", "attributes")
_ASIDE = frozenset({"identifier", "annotator", "state", "uid", "kind", "id", "entity", *_DETAILS, *_LABELS, *_NOTES})
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, SyntaxError)


def read_cas(bundle: Bundle) -> Iterator[Found]:
    """Give the documents of some files, one a file."""
    names = [bundle.main] if bundle.main else [name for name in bundle.names() if not name.lower().endswith(".xml")]
    types = _types(bundle)
    for name in names:
        source = bundle.name if bundle.main else name
        try:
            yield _document(bundle.data(name), source, types)
        except UserError as error:
            yield Refused(name="" if bundle.main else name, reason=str(error))


def _types(bundle: Bundle) -> Any:
    """Give the type system that lies beside XMI; ours where there is none."""
    from cassis import load_typesystem

    for name in bundle.names():
        if name.lower().endswith(".xml"):
            data = bundle.data(name)
            if b"typeSystemDescription" in data[:4096] and b"<!ENTITY" not in data:
                try:
                    return load_typesystem(io.BytesIO(data))
                except _BROKEN as error:
                    raise UserError(f"The type system {name} cannot be read ({_short(error)}).") from error
    return type_system()


def _load(data: bytes, types: Any) -> Any:
    from cassis import load_cas_from_json, load_cas_from_xmi

    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise UserError("This XMI defines entities, which no tool writes; it was not read.")
    try:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            return load_cas_from_json(data.decode("utf-8-sig"))
        return load_cas_from_xmi(io.BytesIO(data), typesystem=types, lenient=True)
    except _BROKEN as error:
        raise UserError(f"This is no CAS that can be read ({_short(error)}).") from error


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _document(data: bytes, source: str, types: Any) -> Document:
    cas = _load(data, types)
    said = cas.sofa_string
    if not isinstance(said, str) or not said.strip():
        raise UserError("This CAS has no text.")
    reading = _Layers()
    try:
        # An older release of the library has one way to ask for all.
        select = getattr(cas, "select_all_annotations", None) or cas.select_all
        for each in select():
            reading.add(each)
    except _BROKEN as error:
        raise UserError(f"This CAS is out of shape ({_short(error)}).") from error
    reading.finish()
    return Document(
        name="" if "/" not in source else source,
        source=str(reading.facts.pop("source", "") or source),
        text=said,
        data=data,
        marks=tuple(reading.marks.values()),
        joins=tuple(reading.joins),
        tags=tuple(reading.tags),
        notes=tuple(reading.notes),
        facts=reading.facts,
        counts=("codepoints",),
        remarks=(f"Left in the source alone: the layers {', '.join(sorted(reading.left))}.",) if reading.left else (),
    )


class _Layers:
    """The annotations of a CAS, of all layers."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}
        self.joins: list[Join] = []
        self.tags: list[WholeTag] = []
        self.notes: list[tuple[str, str]] = []
        self.facts: dict[str, object] = {}
        self.left: set[str] = set()
        self._keys: dict[int, str] = {}
        self._places: dict[tuple[int, int, str], str] = {}
        self._late: list[tuple[Any, Any, str]] = []

    def add(self, each: Any) -> None:
        """Take one annotation in."""
        name = each.type.name
        if name == _METADATA:
            self._metadata(each)
        elif name == _TAG:
            tag = whole_tag(_features(each), tag=text(each.label))
            self.tags += [tag] if tag.tag else []
        elif name == _NOTE:
            self.notes.append((text(each.text), text(each.annotator)))
        elif name == _ARTICLE:
            self.facts |= {"uid": text(each.uid), "source": text(each.source)}
        elif hasattr(each, "Governor") and hasattr(each, "Dependent"):
            self._relation(each, name)
        elif name.startswith(("uima.", _DKPRO)) and not name.startswith(_ENTITY):
            if not name.startswith(("uima.", f"{_DKPRO}segmentation", f"{_DKPRO}metadata")):
                self.left.add(name.rpartition(".")[2])
        elif hasattr(each, "begin") and hasattr(each, "end"):
            self._mark(each, name)

    def _metadata(self, each: Any) -> None:
        title, language = text(getattr(each, "documentTitle", "")), text(getattr(each, "language", ""))
        address = text(getattr(each, "documentUri", ""))
        if title and not title.endswith((".txt", ".xmi", ".json")):
            self.facts["title"] = title
        if len(language) == 2:
            self.facts["language"] = language
        if address.startswith(("http://", "https://")):
            self.facts["url"] = address

    def _relation(self, each: Any, name: str) -> None:
        if name.startswith(_DKPRO):
            self.left.add(name.rpartition(".")[2])
            return
        predicate = next((said for key in _LABELS if (said := text(getattr(each, key, None)))), name.rpartition(".")[2])
        self._late.append((each.Governor, each.Dependent, predicate))

    def _mark(self, each: Any, name: str) -> None:
        features = _features(each)
        label = next((features[key] for key in _LABELS if features.get(key)), name.rpartition(".")[2])
        link = link_of(features["identifier"]) if features.get("identifier") else None
        mark = Mark(
            key=str(len(self.marks) + 1),
            pieces=((int(each.begin), int(each.end)),),
            label=label,
            sort=_sort(name, features),
            entity=features.get("entity") or None,
            links=(link,) if link is not None else (),
            state=features["state"] if features.get("state") in ("suggested", "rejected") else "accepted",
            annotator=features.get("annotator", ""),
            note="\n".join(features[key] for key in _NOTES if features.get(key)),
            attributes=tuple((key, said) for key, said in features.items() if said and _is_attribute(key, each)),
        )
        if name == _MARK:
            mark = with_details(replace(mark, score=_score(features.get("score", ""))), features)
        place = (int(each.begin), int(each.end), label)
        known = self._places.get(place)
        if known is None or name == _MARK:
            self._places.setdefault(place, mark.key)
            self.marks[mark.key] = mark
        else:
            self.marks[known] = _both(self.marks[known], mark)
        self._keys[id(each)] = mark.key if known is None or name == _MARK else known

    def finish(self) -> None:
        """Join relations to their marks; of ours a named entity tells what several marks of one place link to."""
        for one, other, predicate in self._late:
            ends = [self._keys.get(id(each), "?") for each in (one, other)]
            self.joins.append(Join(subject=ends[0], predicate=predicate, object=ends[1]))


def _features(each: Any) -> dict[str, str]:
    return {feature.name: text(getattr(each, feature.name, None)) for feature in each.type.all_features}


def _score(said: str) -> float | None:
    try:
        return score_of(float(said))
    except ValueError:
        return None


def _is_attribute(key: str, each: Any) -> bool:
    return key not in _ASIDE and key not in ("begin", "end", "sofa", "xmiID") and isinstance(getattr(each, key), str)


def _sort(name: str, features: dict[str, str]) -> str:
    if name == _MARK:
        return "tag" if features.get("kind") == "tag" else "type"
    return "mention" if features.get("identifier") else ""


def _both(one: Mark, other: Mark) -> Mark:
    """Give one mark of two that say the same of one stretch, with what either adds."""
    return replace(
        one,
        links=one.links or other.links,
        sort=one.sort or other.sort,
        note=one.note or other.note,
        attributes=one.attributes or other.attributes,
        annotator=one.annotator or other.annotator,
    )
