"""Judging spans as a whole: by their rivals, their borders and what was marked elsewhere."""

from __future__ import annotations

import pytest

from store.recognition.learned.facts import facts_of
from store.recognition.learned.judging import Judge, Kept, judged_of
from store.recognition.learned.labels import Span
from store.recognition.learned.surfaces import Surfaces, marks_of

_MARKED = ("Arvel", "Bremsa", "Cordun", "Dalvik")
_UNMARKED = ("Station", "Monday", "Winter", "Signal")
_MARKS = marks_of((name, [(0, len(name), "robot")]) for name in _MARKED)


def _kept(names: tuple[str, ...], *, accepted: bool) -> list[Kept]:
    """Give articles of which the fields think the same, whether or not a name in them is accepted."""
    surfaces = Surfaces(_MARKS)
    kept = []
    for name in names * 40:
        span = (4, 4 + len(name), "robot")
        facts = facts_of(f"The {name} rested.", {span: 0.4}, (), surfaces)
        kept.append(Kept(accepted=(span,) if accepted else (), found=tuple(facts)))
    return kept


def _parts() -> list[list[Kept]]:
    return [
        _kept(_MARKED[at : at + 2], accepted=True) + _kept(_UNMARKED[at : at + 2], accepted=False) for at in (0, 1, 2)
    ]


def test_where_nothing_was_learned_the_fields_hold() -> None:
    odds = Judge({}, {}).judged("The Arvel rested.", {(4, 9, "robot"): 0.4, (4, 16, "robot"): 0.1}, ())
    assert odds == {(4, 9, "robot"): pytest.approx(0.4), (4, 16, "robot"): pytest.approx(0.1)}


def test_what_was_marked_elsewhere_is_more_probable_than_the_fields_think() -> None:
    judge = Judge(judged_of(_parts()).judgement, _MARKS)
    marked = judge.judged("See Arvel.", {(4, 9, "robot"): 0.4}, ())[4, 9, "robot"]
    unmarked = judge.judged("See Tower.", {(4, 9, "robot"): 0.4}, ())[4, 9, "robot"]
    assert marked > 0.5 > unmarked


def test_each_part_is_judged_by_what_the_others_teach() -> None:
    teaching, other = _kept(_MARKED, accepted=True) + _kept(_UNMARKED, accepted=False), _kept(_MARKED, accepted=False)
    judged = judged_of([teaching, other])
    # What marked names are worth the second part is told by the first one, and errs: judged by itself it would offer none.
    assert judged.parts[1][0.45].offered["robot"] == len(other)
    assert judged.parts[1][0.45].right["robot"] == 0


def test_rivals_borders_and_patterns_are_told() -> None:
    text = "김철수는 서울시청에서"
    found: dict[Span, float] = {
        (0, 3, "person"): 0.6,
        (0, 4, "person"): 0.2,
        (0, 3, "place"): 0.1,
        (5, 9, "place"): 0.5,
        (5, 7, "place"): 0.3,
    }
    facts = {span: dict(told) for span, told in facts_of(text, found, [(5, 9, "place", "gazetteer")], Surfaces({}))}
    person = facts[0, 3, "person"]
    assert (person["same"], person["outside"], person["inside"], person["otherwise"]) == (0.2, 0.2, 0.0, 0.1)
    assert facts[0, 4, "person"]["inside"] == 0.6
    assert facts[0, 3, "place"]["over"] == 0.2
    assert facts[5, 9, "place"]["inside"] == 0.3
    assert "after particle" in person
    assert "before blank" in person
    assert "found same place" in facts[5, 9, "place"]
    assert "found part place" in facts[5, 7, "place"]
    assert "after word" in facts[5, 7, "place"]
    assert "found nothing person" in person


def test_what_looks_or_ends_alike_is_told_with_its_types() -> None:
    marks = marks_of(
        [("서울시청 대구시청 서울시청", [(0, 4, "organisation"), (5, 9, "place"), (10, 14, "organisation")])]
    )
    surfaces = Surfaces(marks)
    seen = dict(surfaces.facts("서울시청", "organisation"))
    assert (seen["seen own"], seen["share"]) == (1, 1)
    assert dict(surfaces.facts("서울시청", "place"))["seen other"] == 1
    alike = dict(surfaces.facts("부산시청", "organisation"))
    assert "share" not in alike
    assert alike["e2"] > 0 > dict(surfaces.facts("부산시청", "place"))["e2"]
