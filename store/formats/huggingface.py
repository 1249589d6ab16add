"""A Hugging Face dataset: a folder of JSONL with a card whose head gives every column its type, read without a script."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from store.dataset.anchors import ends
from store.dataset.details import written_attributes
from store.dataset.form import HOLDS, Format, whole_proof
from store.dataset.iris import entity_iri
from store.dataset.items import SPLITS, Dataset, Files, Item, Piece, Proof, Span
from store.formats.card import cell
from store.formats.jsonl import dump
from store.records import Tagging

_SIZES = (
    (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"),
)  # fmt: skip


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    labels: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    splits: Counter[str] = Counter()
    for item in items:
        labels.update(span.label for span in item.spans)
        tags.update(item.tags)
        languages[item.marked.article.language or ""] += 1
        splits[item.split or "train"] += 1
        yield Piece(_file(item.split), dump(row(item)) + "\n")
    for name in _names(dataset):
        if not splits[name]:
            yield Piece(_file(name), "")
    yield Piece("README.md", _card(dataset, sorted(labels), sorted(tags), languages, splits))


def _names(dataset: Dataset) -> Sequence[str]:
    if not dataset.recipe.split:
        return ("train",)
    return SPLITS if len(dataset.recipe.split) == 3 else ("train", "test")


def _file(split: str) -> str:
    return f"data/{split or 'train'}.jsonl"


def row(item: Item) -> dict[str, Any]:
    """Give the columns of one record, all of them always, so that readers need not guess their types."""
    article = item.marked.article
    return {
        "id": item.key,
        "uid": article.uid,
        "source": article.source,
        "language": article.language,
        "title": article.title,
        "subtitle": article.subtitle,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "url": article.url,
        "keywords": list(article.keywords),
        "status": article.status,
        "text": item.text,
        "parts": [{"role": part.role, "start": part.start, "end": part.end} for part in article.parts],
        "tags": list(item.tags),
        "spans": [_span(span, item) for span in item.spans],
        "taggings": [_tagging(each) for each in item.marked.taggings if each.start is None],
        "relations": _relations(item),
        "notes": [{"text": note.text, "annotator": note.annotator} for note in item.marked.notes],
    }


def _span(span: Span, item: Item) -> dict[str, Any]:
    link = item.link_of(span.entity_id)
    return {
        "id": span.key,
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "kind": "tag" if span.is_tag else "mention",
        "quote": span.quote,
        "entity": span.entity,
        "link": entity_iri(link) if link is not None else None,
        "state": span.state,
        "score": span.score,
        "annotator": span.annotator or None,
        "note": span.note or None,
        "value": span.value,
        "certainty": span.certainty,
        "attributes": span.attributes or None,
    }


def _tagging(tagging: Tagging) -> dict[str, Any]:
    return {
        "tag": tagging.tag,
        "annotator": tagging.annotator or None,
        "note": tagging.note or None,
        "certainty": tagging.certainty,
        "attributes": written_attributes(tagging) or None,
    }


def _relations(item: Item) -> list[dict[str, Any]]:
    return [
        {
            "subject": said.subject,
            "predicate": said.relation.predicate,
            "object": said.object,
            "head": head,
            "child": child,
            "start": said.relation.start,
            "end": said.relation.end,
            "state": said.relation.state,
        }
        for said, head, child in ends(item)
    ]


_STRING = "dtype: string"


def _card(
    dataset: Dataset, labels: Sequence[str], tags: Sequence[str], languages: Counter[str], splits: Counter[str]
) -> str:
    recipe = dataset.recipe
    total = splits.total()
    lines = ["---", "annotations_creators:", "- expert-generated"]
    known = sorted(each for each in languages if each)
    lines += ["language:", *(f"- {_yaml(each)}" for each in known)] if known else []
    lines += [f"license: {_licence(recipe.licence)}"]
    lines += [f"multilinguality: {'multilingual' if len(known) > 1 else 'monolingual'}"]
    size = next((name for most, name in _SIZES if total < most), "10M<n<100M")
    lines += ["size_categories:", f"- {size}", "source_datasets:", "- original", "task_categories:"]
    lines += ["- token-classification", "- text-classification", "task_ids:", "- named-entity-recognition"]
    lines += [f"pretty_name: {_yaml(recipe.title or dataset.project or 'News')}", *_features(labels)]
    lines += ["configs:", "- config_name: default", "  data_files:"]
    for name in _names(dataset):
        lines += [f"  - split: {'validation' if name == 'dev' else name}", f"    path: {_file(name)}"]
    return "\n".join([*lines, "---", "", *_words(dataset, tags, splits), ""])


def _yaml(text: str) -> str:
    # A JSON string is a YAML string.
    return json.dumps(text, ensure_ascii=False)


def _licence(licence: str) -> str:
    plain = licence.casefold().replace(" ", "-")
    known = {
        "cc0-1.0",
        "cc-by-4.0",
        "cc-by-sa-4.0",
        "cc-by-nc-4.0",
        "cc-by-nc-sa-4.0",
        "cc-by-nd-4.0",
        "mit",
        "apache-2.0",
    }
    return plain if plain in known else "other"


def _features(labels: Sequence[str]) -> Iterator[str]:
    yield "dataset_info:"
    yield "  features:"
    for name in ("id", "uid", "source", "language", "title", "subtitle", "outlet"):
        yield from (f"  - name: {name}", f"    {_STRING}")
    yield from ("  - name: authors", "    list: string")
    for name in ("published", "url"):
        yield from (f"  - name: {name}", f"    {_STRING}")
    yield from ("  - name: keywords", "    list: string")
    for name in ("status", "text"):
        yield from (f"  - name: {name}", f"    {_STRING}")
    yield from _list("parts", [("role", _STRING), ("start", "dtype: int32"), ("end", "dtype: int32")])
    yield from ("  - name: tags", "    list: string")
    kinds = [f"            '{number}': {_yaml(label)}" for number, label in enumerate(labels)]
    label = "\n".join(["dtype:", "        class_label:", "          names:", *kinds]) if kinds else _STRING
    yield from _list(
        "spans",
        [
            ("id", _STRING), ("start", "dtype: int32"), ("end", "dtype: int32"), ("label", label), ("kind", _STRING),
            ("quote", _STRING), ("entity", _STRING), ("link", _STRING), ("state", _STRING), ("score", "dtype: float64"),
            ("annotator", _STRING), ("note", _STRING), ("value", _STRING), ("certainty", "dtype: int32"),
            ("attributes", _STRING),
        ],
    )  # fmt: skip
    yield from _list(
        "taggings",
        [
            ("tag", _STRING), ("annotator", _STRING), ("note", _STRING), ("certainty", "dtype: int32"),
            ("attributes", _STRING),
        ],
    )  # fmt: skip
    yield from _list(
        "relations",
        [
            ("subject", _STRING), ("predicate", _STRING), ("object", _STRING), ("head", _STRING), ("child", _STRING),
            ("start", "dtype: int32"), ("end", "dtype: int32"), ("state", _STRING),
        ],
    )  # fmt: skip
    yield from _list("notes", [("text", _STRING), ("annotator", _STRING)])


def _list(name: str, columns: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f"  - name: {name}"
    yield "    list:"
    for column, kind in columns:
        yield f"    - name: {column}"
        yield f"      {kind}"


def _words(dataset: Dataset, tags: Sequence[str], splits: Counter[str]) -> Iterator[str]:
    yield f"# {dataset.recipe.title or dataset.project or 'News'}"
    yield ""
    yield "News articles with marks. Positions are code points, half-open, of `text`. How the dataset was made, what was"
    yield "lost and a paragraph for a paper stand in `card.md`, checksums in `manifest.json`."
    yield ""
    yield from ("| part | records |", "|---|---:|")
    yield from (f"| {name} | {splits[name]:,} |" for name in _names(dataset))
    yield ""
    if dataset.paths():
        yield from ("## Codebook", "", "| tag | definition |", "|---|---|")
        yield from (f"| {cell(path)} | {cell(tag.definition)} |" for path, tag in dataset.paths().items())
        yield ""
    if tags:
        yield f"Tags of whole articles: {', '.join(tags)}."


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for name in _names(dataset):
        for line in files.lines(_file(name)):
            value = json.loads(line)
            text = value["text"]
            spans = tuple((s["start"], s["end"], s["label"], text[s["start"] : s["end"]]) for s in value["spans"])
            yield Proof(value["id"], text, spans, tuple(value["tags"]))


FORMAT = Format(
    name="huggingface",
    label="Hugging Face dataset folder with its card",
    write=_write,
    read=_read,
    promise=whole_proof,
    holds=frozenset(HOLDS),
    reads=True,
    own_splits=True,
)
"""A folder with data/*.jsonl and README.md."""
