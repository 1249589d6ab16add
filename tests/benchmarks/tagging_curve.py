"""How well tags are suggested as taggings grow, beside plainer ways on the same headlines in the same run.

Three tables: one tag of seven on headlines (`ynat_train.tsv`), many tags with rare ones on articles (made of
`klue_mrc_articles.jsonl`: a tag is a word, which is taken out of the texts), and keys a headline. With a number after
the name, so many seeds are drawn (8).
"""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

from store.steps import finished
from store.suggest.bayes import Bayes, softmax
from store.suggest.features import hashed, vocabulary
from store.suggest.learner import Learned, Lessons, learn
from store.suggest.linear import regress
from store.suggest.sparse import Floats, Ints, Sparse

TAGGING = Path(__file__).parents[3] / "shared" / "corpora" / "tagging" / "ynat_train.tsv"
ARTICLES = Path(__file__).parents[3] / "shared" / "corpora" / "korean" / "klue_mrc_articles.jsonl"
SIZES = (35, 70, 350, 1_400, 7_000)
KEPT_BACK = 5_000
WORDS = (
    "대통령", "미국", "일본", "중국", "경찰", "영화", "축구", "학교", "병원", "은행", "자동차", "아파트", "북한", "선거",
    "법원", "코로나", "반도체", "환경부", "태풍", "올림픽",
)  # fmt: skip


def main() -> None:
    """Print the tables."""
    if not TAGGING.exists():
        sys.exit("The shared corpora are not there; there is nothing to measure.")
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    _curve(seeds)
    if ARTICLES.exists():
        _several(seeds)
    _keys(seeds)


def _headlines() -> tuple[list[str], Ints, int]:
    with TAGGING.open(encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    names = sorted({row[2] for row in rows})
    return [row[1] for row in rows], np.array([names.index(row[2]) for row in rows]), len(names)


def _split(topics: Ints, size: int, seed: int) -> tuple[Ints, Ints]:
    """Give the tagged headlines, as many of each topic, and those kept back."""
    order = np.random.default_rng(seed).permutation(len(topics))
    back, rest = order[:KEPT_BACK], order[KEPT_BACK:]
    several = int(topics.max()) + 1
    tagged = [rest[topics[rest] == topic][: size // several] for topic in range(several)]
    return np.sort(np.concatenate(tagged)), back


def _macro_f1(truth: Ints, guess: Ints, several: int) -> float:
    scores = []
    for topic in range(several):
        both = ((truth == topic) & (guess == topic)).sum()
        scores.append(2 * both / max(1, (truth == topic).sum() + (guess == topic).sum()))
    return float(100 * np.mean(scores))


def _trial(texts: Sparse, weighted: Sparse, tagged: Floats, known: Ints) -> tuple[Floats, Floats]:
    """Give what the method of the trial says, and its linear model alone: EM on what is untagged, each counting as one.

    Multinomial naive Bayes over binary features, smoothed by one, ten rounds, times the linear model.
    """
    line = regress(weighted.rows(known), tagged[known], exclusive=True).logits(weighted)
    some = texts.rows(known)
    counts, prior = some.turned.times(tagged[known]), tagged[known].sum(0)
    for _ in range(11):
        smoothed = counts + 1
        bayes = Bayes(np.log(smoothed / smoothed.sum(0)), np.log((prior + 1) / (prior + 1).sum()))
        said = texts.times(bayes.weights) + bayes.prior
        belief = softmax(said)
        belief[known] = tagged[known]
        counts, prior = texts.turned.times(belief), belief.sum(0)
    both = np.log(softmax(said) + 1e-9) + np.log(softmax(line) + 1e-9)
    return np.asarray(both, np.float32), line


def _curve(seeds: int) -> None:
    texts, topics, several = _headlines()
    began = time.process_time()
    read = hashed(texts)
    reading = time.process_time() - began
    words = vocabulary(read)
    small = words.of(read)
    weighted = words.weighted(small)
    print(f"{len(texts):,} headlines in {several} topics, {KEPT_BACK:,} kept back, mean macro-F1 of {seeds} seeds.\n")
    print(
        "| tagged | Galpi | trial | linear alone | better than the trial by | said | right | training s | headlines/s |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for size in SIZES:
        rows = []
        for seed in range(seeds):
            known, back = _split(topics, size, seed)
            tagged = np.zeros((len(texts), several), np.float32)
            tagged[known, topics[known]] = 1
            lessons = Lessons(read, tuple(range(several)), tagged, np.zeros_like(tagged), tagged.sum(1), True)
            began = time.process_time()
            learned: Learned = finished(learn(lessons))
            training = time.process_time() - began + reading
            began = time.process_time()
            said = learned.model.probabilities(hashed([texts[each] for each in back]))
            speed = KEPT_BACK / (time.process_time() - began)
            trial, line = _trial(small, weighted, tagged, known)
            truth = topics[back]
            ours, theirs, alone = (
                _macro_f1(truth, each.argmax(axis=1), several) for each in (said, trial[back], line[back])
            )
            right = float((said.argmax(axis=1) == truth).mean())
            rows.append((ours, theirs, alone, ours - theirs, float(said.max(axis=1).mean()), right, training, speed))
        mean = np.mean(rows, axis=0)
        error = np.std([row[3] for row in rows], ddof=1) / np.sqrt(seeds) if seeds > 1 else 0.0
        print(
            f"| {size:,} | {mean[0]:.1f} | {mean[1]:.1f} | {mean[2]:.1f} | {mean[3]:+.2f} ± {error:.2f} | {mean[4]:.2f} |"
            f" {mean[5]:.2f} | {mean[6]:.1f} | {mean[7]:,.0f} |",
            flush=True,
        )


def _several(seeds: int) -> None:
    texts, tagged = _articles()
    read = hashed(texts)
    shares = tagged.mean(0)
    print(
        f"\n{len(texts):,} articles, {tagged.shape[1]} tags on {shares.min():.1%} to {shares.max():.1%} of them,"
        f" {tagged.sum(1).mean():.1f} an article. Mean average precision and macro-F1 (from 0.5 on) of {seeds} seeds.\n"
    )
    print(
        "| tagged | Galpi AP | supervised AP | difference | Galpi F1 | supervised F1 | weight of the untagged | training s |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for size in (50, 200, 700):
        rows = []
        for seed in range(seeds):
            order = np.random.default_rng(seed).permutation(len(texts))
            known, back = np.sort(order[:size]), order[-400:]
            said = np.zeros(len(texts), np.float32)
            said[known] = 1
            began = time.process_time()
            mine = tagged * said[:, None]
            used = np.flatnonzero(mine.any(axis=0))
            lessons = Lessons(read, tuple(used.tolist()), mine[:, used], np.zeros_like(mine[:, used]), said, False)
            learned: Learned = finished(learn(lessons))
            seconds = time.process_time() - began
            model, truth = learned.model, tagged[back][:, used]
            ours = model.probabilities(read.rows(back))
            alone = model.linear.logits(model.vocabulary.weighted(model.vocabulary.of(read.rows(back))))
            rows.append(
                (
                    _precision(truth, ours), _precision(truth, alone), _precision(truth, ours) - _precision(truth, alone),
                    _f1(truth, ours >= 0.5), _f1(truth, alone >= 0), float(learned.untagged_weights.mean()), seconds,
                )
            )  # fmt: skip
        mean = np.mean(rows, axis=0)
        error = np.std([row[2] for row in rows], ddof=1) / np.sqrt(seeds) if seeds > 1 else 0.0
        print(
            f"| {size:,} | {mean[0]:.1f} | {mean[1]:.1f} | {mean[2]:+.2f} ± {error:.2f} | {mean[3]:.1f} | {mean[4]:.1f} |"
            f" {mean[5]:.2f} | {mean[6]:.1f} |",
            flush=True,
        )


def _articles() -> tuple[list[str], Floats]:
    texts, rows = [], []
    with ARTICLES.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            text = f"{record['title']}\n{record['body']}"
            rows.append([text.count(word) >= 2 for word in WORDS])
            for word in WORDS:
                text = text.replace(word, " ")
            texts.append(text)
    return texts, np.array(rows, np.float32)


def _precision(truth: Floats, scores: Floats) -> float:
    """Give the mean over tags of the average precision, in per cent."""
    found = []
    for tag in range(truth.shape[1]):
        so = truth[np.argsort(-scores[:, tag], kind="stable"), tag]
        if so.any():
            found.append(float(((np.cumsum(so) / np.arange(1, len(so) + 1)) * so).sum() / so.sum()))
    return 100 * float(np.mean(found))


def _f1(truth: Floats, guess: np.ndarray) -> float:
    both = (truth * guess).sum(0)
    return float(100 * (2 * both / np.maximum(1, truth.sum(0) + guess.sum(0))).mean())


def _keys(seeds: int) -> None:
    """Count the keys a headline: Enter takes the first suggestion and goes on, 2 and 3 the next ones; by hand tag, next."""
    texts, topics, several = _headlines()
    read = hashed(texts)
    print("\n| tagged before | keys a headline by hand | with suggestions |\n|--:|--:|--:|")
    for size in (70, 200):
        keys = []
        for seed in range(seeds):
            known, back = _split(topics, size, seed)
            tagged = np.zeros((len(texts), several), np.float32)
            tagged[known, topics[known]] = 1
            lessons = Lessons(read, tuple(range(several)), tagged, np.zeros_like(tagged), tagged.sum(1), True)
            said = finished(learn(lessons)).model.probabilities(read.rows(back[:50]))
            order = np.argsort(-said, axis=1)
            places = (order == topics[back[:50], None]).argmax(axis=1)
            # One of the first two is one key that also goes on; else the tag's own key and the next article.
            keys.append(float(np.where(places < 2, 1, 2).mean()))
        print(f"| {size} | 2.00 | {np.mean(keys):.2f} |", flush=True)


if __name__ == "__main__":
    main()
