"""Whether JSON is a dataset of an annotation tool's, and of which, by the keys of its first record."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

_PRODIGY = {"_input_hash", "_task_hash", "_session_id", "_view_id", "token_start"}
_MIN = {"annotation_id", "annotator", "lead_time"}
_TASKS = {"annotations", "predictions", "completions"}
_WORDS = {"tokens", "words"}
_TAGS = {"ner_tags", "tags_ner", "ner_labels"}
_TASK = re.compile(r'"(?:annotations|predictions|completions)"\s*:\s*\[')
_CAS = re.compile(r'\s*\{\s*"%(?:TYPES|FEATURE_STRUCTURES|VIEWS|FLAGS)"')
_ANNOTATION = re.compile(
    r'"@context"\s*:\s*(?:\[[^\]]*)?"https?://www\.w3\.org/ns/anno\.jsonld"'
    r'|"type"\s*:\s*(?:\[[^\]]*)?"Annotation(?:Page|Collection)?"'
)
_MARK = re.compile(r"O|[BIESLUM]-\S+")
_NUMBER = re.compile(r"\d+(?:[-.]\d+)?")
_BEGUN = re.compile(r'\s*\[?\s*\{\s*(?:"id"\s*:\s*\d+\s*,\s*)?"data"\s*:\s*\{')
_SPANS = re.compile(r'"(?:label|labels|entities|annotations)"\s*:\s*\[\s*\[\s*\d+\s*,\s*\d+\s*,\s*"')


def dataset_kind(first: Mapping[str, Any] | None, text: str, keys: Collection[str]) -> str | None:
    """Give the kind of dataset, or None where it is none that is known.

    `first` is the first record, None where the head of the file cuts it off; then its `text` and `keys` must tell.
    """
    if _CAS.match(text):
        return "cas"
    if _ANNOTATION.search(text[:4096]):
        return "webannotation"
    if first is None:
        return _by_text(text, set(keys))
    return next((kind for kind, holds in _RULES if holds(first)), None)


def _is_labelstudio(record: Mapping[str, Any]) -> bool:
    names = set(record)
    return names >= _MIN or (isinstance(record.get("data"), dict) and bool(names & _TASKS))


def _is_gliner(record: Mapping[str, Any]) -> bool:
    return "tokenized_text" in record and "ner" in record


def _is_tokens(record: Mapping[str, Any]) -> bool:
    return bool(set(record) & _WORDS) and bool(set(record) & _TAGS)


def _is_huggingface(record: Mapping[str, Any]) -> bool:
    return set(record) >= {"spans", "parts", "relations", "keywords", "text"}


def _is_prodigy(record: Mapping[str, Any]) -> bool:
    if not isinstance(record.get("text"), str):
        return False
    if set(record) & _PRODIGY or record.get("answer") in ("accept", "reject", "ignore"):
        return True
    spans = _listed(record, "spans")
    tokens = _listed(record, "tokens")
    if any("id" in each and "start" in each for each in tokens):
        return True
    return any("label" in each and ("start" in each or "token_start" in each) for each in spans)


def _is_doccano(record: Mapping[str, Any]) -> bool:
    if isinstance(record.get("Comments"), list) or "span_places" in record:
        return True
    if isinstance(record.get("entities"), list) and isinstance(record.get("relations"), list):
        return True
    for key in ("label", "labels", "entities", "annotations"):
        for each in record.get(key) if isinstance(record.get(key), list) else ():  # type: ignore[union-attr]
            if isinstance(each, list) and len(each) == 3 and isinstance(each[0], int) and isinstance(each[1], int):
                return True
            if isinstance(each, dict) and (
                {"start_offset", "end_offset"} <= set(each) or {"start", "end"} <= set(each)
            ):
                return True
    return _is_classified(record)


def _is_classified(record: Mapping[str, Any]) -> bool:
    """Say whether a record is a text with labels and nothing else, as classifiers are trained on."""
    labels = record.get("label", record.get("labels", record.get("cats")))
    rest = set(record) - {"text", "data", "label", "labels", "cats", "id", "meta", "entities", "relations", "doc_id"}
    return not rest and isinstance(labels, list) and all(isinstance(each, str) for each in labels)


def is_labelstudio_table(text: str) -> bool:
    """Say whether the first line of a table names the columns that Label Studio puts beside those of a task."""
    names = {name.strip('" ') for name in text.lstrip("\ufeff").partition("\n")[0].strip("\r").split(",")}
    return names >= _MIN


def columns_kind(text: str) -> str | None:
    """Give the kind of a text of columns: CoNLL, CoNLL-U or fastText, by its first lines; None where it is none of them.

    The last line may be cut off.
    """
    lines = [line.rstrip("\r") for line in text.lstrip("\ufeff").split("\n")]
    lines = [line for line in (lines[:-1] or lines) if line.strip()][:40]
    if not lines:
        return None
    if lines[0].startswith("-DOCSTART-"):
        return "conll"
    words = [line for line in lines if not line.startswith("#")]
    if lines[0].startswith("# global.columns") or (words and all(_is_conllu(line) for line in words)):
        return "conllu"
    if words and all(_is_conll(line) for line in words) and len(words) >= 2:
        return "conll"
    return "fasttext" if lines[0].startswith("__label__") else None


def _is_conllu(line: str) -> bool:
    cells = line.split("\t")
    return len(cells) == 10 and _NUMBER.fullmatch(cells[0]) is not None


def _is_conll(line: str) -> bool:
    cells = line.split("\t") if "\t" in line else line.split(" ")
    return 2 <= len(cells) <= 12 and _MARK.fullmatch(cells[-1].strip()) is not None


def _listed(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = record.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _by_text(text: str, keys: set[str]) -> str | None:
    """Tell the kind of a record that is longer than what was read of its file."""
    rules = (
        ("labelstudio", "data" in keys and bool(_TASK.search(text) or _BEGUN.match(text))),
        ("gliner", {"tokenized_text", "ner"} <= keys),
        ("tokens", bool(keys & _WORDS and keys & _TAGS)),
        ("huggingface", {"uid", "subtitle", "keywords", "text", "parts"} <= keys and "mentions" not in keys),
        ("prodigy", bool(keys & _PRODIGY) or ("tokens" in keys and '"ws"' in text)),
        ("doccano", {"start_offset", "end_offset"} <= keys or bool(_SPANS.search(text))),
    )
    return next((kind for kind, holds in rules if holds), None)


_RULES = (
    ("gliner", _is_gliner),
    ("tokens", _is_tokens),
    ("huggingface", _is_huggingface),
    ("labelstudio", _is_labelstudio),
    ("prodigy", _is_prodigy),
    ("doccano", _is_doccano),
)
