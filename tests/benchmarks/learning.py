"""How fast a project learns from its reader: F1 of all mentions offered on sentences kept back, as marks grow.

It goes the whole road, by the command line: a new project, sentences imported with all their mentions accepted, the text
without marks, `recognize --learn`. Beside each stands a yardstick measured in the same run on the same sentences: a plain
field of words, shapes and affixes (English), of syllables in a window, patterns and parts of speech (Korean).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import pycrfsuite

from store import create_project, open_project
from store.recognition import Gazetteer
from store.recognition.learned.aspects import Teller
from store.recognition.learned.features import ASPECTS, Known, values_of
from store.recognition.learned.labels import decode, encode
from store.recognition.learned.morphemes import available, cutter
from store.recognition.learned.shapes import shape_of
from store.recognition.learned.units import Line, cut
from store.recognizing import CHUNK, Recognisers, read_articles
from store.records import Article
from store.training import finds_of
from tests.benchmarks import recognition

HOME = Path(__file__).parents[2]
SHARED = HOME.parent / "shared"
ARTICLES = SHARED / "corpora/korean/klue_mrc_articles.jsonl"

Span = tuple[int, int, str]
Sentence = tuple[str, tuple[Span, ...]]

SIZES = (50, 200, 500, 1000)
SEEDS = (0, 1, 2)
KEPT_BACK = 200
CURVES = {"korean": "Korean", "kiwi": "Korean with Kiwi", "english": "English"}

_KLUE = {"PS": "person", "LC": "place", "OG": "organisation", "DT": "date", "TI": "time", "QT": "amount"}
_TELLER = Teller(ASPECTS)
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
    """Print the curves that are asked for, a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("curves", nargs="*", default=list(CURVES), help=f"of {', '.join(CURVES)}")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--speed", action="store_true", help="how fast the largest is applied, instead of the curves")
    chosen = parser.parse_args()
    if chosen.speed:
        _print_speed(chosen.curves, max(chosen.sizes))
        return
    print("| | marked sentences | plain | Galpi | of each seed | precision | recall | own estimate | learning s |")
    print("|---|--:|--:|--:|---|--:|--:|--:|--:|")
    for curve in chosen.curves:
        for size in chosen.sizes:
            if curve != "kiwi" or available():
                print(_line(curve, size, chosen.seeds), flush=True)


def _print_speed(curves: Sequence[str], size: int) -> None:
    """Print how many articles of 2 KB a second of the processor takes, and the patterns alone as a yardstick."""
    print("| | marked sentences | articles/s | patterns alone, articles/s |")
    print("|---|--:|--:|--:|")
    for curve in curves:
        if curve != "kiwi" or available():
            sentences = _wikigold() if curve == "english" else _klue()
            recognisers = _taught(sentences[:size], kiwi=curve == "kiwi")
            texts = recognition.english(200) if curve == "english" else recognition.korean(200)
            articles = [_article(text, number) for number, text in enumerate(dict.fromkeys(texts))]
            fast = _rate(recognisers, articles)
            recognisers.tagger = None
            print(f"| {CURVES[curve]} | {size:,} | {fast:.0f} | {_rate(recognisers, articles):.0f} |", flush=True)


def _taught(marked: Sequence[Sentence], *, kiwi: bool) -> Recognisers:
    with tempfile.TemporaryDirectory() as folder:
        project, command = _project(
            Path(folder), [_row(f"marked-{n}", *each) for n, each in enumerate(marked)], kiwi=kiwi
        )
        command.run("recognize", str(project), "--learn", "--where", "id:1")
        with open_project(project) as store:
            return Recognisers(store.entities.known_names(), store.learned.model())


def _rate(recognisers: Recognisers, articles: Sequence[Article]) -> float:
    read_articles(recognisers, articles[:CHUNK])
    began = time.process_time()
    for start in range(0, len(articles), CHUNK):
        read_articles(recognisers, articles[start : start + CHUNK])
    return len(articles) / (time.process_time() - began)


def _line(curve: str, size: int, seeds: Sequence[int]) -> str:
    sentences = _wikigold() if curve == "english" else _klue()
    plain, found = [], []
    for seed in seeds:
        shuffled = list(sentences)
        random.Random(seed).shuffle(shuffled)
        kept_back, marked = shuffled[:KEPT_BACK], shuffled[KEPT_BACK : KEPT_BACK + size]
        plain.append(_plain(marked, kept_back, morphemes=curve == "kiwi"))
        rest = [text for text, _ in shuffled[KEPT_BACK + size :]] if curve == "english" else []
        found.append(_learned(marked, kept_back, rest, ARTICLES if curve != "english" else None, kiwi=curve == "kiwi"))
    names = ("precision", "recall", "foretold")
    means = [sum(getattr(each, name) for each in found) / len(found) for name in names]
    f1 = [each.f1 for each in found]
    seconds = sum(each.seconds for each in found) / len(found)
    return (
        f"| {CURVES[curve]} | {size:,} | {sum(plain) / len(plain):.3f} | {sum(f1) / len(f1):.3f}"
        f" | {' '.join(f'{value:.3f}'[1:] for value in f1)} | {' | '.join(f'{value:.3f}' for value in means)}"
        f" | {seconds:.0f} |"
    )


def _learned(
    marked: Sequence[Sentence], kept_back: Sequence[Sentence], rest: Sequence[str], untagged: Path | None, *, kiwi: bool
) -> Outcome:
    """Bring all into a real project, learn, recognise what was kept back, and score everything that is offered."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            *(_row(f"marked-{n}", *each) for n, each in enumerate(marked)),
            *(_row(f"kept-{n}", text) for n, (text, _) in enumerate(kept_back)),
            *(_row(f"untagged-{n}", text) for n, text in enumerate(rest)),
        ]
        project, command = _project(Path(folder), rows, *([untagged] if untagged else []), kiwi=kiwi)
        with open_project(project) as store:
            ids = dict(store.db.conn.execute("select source, id from article where source like 'kept-%'").fetchall())
        wanted = f"id:{','.join(map(str, ids.values()))}"
        learned = json.loads(command.run("recognize", str(project), "--learn", "--where", wanted, "--json"))["learned"]
        assert learned["kiwi"] == kiwi
        with open_project(project) as store:
            offered = [
                {(each.start, each.end, each.type) for each in store.mentions.of(ids[f"kept-{n}"])}
                for n in range(len(kept_back))
            ]
    right = sum(len(there & set(spans)) for there, (_, spans) in zip(offered, kept_back, strict=True))
    count, marks = sum(map(len, offered)), sum(len(spans) for _, spans in kept_back)
    return Outcome(
        precision=right / count,
        recall=right / marks,
        f1=2 * right / (count + marks),
        foretold=learned["f1"],
        seconds=learned["seconds"],
    )


def _project(folder: Path, rows: Sequence[dict[str, object]], *files: Path, kiwi: bool) -> tuple[Path, _Command]:
    """Make a project of these rows and files."""
    project, path = folder / "learning.galpi", folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    command = _Command(folder, kiwi=kiwi)
    command.run("new", str(project))
    command.run("import", str(project), str(path), *map(str, files))
    return project, command


class _Command:
    """The command line; without Kiwi it runs as if that were not installed."""

    def __init__(self, folder: Path, *, kiwi: bool) -> None:
        self._environment = dict(os.environ)
        if not kiwi:
            (folder / "without").mkdir()
            (folder / "without" / "sitecustomize.py").write_text("import sys\nsys.modules['kiwipiepy'] = None\n")
            self._environment["PYTHONPATH"] = str(folder / "without")

    def run(self, *arguments: str) -> str:
        """Run a command to its end and give what it printed."""
        command = (sys.executable, str(HOME / "main.py"), *arguments)
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True).stdout


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
    groups = ("core", "pairs", "kinds", "finds", "tags")
    features = _TELLER.told(values_of(text, line, known), len(line.forms), groups)
    keep = {"bias", "u-2", "u-1", "u0", "u1", "u2", "b-2", "b-1", "b0", "b1", "k5", "f-1", "f0", "f1", "m", "mp", "mn"}
    return [[each for each in unit if each.split("=")[0] in keep] for unit in features]


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


def _article(text: str, number: int = 1) -> Article:
    return Article(
        id=number, uid="", source="", sha256="", language="ko", title=None, title_derived=False, subtitle=None, outlet=None,
        authors=(), published=None, updated=None, url=None, keywords=(), status="untagged", text=text, parts=(),
    )  # fmt: skip


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


if __name__ == "__main__":
    main()
