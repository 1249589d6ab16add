"""Learning a project's tags: both models, how they are joined and how much the untagged count, by cross-validation."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace

import numpy as np

from store.suggest.bayes import Bayes, exclusive, one_against_rest, sigmoid, softmax
from store.suggest.calibration import log_loss, platt
from store.suggest.features import Vocabulary, vocabulary
from store.suggest.linear import Linear, regress
from store.suggest.model import Model, believed, joined
from store.suggest.sparse import Floats, Ints, Sparse

FOLDS = 3
"""Into how many parts the tagged texts are cut, each kept back once."""

WEIGHTS = (0.0, 0.3)
"""How much an untagged text may count, a tagged one counting one; which is found by cross-validation."""

LINEAR_SHARES = (1.0, 3.0, 6.0)
_SCALES = (0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0)
_ENOUGH = 3_000
"""From how many tagged texts on one part of them kept back says enough."""
_FEW = 5
"""With fewer texts than these a tag is left to the linear model alone, where each tag stands for itself."""
SURE = 4.0
"""By how many standard errors naive Bayes must do better to be joined to the linear model of a tag."""
_MANY = 300
"""From how many tagged texts on the share of the linear model is chosen by those kept back; below, it is the first."""


PUPILS, PUPILS_OF_FOLDS = 40_000, 12_000
"""How many untagged texts the linear model is taught by, with the tags that both models give them; and in each fold."""

TAUGHT = 0.6
"""How much such a text counts, a tagged one counting one."""

TEACHING, BOTH = 3.0, 6.0
"""How much the linear model counts beside naive Bayes: in what they teach, and once it was taught."""

_FEWEST_PUPILS = 100


@dataclass(frozen=True, slots=True)
class Lessons:
    """What there is to learn from: texts over buckets, and for texts × tags what is so (1), and what is not (`barred`).

    `known` has a one for each text of which is said which tags it has; the rest are untagged. Texts of one of the `groups`
    (numbers, one for each text) are kept back together, as sentences of one article must be: they speak of one thing.
    """

    texts: Sparse
    tags: tuple[int, ...]
    tagged: Floats
    barred: Floats
    known: Floats
    exclusive: bool
    groups: Ints | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """The model, and what it said of the known texts (`rows`) when they were kept back: texts × tags."""

    model: Model
    rows: Ints
    held_out: Floats
    untagged_weights: Floats


def learn(lessons: Lessons) -> Generator[str, None, Learned]:
    """Learn from lessons; yields a word before each piece of the work. The same lessons give the same model."""
    known = np.flatnonzero(lessons.known)
    words = vocabulary(lessons.texts)
    yield "reading"
    texts = words.of(lessons.texts)
    weighted = words.weighted(texts)
    found = _Learning(lessons, words, texts, weighted, known)
    held = yield from found.kept_back()
    chosen = found.choose(held)
    if found.can_teach:
        chosen = yield from found.choose_taught(held)
    yield "learning"
    return found.whole(chosen)


@dataclass(frozen=True, slots=True)
class _Choice:
    weights: Floats  # how much the untagged count, for each tag
    shares: Floats
    scale: Floats
    held_out: Floats
    taught: bool = False  # whether the linear model is taught by untagged texts


@dataclass(slots=True)
class _Fold:
    back: Ints  # places among the known texts
    rest: Ints
    bayes: dict[float, Bayes]
    linear: Linear


@dataclass(slots=True)
class _Learning:
    lessons: Lessons
    words: Vocabulary
    texts: Sparse
    weighted: Sparse
    known: Ints
    checked: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    folds: list[_Fold] = field(default_factory=list)

    def bayes(self, tagged: Floats, known: Floats, weight: float, *, rounds: int) -> Bayes:
        barred = self.lessons.barred if self.lessons.barred.any() else None
        if self.lessons.exclusive:
            return exclusive(self.texts, tagged, weight=weight, barred=barred, rounds=rounds)
        return one_against_rest(self.texts, tagged, known, weight=weight, barred=barred, rounds=rounds)

    def kept_back(self) -> Generator[str, None, dict[float | str, Floats]]:
        """Give by weight of the untagged what naive Bayes says of known texts kept back, and what the linear one says."""
        lessons, size = self.lessons, (len(self.known), len(self.lessons.tags))
        found: dict[float | str, Floats] = {key: np.zeros(size, np.float32) for key in ("linear", *WEIGHTS)}
        fold_of = folds(lessons.tagged[self.known], None if lessons.groups is None else lessons.groups[self.known])
        wanted = range(FOLDS if len(self.known) < _ENOUGH else 1)
        self.checked = np.flatnonzero(fold_of < len(wanted))
        several = self.texts.rows(self.known)
        for fold in wanted:
            yield "checking"
            back = np.flatnonzero(fold_of == fold)
            rest = np.flatnonzero(fold_of != fold)
            if not len(back) or not len(rest):
                continue
            tagged, known = lessons.tagged.copy(), lessons.known.copy()
            tagged[self.known[back]] = 0
            known[self.known[back]] = 0
            bayes: dict[float, Bayes] = {}
            for weight in WEIGHTS:
                bayes[weight] = self.bayes(tagged, known, weight, rounds=8)
                found[weight][back] = bayes[weight].evidence(several.rows(back))
                yield "checking"
            line = regress(
                self.weighted.rows(self.known[rest]),
                lessons.tagged[self.known[rest]],
                exclusive=lessons.exclusive,
                steps=15,
            )
            found["linear"][back] = line.logits(self.weighted.rows(self.known[back]))
            self.folds.append(_Fold(back, rest, bayes, line))
        return {key: each[self.checked] for key, each in found.items()}

    def choose(self, held: dict[float | str, Floats]) -> _Choice:
        truth = self.lessons.tagged[self.known[self.checked]]
        return self._choose_exclusive(held, truth) if self.lessons.exclusive else self._choose_each(held, truth)

    def _choose_exclusive(
        self, held: dict[float | str, Floats], truth: Floats, *, linear_shares: tuple[float, ...] = LINEAR_SHARES
    ) -> _Choice:
        tags = len(self.lessons.tags)
        # Each tag counts the same, however rare it is.
        fair = truth / np.maximum(1, truth.sum(0))
        best: tuple[float, float, float, float] | None = None
        for weight in reversed(WEIGHTS):
            for share in linear_shares if len(truth) >= _MANY else linear_shares[:1]:
                logits = joined(held[weight], held["linear"], _shares(1 / (1 + share), share / (1 + share), tags), True)
                for scale in _SCALES:
                    belief = believed(logits, _shares(scale, 0.0, tags), True)
                    loss = -float((fair * np.log(belief + 1e-6)).sum())
                    if best is None or loss < best[0]:
                        best = (loss, weight, share, scale)
        _, weight, share, scale = best or (0.0, WEIGHTS[-1], 1.0, 1.0)
        shares, scales = _shares(1 / (1 + share), share / (1 + share), tags), _shares(scale, 0.0, tags)
        belief = believed(joined(held[weight], held["linear"], shares, True), scales, True)
        return _Choice(np.full(tags, weight, np.float32), shares, scales, belief)

    def _choose_each(self, held: dict[float | str, Floats], truth: Floats) -> _Choice:
        tags = len(self.lessons.tags)
        weights, held_out = np.zeros(tags, np.float32), np.zeros_like(truth)
        shares, scale = _shares(0.0, 1.0, tags), _shares(1.0, 0.0, tags)
        for tag in range(tags):
            so = truth[:, tag]
            plain, plain_scale = _calibrated(held["linear"][:, tag], so)
            held_out[:, tag], scale[:, tag] = plain, plain_scale
            best = log_loss(plain, so)
            for weight in WEIGHTS:
                both = held["linear"][:, tag] + held[weight][:, tag]
                belief, fitted = _calibrated(both, so)
                gain = best - log_loss(belief, so)
                # By more than chance alone would have it: on few texts nearly anything looks better once.
                if so.sum() >= _FEW and gain.mean() > SURE * gain.std() / np.sqrt(len(gain)):
                    best, weights[tag], shares[0, tag] = log_loss(belief, so), weight, 1.0
                    held_out[:, tag], scale[:, tag] = belief, fitted
        return _Choice(weights, shares, scale, held_out)

    # Teaching the linear model by what both models say of untagged texts (self-training)

    @property
    def can_teach(self) -> bool:
        """Whether each text has one tag, enough are tagged, and there are untagged ones."""
        many = self.lessons.exclusive and len(self.known) >= _MANY and bool(self.folds)
        return many and len(self._pupils(PUPILS)) >= _FEWEST_PUPILS

    def _pupils(self, most: int) -> Ints:
        untagged = np.flatnonzero(self.lessons.known == 0)
        return untagged[np.linspace(0, len(untagged) - 1, min(most, len(untagged))).astype(np.int64)]

    def choose_taught(self, held: dict[float | str, Floats]) -> Generator[str, None, _Choice]:
        """Choose anew, with a linear model that was taught in each fold."""
        said = np.zeros((len(self.known), len(self.lessons.tags)), np.float32)
        pupils = self._pupils(PUPILS_OF_FOLDS)
        for fold in self.folds:
            line = self.taught(self.known[fold.rest], pupils, fold.bayes[WEIGHTS[-1]], fold.linear, steps=12)
            said[fold.back] = line.logits(self.weighted.rows(self.known[fold.back]))
            yield "checking"
        truth = self.lessons.tagged[self.known[self.checked]]
        found = self._choose_exclusive({**held, "linear": said[self.checked]}, truth, linear_shares=(BOTH,))
        return replace(found, taught=True)

    def taught(self, known: Ints, pupils: Ints, bayes: Bayes, linear: Linear, *, steps: int) -> Linear:
        """Teach the linear model, from tagged texts and from pupils as both models tag them, and take the mean of it and
        of what it was before.
        """
        texts, tags = self.weighted.rows(pupils), len(self.lessons.tags)
        both = joined(bayes.evidence(self.texts.rows(pupils)), linear.logits(texts), _shares(1.0, TEACHING, tags), True)
        belief = softmax(both)
        if self.lessons.barred.any():
            belief = belief * (1 - self.lessons.barred[pupils])
        after = regress(
            self.weighted.rows(np.concatenate((known, pupils))),
            np.vstack((self.lessons.tagged[known], belief)),
            exclusive=True,
            steps=steps,
            counts=np.repeat(np.array([1.0, TAUGHT], np.float32), [len(known), len(pupils)]),
            start=linear,
        )
        half = np.float32(0.5)
        return Linear((linear.weights + after.weights) * half, (linear.bias + after.bias) * half)

    def whole(self, chosen: _Choice) -> Learned:
        lessons = self.lessons
        wanted = [weight for weight in WEIGHTS if (chosen.weights == np.float32(weight)).any()]
        taught = {weight: self.bayes(lessons.tagged, lessons.known, weight, rounds=15) for weight in wanted}
        bayes = taught[wanted[0]]
        for weight in wanted[1:]:
            mine = chosen.weights == np.float32(weight)
            bayes = Bayes(
                np.where(mine, taught[weight].weights, bayes.weights), np.where(mine, taught[weight].prior, bayes.prior)
            )
        linear: Linear = regress(
            self.weighted.rows(self.known), lessons.tagged[self.known], exclusive=lessons.exclusive
        )
        if chosen.taught:
            teacher = taught.get(WEIGHTS[-1]) or self.bayes(lessons.tagged, lessons.known, WEIGHTS[-1], rounds=15)
            linear = self.taught(self.known, self._pupils(PUPILS), teacher, linear, steps=25)
        model = Model(
            lessons.tags, lessons.exclusive, self.words, bayes, linear, shares=chosen.shares, scale=chosen.scale
        )
        return Learned(model, self.known[self.checked], chosen.held_out, chosen.weights)


def folds(tagged: Floats, groups: Ints | None = None) -> Ints:
    """Deal texts into `FOLDS`, by the rarest tag of each in turn, so that all have some of each tag.

    Those of one group go together, unless there are fewer groups than folds.
    """
    if groups is not None:
        names, place = np.unique(groups, return_inverse=True)
        if len(names) >= FOLDS:
            together = np.zeros((len(names), tagged.shape[1]), np.float32)
            np.maximum.at(together, place, tagged)
            return folds(together)[place]
    counts = tagged.sum(0)
    rarity = np.where(tagged > 0, counts, np.inf)
    rarest = np.where(tagged.any(axis=1), rarity.argmin(axis=1), tagged.shape[1])
    order = np.argsort(rarest, kind="stable")
    found = np.empty(len(tagged), np.int64)
    found[order] = np.arange(len(tagged)) % FOLDS
    return found


def _shares(first: float, second: float, tags: int) -> Floats:
    return np.array([[first] * tags, [second] * tags], np.float32)


def _calibrated(logits: Floats, truth: Floats) -> tuple[Floats, Floats]:
    slope, offset = platt(logits, truth)
    return sigmoid(slope * logits + offset), np.array([slope, offset], np.float32)
