"""How fast a project learns from its reader: F1 of all mentions offered on sentences kept back, as marks grow.

Beside each stands a yardstick measured in the same run on the same sentences: a plain field of words, shapes and affixes
(English), of syllables in a window, patterns and parts of speech (Korean). Mean of three seeds.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

import pycrfsuite

from store import create_project, import_paths, open_project, recognize
from store.learning import learn
from store.recognition import Gazetteer
from store.recognition.learned.features import Known, describe
from store.recognition.learned.labels import decode, encode
from store.recognition.learned.morphemes import available, cutter
from store.recognition.learned.shapes import shape_of
from store.recognition.learned.units import Line, cut
from store.records import Article
from store.training import finds_of

SHARED = Path(__file__).parents[3] / "shared"

Span = tuple[int, int, str]
Sentence = tuple[str, tuple[Span, ...]]
Result = TypeVar("Result")

SIZES = (50, 200, 500, 1000)
SEEDS = (0, 1, 2)
KEPT_BACK = 200

_KLUE = {"PS": "person", "LC": "place", "OG": "organisation", "DT": "date", "TI": "time", "QT": "amount"}
_GOLD = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "misc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a project offered: precision, recall, F1, what it foretold of its own F1, and seconds of learning."""

    precision: float
    recall: float
    f1: float
    foretold: float
    seconds: float


def main() -> None:
    """Print the curves."""
    korean, english = _klue(), _wikigold()
    untagged = [
        f"{each['title']}\n\n{each['body']}" for each in _rows(SHARED / "corpora/korean/klue_mrc_articles.jsonl")
    ]
    print("| | marked sentences | plain | Galpi | precision | recall | own estimate | learning s |")
    print("|---|---|---|---|---|---|---|---|")
    _curve("Korean", korean, untagged, morphemes=False)
    if available():
        _curve("Korean with Kiwi", korean, untagged, morphemes=True)
    _curve("English", english, [], morphemes=False)


def _curve(name: str, sentences: Sequence[Sentence], untagged: Sequence[str], *, morphemes: bool) -> None:
    for size in SIZES:
        plain, found = [], []
        for seed in SEEDS:
            shuffled = list(sentences)
            random.Random(seed).shuffle(shuffled)
            kept_back, marked = shuffled[:KEPT_BACK], shuffled[KEPT_BACK : KEPT_BACK + size]
            rest = [text for text, _ in shuffled[KEPT_BACK + size :]]
            plain.append(_plain(marked, kept_back, morphemes=morphemes))
            found.append(_learned(marked, kept_back, [*untagged, *rest], morphemes=morphemes))
        mean = [
            sum(getattr(each, field) for each in found) / len(found)
            for field in ("f1", "precision", "recall", "foretold")
        ]
        seconds = sum(each.seconds for each in found) / len(found)
        figures = " | ".join(f"{value:.3f}" for value in (sum(plain) / len(plain), *mean))
        print(f"| {name} | {size:,} | {figures} | {seconds:.0f} |", flush=True)


def _learned(
    marked: Sequence[Sentence], kept_back: Sequence[Sentence], untagged: Sequence[str], *, morphemes: bool
) -> Outcome:
    """Bring all into a real project, learn, recognise what was kept back, and score everything that is offered."""
    with tempfile.TemporaryDirectory() as folder:
        project, rows = Path(folder) / "learning.galpi", Path(folder) / "rows.jsonl"
        create_project(project).close()
        rows.write_text(
            "".join(
                json.dumps(row, ensure_ascii=False) + "\n"
                for row in (
                    *(_row(f"marked-{n}", text, spans) for n, (text, spans) in enumerate(marked)),
                    *(_row(f"kept-{n}", text) for n, (text, _) in enumerate(kept_back)),
                    *(_row(f"untagged-{n}", text) for n, text in enumerate(untagged)),
                )
            ),
            "utf-8",
        )
        _run(import_paths(project, [rows], recognize=False))
        report = _run(learn(project, trust=True, morphemes=morphemes))
        seconds = report.seconds
        with open_project(project) as store:
            ids = dict(store.db.conn.execute("select source, id from article where source like 'kept-%'").fetchall())
            _run(recognize(project, where=f"id:{','.join(map(str, ids.values()))}"))
            right = offered = wanted = 0
            for n, (_, spans) in enumerate(kept_back):
                there = {(each.start, each.end, each.type) for each in store.mentions.of(ids[f"kept-{n}"])}
                right, offered, wanted = right + len(there & set(spans)), offered + len(there), wanted + len(spans)
    return Outcome(
        precision=right / offered,
        recall=right / wanted,
        f1=2 * right / (offered + wanted),
        foretold=report.overall.f1,
        seconds=seconds,
    )


def _row(source: str, text: str, spans: Sequence[Span] = ()) -> dict[str, object]:
    mentions = [
        {"start": start, "end": end, "quote": text[start:end], "type": kind, "state": "accepted", "origin": "person"}
        for start, end, kind in spans
    ]
    parts = [{"role": "body", "start": 0, "end": len(text)}]
    return {"source": source, "text": text, "parts": parts, "mentions": mentions}


def _plain(marked: Sequence[Sentence], kept_back: Sequence[Sentence], *, morphemes: bool) -> float:
    """Train the yardstick and give its F1."""
    gazetteer = _gazetteer()
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 60})
    for text, spans in marked:
        for line in cut(text):
            trainer.append(_plain_features(text, line, gazetteer, morphemes=morphemes), encode(line, spans))
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        right = offered = wanted = 0
        for text, spans in kept_back:
            there = {
                (line.starts[first], line.ends[last], kind)
                for line in cut(text)
                for first, last, kind in decode(tagger.tag(_plain_features(text, line, gazetteer, morphemes=morphemes)))
            }
            right, offered, wanted = right + len(there & set(spans)), offered + len(there), wanted + len(spans)
    return 2 * right / (offered + wanted)


def _plain_features(text: str, line: Line, gazetteer: Gazetteer, *, morphemes: bool) -> list[list[str]]:
    if text.isascii() or not any("가" <= mark <= "힣" for mark in text):
        return [_word_features(line.forms, at) for at in range(len(line.forms))]
    article = _article(text)
    cut_morphemes = cutter(wanted=morphemes)
    known = Known(finds=finds_of(article, gazetteer), morphemes=cut_morphemes(text), clusters={})
    groups = describe(text, line, known)
    names = ("core", "pairs", "kinds", "finds", "tags")
    keep = {"bias", "u-2", "u-1", "u0", "u1", "u2", "b-2", "b-1", "b0", "b1", "k5", "f-1", "f0", "f1", "m", "mp", "mn"}
    return [
        [each for name in names for each in groups[name][at] if each.split("=")[0] in keep]
        for at in range(len(line.forms))
    ]


def _word_features(forms: Sequence[str], at: int) -> list[str]:
    features = ["bias"]
    for step in (-2, -1, 0, 1, 2):
        if 0 <= at + step < len(forms):
            word = forms[at + step]
            features += [f"w{step}={word.lower()}", f"s{step}={shape_of(word)}"]
            if step == 0:
                features += [f"p{n}={word[:n].lower()}" for n in (1, 2, 3, 4)]
                features += [f"x{n}={word[-n:].lower()}" for n in (1, 2, 3, 4)]
    return features


def _gazetteer() -> Gazetteer:
    with tempfile.TemporaryDirectory() as folder, create_project(Path(folder) / "names.galpi") as store:
        return Gazetteer(store.entities.known_names())


def _article(text: str) -> Article:
    return Article(
        id=1, uid="", source="", sha256="", language="ko", title=None, title_derived=False, subtitle=None, outlet=None,
        authors=(), published=None, updated=None, url=None, keywords=(), status="untagged", text=text, parts=(),
    )  # fmt: skip


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _klue() -> list[Sentence]:
    rows = (
        json.loads(line) for line in (SHARED / "corpora/ner/klue_ner_news_dev.jsonl").read_text("utf-8").splitlines()
    )
    return [
        (row["text"], tuple((each["start"], each["end"], _KLUE[each["label"]]) for each in row["entities"]))
        for row in rows
    ]


def _wikigold() -> list[Sentence]:
    whole = (SHARED / "corpora/ner/wikigold/wikigold.conll.txt").read_text("utf-8")
    sentences = []
    for block in whole.strip().split("\n\n"):
        text, spans = "", list[Span]()
        before = "O"
        for line in block.split("\n"):
            word, label = line.split(" ")[0], line.split(" ")[-1]
            start = len(text) + bool(text)
            text = f"{text} {word}" if text else word
            if label != "O" and label == before:
                spans[-1] = (spans[-1][0], len(text), spans[-1][2])
            elif label != "O":
                spans.append((start, len(text), _GOLD[label[2:]]))
            before = label
        sentences.append((text, tuple(spans)))
    return sentences


def _run(steps: Generator[object, None, Result]) -> Result:
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            return ended.value  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
