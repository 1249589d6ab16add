"""UIMA CAS for INCEpTION: JSON or XMI by dkpro-cassis, which counts in UTF-16 for us; a file for each record.

Mentions are DKPro's named entities with the address of what they link to; tags, notes and relations are of types of their
own, which TypeSystem.xml and each JSON file describe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from store.dataset.anchors import anchored
from store.dataset.details import written_attributes
from store.dataset.form import HOLDS, Format
from store.dataset.iris import entity_iri
from store.dataset.items import Dataset, Files, Item, Losses, Piece, Proof, Span
from store.dataset.xml import clean
from store.formats.cas_proof import read_json, read_xmi
from store.text.sentences import sentences

FLAVOURS = (("json", "UIMA CAS JSON 0.4: each file tells its types"), ("xmi", "UIMA CAS XMI with TypeSystem.xml"))

_SEGMENT = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_MARK, _RELATION, _TAG, _NOTE = "custom.Mark", "custom.Relation", "custom.DocumentTag", "custom.Note"
_ARTICLE = "custom.Article"
_WORD = re.compile(r"\S+")


@lru_cache(maxsize=1)
def type_system() -> Any:
    """Give the types that are written: DKPro's where it has them, else our own."""
    from cassis import TypeSystem

    system = TypeSystem()
    annotation, string = "uima.tcas.Annotation", "uima.cas.String"
    shapes: dict[str, tuple[str, ...]] = {
        f"{_SEGMENT}Sentence": ("id",),
        f"{_SEGMENT}Token": ("id",),
        _ENTITY: ("value", "identifier"),
        _MARK: (
            *("label", "kind", "note", "annotator", "state", "uid", "entity"),
            *("score", "value", "certainty", "attributes"),
        ),
        _TAG: ("label", "annotator", "note", "certainty", "attributes"),
        _NOTE: ("text", "annotator"),
        _ARTICLE: ("uid", "source"),
    }
    for name, features in shapes.items():
        made = system.create_type(name, supertypeName=annotation)
        for feature in features:
            system.create_feature(made, feature, string)
    relation = system.create_type(_RELATION, supertypeName=annotation)
    system.create_feature(relation, "Governor", _MARK)
    system.create_feature(relation, "Dependent", _MARK)
    system.create_feature(relation, "label", string)
    metadata = system.create_type(_METADATA, supertypeName="uima.tcas.DocumentAnnotation")
    for feature in ("documentTitle", "documentId", "documentUri", "collectionId"):
        system.create_feature(metadata, feature, string)
    # The library asks these of each feature of each annotation, time and again; the types are what they are from here on.
    for name in ("is_instance_of", "is_primitive", "is_primitive_array", "is_primitive_list"):
        setattr(system, name, lru_cache(maxsize=None)(getattr(system, name)))
    return system


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    from cassis.typesystem import TypeSystemMode

    xmi = dataset.recipe.flavour == "xmi"
    if xmi:
        yield Piece("TypeSystem.xml", type_system().to_xml() + "\n")
    for item in items:
        cas = _cas(item, dataset)
        if xmi:
            yield Piece(f"{item.key}.xmi", cas.to_xmi())
        else:
            yield Piece(f"{item.key}.json", cas.to_json(type_system_mode=TypeSystemMode.MINIMAL, ensure_ascii=False))


def _cas(item: Item, dataset: Dataset) -> Any:
    from cassis import Cas

    system = type_system()
    text = clean(item.text, dataset.losses)
    cas = Cas(typesystem=system)
    cas.sofa_string = text
    cas.sofa_mime = "text/plain"
    marks = {span.key: _mark(system, span) for span in item.spans}
    cas.add_all(
        [
            *_frame(system, item, text, dataset.project),
            *(each for span in item.spans for each in (marks[span.key], *_entity(system, span, item))),
            *_on_the_whole(system, item),
            *_relations(system, item, dataset.losses, marks),
        ]
    )
    return cas


def _frame(system: Any, item: Item, text: str, project: str) -> Iterator[Any]:
    """Give what every reader of CAS asks for: metadata, sentences, tokens."""
    article = item.marked.article
    yield system.get_type(_METADATA)(
        begin=0,
        end=len(text),
        language=article.language or "x-unspecified",
        documentTitle=article.title or article.source,
        documentId=item.key,
        documentUri=article.url,
        collectionId=project,
    )
    for name, spans in (("Sentence", sentences(text)), ("Token", (each.span() for each in _WORD.finditer(text)))):
        kind = system.get_type(f"{_SEGMENT}{name}")
        yield from (kind(begin=start, end=end) for start, end in spans)


def _mark(system: Any, span: Span) -> Any:
    return system.get_type(_MARK)(
        begin=span.start,
        end=span.end,
        label=span.label,
        kind="tag" if span.is_tag else "mention",
        note=span.note or None,
        annotator=span.annotator or None,
        state=span.state,
        uid=span.key,
        entity=span.entity,
        score=_number(span.score),
        value=span.value,
        certainty=_number(span.certainty),
        attributes=span.attributes or None,
    )


def _number(number: float | None) -> str | None:
    return None if number is None else str(number)


def _entity(system: Any, span: Span, item: Item) -> Iterator[Any]:
    if not span.is_tag:
        link = item.link_of(span.entity_id)
        identifier = entity_iri(link) if link is not None else None
        yield system.get_type(_ENTITY)(begin=span.start, end=span.end, value=span.label, identifier=identifier)


def _on_the_whole(system: Any, item: Item) -> Iterator[Any]:
    """Give tags and notes of the whole article, and which it is; they stand at its beginning."""
    kind, note_kind = system.get_type(_TAG), system.get_type(_NOTE)
    for tagging in item.marked.taggings:
        if tagging.start is None:
            yield kind(
                begin=0,
                end=0,
                label=tagging.tag,
                annotator=tagging.annotator,
                note=tagging.note or None,
                certainty=_number(tagging.certainty),
                attributes=written_attributes(tagging) or None,
            )
    for note in item.marked.notes:
        yield note_kind(begin=0, end=0, text=clean(note.text), annotator=note.annotator)
    article = item.marked.article
    # By these the article is found again when the document comes back.
    yield system.get_type(_ARTICLE)(begin=0, end=0, uid=article.uid, source=article.source)


def _relations(system: Any, item: Item, losses: Losses, marks: Mapping[str, Any]) -> Iterator[Any]:
    kind = system.get_type(_RELATION)
    for each in anchored(item, losses):
        yield kind(
            begin=each.object.start,
            end=each.object.end,
            Governor=marks[each.subject.key],
            Dependent=marks[each.object.key],
            label=each.said.relation.predicate,
        )


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    text = clean(item.text)
    spans = sorted((s.start, s.end, s.label, text[s.start : s.end]) for s in item.spans)
    return Proof(item.key, text, tuple(spans), item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    read, ending = (read_xmi, ".xmi") if dataset.recipe.flavour == "xmi" else (read_json, ".json")
    for name in files.names():
        if name.endswith(ending):
            yield read(name.removesuffix(ending), files.data(name), mark=_MARK, tag=_TAG)


FORMAT = Format(
    name="cas",
    label="UIMA CAS for INCEpTION (JSON or XMI)",
    write=_write,
    read=_read,
    promise=_promise,
    holds=frozenset(HOLDS),
    reads=True,
    unit="UTF-16 units",
    flavours=FLAVOURS,
)
"""A folder of documents."""
