"""Agreement: the published figures of the literature, to their published digits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from store.agreement import (
    alpha_u,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
    scott_pi,
    span_f1,
)

CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "agreement"
CASES = CORPORA / "reference_cases.json"

needs_cases = pytest.mark.skipif(not CASES.is_file(), reason="the published tables are not beside the repository")

KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: four coders, twelve units, gaps."""

FLEISS = (
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
)  # fmt: skip
"""The worked example of most textbooks for Fleiss' kappa: ten subjects, fourteen raters, how many chose each of five values."""


def crossed(table: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Give what two annotators said from the table of both."""
    pairs = [(one, two) for one, row in enumerate(table) for two, times in enumerate(row) for _ in range(times)]
    return [one for one, _ in pairs], [two for _, two in pairs]


@pytest.mark.parametrize(
    ("level", "figure"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_four_coders_with_gaps(level: str, figure: float) -> None:
    alpha = krippendorff_alpha(KRIPPENDORFF, level=level)
    assert alpha is not None
    assert round(alpha, 3) == figure


def test_kappa_of_cohen() -> None:
    """Cohen (1960), table 2: the two psychologists' 200 patients."""
    kappa = cohen_kappa(*crossed([[88, 10, 2], [14, 40, 6], [18, 10, 12]]))
    assert kappa is not None
    assert round(kappa, 3) == 0.492


def test_kappa_of_fleiss() -> None:
    subjects = [[value for value, times in enumerate(row) for _ in range(times)] for row in FLEISS]
    kappa = fleiss_kappa(list(zip(*subjects, strict=True)))
    assert kappa is not None
    assert round(kappa, 3) == 0.210


def test_ac1_where_kappa_is_paradoxical() -> None:
    """Gwet (2008): of 125 subjects both say yes of 118 and disagree about 7; kappa is below nothing."""
    one, two = crossed([[118, 5], [2, 0]])
    ac1, pi, kappa = gwet_ac1([one, two]), scott_pi(one, two), cohen_kappa(one, two)
    assert ac1 is not None
    assert pi is not None
    assert kappa is not None
    assert round(ac1, 3) == 0.941
    assert round(pi, 4) == -0.0288
    assert round(kappa, 4) == -0.0234


def test_ac1_and_pi_of_one_table() -> None:
    """Gwet (2008): nine in ten agree, fifteen in a hundred are positive."""
    one, two = crossed([[80, 5], [5, 10]])
    ac1, pi = gwet_ac1([one, two]), scott_pi(one, two)
    assert ac1 is not None
    assert pi is not None
    assert (round(ac1, 4), round(pi, 4)) == (0.8658, 0.6078)


def test_alpha_of_unitized_text() -> None:
    """Krippendorff (2004), p. 254; there 0.8591 is computed from disagreements that were rounded before."""
    one = [(225, 295, "c"), (370, 400, "c"), (180, 240, "k"), (300, 350, "k")]
    two = [(220, 300, "c"), (355, 375, "c"), (400, 420, "c"), (180, 240, "k"), (300, 350, "k")]
    spans = [[(start - 150, end - 150, kind) for start, end, kind in each] for each in (one, two)]
    assert alpha_u(spans, length=300) == pytest.approx(0.8591, abs=0.0005)
    assert alpha_u(spans, length=300, category="c") == pytest.approx(0.7286, abs=0.00005)
    assert alpha_u(spans, length=300, category="k") == 1


def test_f1_of_spans() -> None:
    one = [(0, 5, "LOC"), (10, 15, "PER"), (20, 30, "ORG")]
    two = [(0, 5, "LOC"), (10, 16, "PER"), (22, 24, "ORG"), (25, 26, "ORG"), (40, 41, "PER")]
    assert span_f1(one, two) == pytest.approx(2 / 8)
    # Of the one all three are touched, of the other four of five.
    assert span_f1(one, two, overlap=True) == pytest.approx(2 * 1 * 0.8 / 1.8)
    assert span_f1(two, one, overlap=True) == span_f1(one, two, overlap=True)
    assert span_f1([(0, 5, "LOC")], [(0, 5, "PER")], overlap=True) == 0
    assert span_f1([(0, 5, "LOC")], [(5, 6, "LOC")], overlap=True) == 0


def _tables() -> list[dict[str, Any]]:
    return json.loads(CASES.read_text("utf-8"))["tables_from_dkpro_tests"] if CASES.is_file() else []


@needs_cases
@pytest.mark.parametrize("case", _tables(), ids=lambda case: f"{case['source']}-{case['study']}")
def test_published_tables(case: dict[str, Any]) -> None:
    ratings = list(zip(*case["rows"], strict=True))
    for level in ("nominal", "ordinal", "interval", "ratio"):
        if f"alpha_{level}_checked" in case:
            figure = case[f"alpha_{level}_checked"]
            alpha = krippendorff_alpha(ratings, level=level)
            assert alpha is None if figure is None else alpha == pytest.approx(figure, abs=0.00005001)


@needs_cases
def test_published_kappas() -> None:
    tables = {f"{case['source']} {case['study'][13:]}": list(zip(*case["rows"], strict=True)) for case in _tables()}
    artstein, fleiss = tables["ArtsteinPoesio2008 2"], tables["Fleiss1971 "]
    assert percent_agreement(artstein) == pytest.approx(0.88)
    assert scott_pi(*artstein) == pytest.approx(0.7995, abs=0.00005)
    assert cohen_kappa(*artstein) == pytest.approx(0.8013, abs=0.00005)
    assert cohen_kappa(*tables["Cohen1960 2"]) == pytest.approx(0.492, abs=0.0005)
    assert fleiss_kappa(fleiss) == pytest.approx(0.430, abs=0.0005)
    assert cohen_kappa(*tables["Zwick1988 1"]) == pytest.approx(0.467, abs=0.0005)
    assert scott_pi(*tables["Zwick1988 2"]) == pytest.approx(0.444, abs=0.0005)


@pytest.mark.skipif(not (CORPORA / "babe").is_dir(), reason="the annotations of BABE are not beside the repository")
def test_alpha_of_babe() -> None:
    """Spinde et al. (2021), BABE SG1: eight coders, gaps, a misspelt label."""
    lines = (CORPORA / "babe" / "SG1_annotations.jsonl").read_text("utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    coders, docs = (sorted({row[key] for row in rows}) for key in ("coder", "doc"))
    said = {(row["coder"], row["doc"]): row for row in rows}
    ranks = {
        each: rank
        for rank, (each, _) in enumerate(Counter(row["opinion"] for row in rows if row["opinion"]).most_common())
    }
    empty: dict[str, str] = {}
    bias = krippendorff_alpha([[said.get((coder, doc), empty).get("bias") for doc in docs] for coder in coders])
    opinion = krippendorff_alpha(
        [[ranks.get(said.get((coder, doc), empty).get("opinion") or "") for doc in docs] for coder in coders],
        level="interval",
    )
    assert bias is not None
    assert opinion is not None
    assert round(bias, 2) == 0.39
    assert round(opinion, 2) == 0.46
