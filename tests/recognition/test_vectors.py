"""Where Kiwi places morphemes: the same each time, near for what is alike, and kept with the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pycrfsuite
import pytest

from store.recognition.learned.ensemble import Ensemble
from store.recognition.learned.labels import encode
from store.recognition.learned.model import Member, Model, Taught, pack, unpack
from store.recognition.learned.morphemes import available, cutter
from store.recognition.learned.pieces import ASPECTS, VIEW
from store.recognition.learned.sights import Eyes, sights
from store.recognition.learned.vectors import DIMENSIONS, Axes, Vectors, learn_axes
from store.recognition.learned.weights import read_weights

MODEL = Model(
    script="hangul",
    members=(Member(view=VIEW, field=b"pieces"), Member(view="lean", field=b"lean")),
    types=("person",),
    passed=("date",),
    morphemes=True,
    threshold=0.35,
    judgement={"bias": -0.5, "type person": 0.25},
    marks={"김보람": {"person": 2}},
    edition="1 2",
    axes=Axes(np.arange(4, dtype=np.float32), np.arange(8, dtype=np.float32).reshape(4, 2)),
)


def test_axes_are_packed_with_the_model() -> None:
    other = replace(MODEL, script="latin", axes=None, edition="", morphemes=False)
    read = unpack(pack(Taught(models=(MODEL, other), clusters={"가": (1, 2)})))
    assert read is not None
    assert read.clusters == {"가": (1, 2)}
    first, second = read.models
    assert (first.members, first.edition, first.passed) == (MODEL.members, "1 2", ("date",))
    assert first.axes is not None
    assert MODEL.axes is not None
    assert np.array_equal(first.axes.centre, MODEL.axes.centre)
    assert np.array_equal(first.axes.axes, MODEL.axes.axes)
    assert (second.members, second.axes) == (MODEL.members, None)
    assert (first.judgement, first.marks) == (MODEL.judgement, MODEL.marks)


@pytest.mark.skipif(not available(), reason="Kiwi is not installed")
def test_what_is_alike_lies_near() -> None:
    axes = learn_axes()
    again = learn_axes()
    assert np.array_equal(axes.centre, again.centre)
    assert np.array_equal(axes.axes, again.axes)
    vectors = Vectors(axes)
    assert len(vectors.features("부산", "NNP")) == DIMENSIONS

    def cosine(one: str, other: str, tag: str) -> float:
        a, b = (np.array(list(vectors.features(form, tag).values())) for form in (one, other))
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    assert cosine("부산", "광주", "NNP") > cosine("부산", "철수", "NNP")
    assert cosine("시장", "장관", "NNG") > cosine("시장", "나무", "NNG")
    assert vectors.features("샤슈아뷁", "NNP") == {}


@pytest.mark.skipif(not available(), reason="Kiwi is not installed")
def test_one_field_of_morphemes_and_one_of_syllables_see_vectors() -> None:
    eyes = Eyes(Vectors(learn_axes()))
    (sight,) = sights("부산은 좋다", [], {}, cutter(wanted=True))
    (first, *_) = eyes.features(sight, VIEW)
    assert isinstance(first, dict)
    assert first["f=부산"] == 1.0
    assert len([name for name in first if name[0] == "v"]) == DIMENSIONS
    assert all(isinstance(unit, list) for unit in eyes.features(sight, "wide"))
    one, other, particle, *_ = eyes.features(sight, "lean")
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    assert isinstance(particle, dict)
    assert one["v0"] == other["v0"] == first["v0"] != particle["v0"]
    (plain,) = sights("부산은 좋다", [], {}, cutter(wanted=False))
    assert all(isinstance(unit, list) for unit in eyes.features(plain, VIEW))


@pytest.mark.skipif(not available(), reason="Kiwi is not installed")
def test_vectors_weigh_as_crfsuite_weighs_them(tmp_path: Path) -> None:
    eyes = Eyes(Vectors(learn_axes()))
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    for text, spans in (
        ("부산은 좋다", [(0, 2, "place")]),
        ("철수가 왔다", [(0, 2, "person")]),
        ("광주로 간다", [(0, 2, "place")]),
    ):
        (sight,) = sights(text, [], {}, cutter(wanted=True))
        trainer.append(eyes.features(sight, VIEW), encode(sight.pieces.units, spans))
    trainer.set_params({"c1": 0.0, "c2": 0.1, "max_iterations": 30})
    path = tmp_path / "field"
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    lines = [
        sight for text in ("대구는 크다", "샤슈아뷁이 왔다") for sight in sights(text, [], {}, cutter(wanted=True))
    ]
    found = Ensemble([read_weights(path.read_bytes())], ASPECTS, eyes.vectors).odds([line.pieces for line in lines])
    for odds, line in zip(found, lines, strict=True):
        tagger.set(eyes.features(line, VIEW))
        for at, unit in enumerate(odds):
            assert unit == {} or unit == pytest.approx(
                {label: tagger.marginal(label, at) for label in tagger.labels() if label != "O"}, abs=1e-5
            )
    assert found[0][0]["S-place"] > 0.5
