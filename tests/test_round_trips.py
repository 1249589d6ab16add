"""There and back: a project in each format that is read again, into an empty one; only what was said to be lost is lost."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, export, open_project
from store.db import create
from store.records import ExportReport, ImportReport, MarkedArticle, Mention, Recipe, Tagging
from tests.hard import build_hard
from tests.projects import article_of, assert_spans_quote, bring, run

Mark = TypeVar("Mark", Mention, Tagging)

WHOLE = {
    "brat": "",
    "doccano": "relations",
    "labelstudio": "",
    "prodigy": "",
    "huggingface": "",
    "refi": "",
    "webannotation": "",
    "cas": "json",
}
"""The formats that hold everything, with the flavour that does."""

STATED = ("doccano", "labelstudio", "prodigy", "cas", "refi", "huggingface")
"""The formats that tell accepted marks from others."""

OTHERS = [("cas", "xmi"), ("doccano", "relations-codepoints"), ("doccano", "spans"), ("doccano", "spans-codepoints")]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project; no test here changes it."""
    return build_hard(tmp_path_factory.mktemp("hard"))


def _out(project: Path, out: Path, name: str, flavour: str, **options: object) -> ExportReport:
    include = "all" if name in STATED else "accepted"
    recipe = replace(Recipe(format=name, flavour=flavour, include=include), **options)  # type: ignore[arg-type]
    return run(export(project, out, recipe))


def _empty(path: Path) -> Path:
    Store(path, create(path)).close()
    return path


def _suffix(name: str) -> str:
    folders = {"brat": "", "cas": "", "webannotation": "", "huggingface": ""}
    return {**folders, "labelstudio": ".json", "gliner": ".json", "refi": ".qdpx"}.get(name, ".jsonl")


def _there_and_back(
    project: Path, folder: Path, name: str, flavour: str, **options: object
) -> tuple[ImportReport, Path]:
    place = folder / f"set{_suffix(name)}"
    _out(project, place, name, flavour, **options)
    other = _empty(folder / "other.galpi")
    report = bring(other, place, recognize=False)
    assert not report.failed, report.failed
    with open_project(other) as store:
        assert_spans_quote(store)
        assert store.journal.history() == ()
    again = bring(other, place, recognize=False)
    assert (again.imported, again.updated, again.failed) == (0, 0, ())
    return report, other


def _all(project: Path) -> dict[str, list[MarkedArticle]]:
    with open_project(project) as store:
        found: dict[str, list[MarkedArticle]] = {}
        for marked in store.marked.stream(store.search.ids("", sort="id")):
            found.setdefault(marked.article.text, []).append(marked)
        return found


def _marks(marked: MarkedArticle) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for mention in marked.mentions:
        found[mention.start, mention.end, mention.type, mention.entity, mention.state] += 1
    for tagging in marked.taggings:
        if tagging.start is not None:
            found[tagging.start, tagging.end, tagging.tag] += 1
    return found


def _tags(marked: MarkedArticle) -> list[str]:
    return sorted({tagging.tag for tagging in marked.taggings if tagging.start is None})


def _relations(marked: MarkedArticle) -> list[tuple[str, str, str]]:
    return sorted((each.subject, each.relation.predicate, each.object) for each in marked.relations)


def _pairs(one: Path, other: Path) -> list[tuple[MarkedArticle, MarkedArticle]]:
    here, there = _all(one), _all(other)
    assert here.keys() == there.keys()
    assert {text: len(each) for text, each in here.items()} == {text: len(each) for text, each in there.items()}
    return [pair for text in here for pair in zip(here[text], there[text], strict=True)]


@pytest.mark.parametrize(("name", "flavour"), [*WHOLE.items(), *OTHERS])
def test_marks_come_back_where_they_were(hard: Path, tmp_path: Path, name: str, flavour: str) -> None:
    _, other = _there_and_back(hard, tmp_path, name, flavour)
    for before, after in _pairs(hard, other):
        assert _marks(after) == _marks(_as_held(before, name))
        assert _tags(after) == _tags(before)
        assert [each.text for each in after.notes if not each.text.startswith("“")] == [n.text for n in before.notes]
        if flavour not in ("spans", "spans-codepoints"):
            # What was built is named by a rejected mention alone.
            lost = () if name in ("doccano", "prodigy", "refi", "huggingface", "cas") else ("built",)
            assert _relations(after) == [each for each in _relations(before) if each[1] not in lost]


def _as_held(marked: MarkedArticle, name: str) -> MarkedArticle:
    """Give an article as the format holds it: without what is not accepted, and brat's marks without line breaks around."""
    if name not in STATED:
        marked = replace(marked, mentions=tuple(each for each in marked.mentions if each.state == "accepted"))
    if name != "brat":
        return marked
    text = marked.article.text

    def trimmed(mark: Mark) -> Mark:
        if mark.start is None or mark.end is None:
            return mark
        quote = text[mark.start : mark.end]
        start = mark.start + len(quote) - len(quote.lstrip("\n"))
        return replace(mark, start=start, end=start + len(quote.strip("\n")))

    return replace(
        marked,
        mentions=tuple(trimmed(each) for each in marked.mentions),
        taggings=tuple(trimmed(each) for each in marked.taggings),
    )


@pytest.mark.parametrize("target", ["nvivo", "maxqda"])
def test_refi_as_other_programs_count_is_told(hard: Path, tmp_path: Path, target: str) -> None:
    _, other = _there_and_back(hard, tmp_path, "refi", "", target=target)
    for before, after in _pairs(hard, other):
        assert _marks(after) == _marks(before)


@pytest.mark.parametrize("name", ["doccano", "labelstudio", "prodigy", "huggingface", "refi", "webannotation", "cas"])
def test_notes_on_passages_come_back(hard: Path, tmp_path: Path, name: str) -> None:
    _, other = _there_and_back(hard, tmp_path, name, WHOLE[name])
    for before, after in _pairs(hard, other):
        assert Counter((t.start, t.tag, t.note) for t in after.taggings if t.start is not None) == Counter(
            (t.start, t.tag, t.note) for t in before.taggings if t.start is not None
        )


@pytest.mark.parametrize("name", list(WHOLE))
def test_what_comes_back_to_its_own_project_changes_nothing(hard: Path, tmp_path: Path, name: str) -> None:
    place = tmp_path / f"set{_suffix(name)}"
    mine = tmp_path / "mine.galpi"
    mine.write_bytes(hard.read_bytes())
    _out(mine, place, name, WHOLE[name], include="accepted")
    before = _all(mine)
    report = bring(mine, place, recognize=False)
    assert (report.imported, report.failed) == (0, ())
    after = _all(mine)
    assert after.keys() == before.keys()
    for text, articles in before.items():
        for one, other in zip(articles, after[text], strict=True):
            assert set(_marks(other)) - set(_marks(one)) <= set(_marks(_as_held(one, name)))
            assert set(_marks(one)) <= set(_marks(other))
        assert [_relations(each) for each in after[text]] == [_relations(each) for each in articles]


def test_what_was_tagged_elsewhere_by_sentences_comes_back_to_its_articles(hard: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.galpi"
    mine.write_bytes(hard.read_bytes())
    _out(mine, tmp_path / "set.jsonl", "doccano", "spans", where="lang:en", text="sentence")
    lines = [json.loads(line) for line in (tmp_path / "set.jsonl").read_text(encoding="utf-8").split("\n") if line]
    (odd,) = (line for line in lines if line["text"].startswith("Doe left."))
    odd["label"].append([0, 3, "fresh"])
    (tmp_path / "set.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    with open_project(mine) as store:
        known = store.articles.count()
    report = bring(mine, tmp_path / "set.jsonl", recognize=False)
    assert (report.imported, report.failed) == (0, ())
    with open_project(mine) as store:
        assert store.articles.count() == known
        marked = article_of(store, "en/two.txt")
        fresh = [(t.start, t.quote) for t in marked.taggings if t.tag == "fresh"]
        assert fresh == [(marked.article.text.index("Doe left."), "Doe")]
        assert_spans_quote(store)


LETTERS = st.sampled_from("가나다라 한국\n\nab c.,“”😀👨‍👩‍👧𝄞éñ·")
TEXTS = st.text(LETTERS, min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
LABELS = st.sampled_from(["person", "place", "범위/국내", "stance", "시스템/교통 수단", "event", "a b"])
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12), LABELS), max_size=8)


@pytest.mark.parametrize("name", list(WHOLE))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(TEXTS, SPANS, st.booleans()), min_size=1, max_size=4))
def test_any_marks_come_back(name: str, texts: list[tuple[str, list[tuple[int, int, str]], bool]]) -> None:
    lines = []
    for number, (raw, spans, decomposed) in enumerate(texts):
        text = unicodedata.normalize("NFD" if decomposed else "NFC", raw) + f" {number}"
        record: dict[str, object] = {"text": text, "source": f"{number}.txt", "title": "t", "mentions": [], "tags": []}
        for start, length, label in spans:
            end = min(start + length, len(text))
            if start < end and text[start:end].strip():
                place = {"start": start, "end": end}
                if label in ("person", "place", "event"):
                    record["mentions"].append({**place, "type": label})  # type: ignore[attr-defined]
                else:
                    record["tags"].append({**place, "tag": label})  # type: ignore[attr-defined]
        lines.append(json.dumps(record, ensure_ascii=False))
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "in.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
        mine = _empty(here / "mine.galpi")
        assert not bring(mine, here / "in.jsonl", recognize=False).failed
        _, other = _there_and_back(mine, here, name, WHOLE[name])
        for before, after in _pairs(mine, other):
            held, found = _marks(_as_held(before, name)), _marks(after)
            assert set(found) == set(held)
