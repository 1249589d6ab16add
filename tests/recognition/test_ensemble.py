"""What fields say together is what CRFsuite says of each, for many lines at a time."""

from __future__ import annotations

from pathlib import Path

import pycrfsuite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.recognition.learned.ensemble import Ensemble
from store.recognition.learned.features import ASPECTS
from store.recognition.learned.labels import encode
from store.recognition.learned.model import script_of
from store.recognition.learned.sights import Eyes, sights
from store.recognition.learned.weights import read_weights

LINES = [
    ("로봇 보람이는 3일 역을 청소한다.", [(3, 5, "robot"), (8, 10, "date")]),
    ("어제 로봇 새봄을 보았다.", [(6, 8, "robot")]),
    ("한별 로봇은 2021년 5월에 왔다.", [(0, 2, "robot"), (7, 15, "date")]),
    ("The robot Arvel left on 3 May.", [(10, 15, "robot")]),
]
EYES = Eyes()
CLUSTERS = {"로봇": (1, 2, 3), "arvel": (0, 1, 4)}


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Two fields that look in their ways at the same lines."""
    written = {}
    for view in ("near", "wide"):
        trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
        for text, spans in LINES:
            for sight in sights(text, [], CLUSTERS, lambda _: ()):
                trainer.append(EYES.features(sight, view), encode(sight.units, spans))
        trainer.set_params({"c1": 0.05, "c2": 0.1, "max_iterations": 40})
        path: Path = tmp_path_factory.mktemp("fields") / view
        trainer.train(str(path))
        written[view] = path.read_bytes()
    return written


@given(text=st.text("로봇보람이를은 3일Arvel.\n", max_size=60))
@settings(max_examples=60)
def test_odds_are_the_mean_of_what_crfsuite_says(text: str, fields: dict[str, bytes]) -> None:
    lines = list(sights(text, [(0, 2, "place", "gazetteer")], CLUSTERS, lambda _: ()))
    taggers = {view: pycrfsuite.Tagger() for view in fields}
    for view, tagger in taggers.items():
        tagger.open_inmemory(fields[view])
    ensemble = Ensemble([read_weights(each) for each in fields.values()], ASPECTS)
    found = ensemble.odds(lines)
    assert len(found) == len(lines)
    for odds, sight in zip(found, lines, strict=True):
        assert len(odds) == len(sight.units.starts)
        sums: list[dict[str, float]] = [dict.fromkeys(tagger.labels(), 0.0) for _ in odds]
        for view, tagger in taggers.items():
            tagger.set(EYES.features(sight, view))
            for at, unit in enumerate(sums):
                if tagger.marginal("O", at) <= 0.97:
                    for label in unit:
                        unit[label] += tagger.marginal(label, at) / 2
        for said, unit in zip(odds, sums, strict=True):
            del unit["O"]
            if said or max(unit.values()) > 0.0501:
                assert said == pytest.approx(unit, abs=1e-9)


def test_one_line_says_the_same_whatever_stands_beside_it(fields: dict[str, bytes]) -> None:
    ensemble = Ensemble([read_weights(each) for each in fields.values()], ASPECTS)
    lines = [sight for text, _ in LINES for sight in sights(text, [], CLUSTERS, lambda _: ())]
    alone = [ensemble.odds([line])[0] for line in lines]
    for one, other in zip(alone, ensemble.odds([*lines, *reversed(lines)]), strict=False):
        assert all(a == pytest.approx(b, abs=1e-12) for a, b in zip(one, other, strict=True))
    assert any(odd for line in alone for odd in line)


def test_fields_that_were_taught_nothing_say_nothing(fields: dict[str, bytes]) -> None:
    (sight,) = sights(LINES[0][0], [], CLUSTERS, lambda _: ())
    units = len(sight.units.starts)
    assert Ensemble([], ASPECTS).odds([sight]) == [[{}] * units]
    assert Ensemble([read_weights(fields["near"])], []).odds([]) == []


def test_what_crfsuite_did_not_write_is_refused() -> None:
    with pytest.raises(ValueError, match="no field"):
        read_weights(b"x" * 60)


@given(st.text("가힣ㄱA1 .é漢", max_size=60))
def test_a_text_with_more_than_a_quarter_of_syllables_is_korean(text: str) -> None:
    syllables = sum("가" <= mark <= "힣" for mark in text)
    assert (script_of(text) == "hangul") == (4 * syllables > sum(mark.isalpha() for mark in text))
