"""Label Studio's JSON: tasks with annotations, suggestions as predictions, and the labelling config that goes with them.

Offsets are code points, their ends exclusive (its window counts code points since 2021).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from store.dataset.anchors import Anchored, anchored
from store.dataset.details import span_details, tagging_details
from store.dataset.form import HOLDS, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof, Span
from store.formats.jsonl import dump


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    before = "[\n"
    labels: Counter[str] = Counter()
    choices: Counter[str] = Counter()
    predicates: Counter[str] = Counter()
    for number, item in enumerate(items, 1):
        labels.update(span.label for span in item.spans)
        choices.update(item.tags)
        predicates.update(said.relation.predicate for said in item.marked.relations)
        yield Piece(dataset.file, before + dump(_task(item, number, dataset)))
        before = ",\n"
    yield Piece(dataset.file, "\n]\n" if before == ",\n" else "[]\n")
    config = _config(dataset, sorted(labels), sorted(choices), sorted(predicates))
    yield Piece(f"{dataset.file}.label_config.xml", config)


def _task(item: Item, number: int, dataset: Dataset) -> dict[str, Any]:
    links = anchored(item, dataset.losses)
    made = [span for span in item.spans if span.state == "accepted"]
    suggested = [span for span in item.spans if span.state != "accepted"]
    accepted = {span.key for span in made}
    # A relation lies between marks of one and the same result.
    dataset.losses.add("unanchored", sum(len({e.subject.key, e.object.key} & accepted) == 1 for e in links))
    task: dict[str, Any] = {
        "id": number,
        "data": _data(item),
        "meta": {"doc_id": item.key},
        "annotations": [
            {
                "id": number,
                "result": _result(item, made, [e for e in links if e.subject.key in accepted], tags=True),
                "completed_by": 1,
                "was_cancelled": False,
                "ground_truth": False,
            }
        ],
    }
    if suggested:
        scores = [span.score for span in suggested if span.score is not None]
        task["predictions"] = [
            {
                "id": number,
                "model_version": "galpi",
                "score": round(sum(scores) / len(scores), 3) if scores else None,
                "result": _result(item, suggested, [e for e in links if e.subject.key not in accepted]),
            }
        ]
    return task


def _data(item: Item) -> dict[str, Any]:
    article = item.marked.article
    return {
        "text": item.text,
        "doc_id": item.key,
        "uid": article.uid,
        "source": article.source,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "notes": [note.text for note in item.marked.notes],
        "taggings": [tagging_details(each) for each in item.marked.taggings if each.start is None],
    }


def _result(
    item: Item, spans: Sequence[Span], links: Sequence[Anchored], *, tags: bool = False
) -> list[dict[str, Any]]:
    """Give regions, tags of the whole article, and those relations whose marks are both among the regions."""
    here = {span.key for span in spans}
    return [
        *(each for span in spans for each in _region(span, item)),
        *([_choices(item)] if tags and item.tags else []),
        *(
            _relation(each.subject, each.object, each.said.relation.predicate)
            for each in links
            if each.object.key in here
        ),
    ]


def _region(span: Span, item: Item) -> Iterator[dict[str, Any]]:
    place = {"start": span.start, "end": span.end}
    link = item.link_of(span.entity_id)
    meta = {
        **({"entity": span.entity} if span.entity else {}),
        **({"links": [f"{s}:{i}" for s, i in link.external] or [link.uid]} if link is not None else {}),
        **({"annotator": span.annotator} if span.annotator else {}),
        **({"state": span.state} if span.state == "rejected" else {}),
        **span_details(span),
    }
    yield {
        "id": span.key,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual" if span.state == "accepted" else "prediction",
        "value": {**place, "text": span.quote, "labels": [span.label]},
        **({"score": span.score} if span.score is not None else {}),
        **({"meta": meta} if meta else {}),
    }
    if span.note:
        yield {
            "id": span.key,
            "from_name": "note",
            "to_name": "text",
            "type": "textarea",
            "origin": "manual",
            "value": {**place, "text": [span.note]},
        }


def _choices(item: Item) -> dict[str, Any]:
    return {
        "id": "tags",
        "from_name": "tags",
        "to_name": "text",
        "type": "choices",
        "origin": "manual",
        "value": {"choices": list(item.tags)},
    }


def _relation(subject: Span, target: Span, predicate: str) -> dict[str, Any]:
    return {
        "from_id": subject.key,
        "to_id": target.key,
        "type": "relation",
        "direction": "right",
        "labels": [predicate],
    }


def _config(dataset: Dataset, labels: list[str], choices: list[str], predicates: list[str]) -> str:
    paths = dataset.paths()
    lines = ["<View>", '  <Labels name="label" toName="text">']
    lines += [f"    <Label value={quoteattr(each)}{_colour(paths, each)}/>" for each in labels or ["mark"]]
    lines += ["  </Labels>", '  <Text name="text" value="$text" granularity="symbol"/>']
    lines += ['  <Choices name="tags" toName="text" choice="multiple">']
    lines += [f"    <Choice value={quoteattr(each)}/>" for each in choices or ["tag"]]
    lines += ["  </Choices>", '  <TextArea name="note" toName="text" perRegion="true"/>', "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(each)}/>" for each in predicates or ["relation"]]
    return "\n".join([*lines, "  </Relations>", "</View>", ""])


def _colour(paths: Mapping[str, Any], label: str) -> str:
    colour = paths[label].colour if label in paths else None
    return f' background="{colour}"' if colour else ""


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    made = [span for span in item.spans if span.state == "accepted"]
    spans = made + [span for span in item.spans if span.state != "accepted"]
    return Proof(item.key, item.text, tuple((s.start, s.end, s.label, s.quote) for s in spans), item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for line in files.lines(dataset.file):
        if line in ("[", "]", "[]"):
            continue
        task = json.loads(line.removesuffix(","))
        text = task["data"]["text"]
        spans = []
        tags: list[str] = []
        for each in (each for made in (*task["annotations"], *task.get("predictions", ())) for each in made["result"]):
            value = each.get("value", {})
            if each["type"] == "labels":
                spans.append((value["start"], value["end"], value["labels"][0], text[value["start"] : value["end"]]))
            elif each["type"] == "choices":
                tags += value["choices"]
        yield Proof(task["data"]["doc_id"], text, tuple(spans), tuple(tags))


FORMAT = Format(
    name="labelstudio",
    label="Label Studio JSON, with its labelling config; suggestions as predictions",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".json",
    holds=frozenset(HOLDS),
    reads=True,
)
"""One array; a task a line."""
