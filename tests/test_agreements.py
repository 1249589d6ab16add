"""Agreement measured on a project: who coded what, what a figure counts, what is missing."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from store import UserError, create_project, open_project
from store.agreement import alpha_u, cohen_kappa, fleiss_kappa, krippendorff_alpha, span_f1
from store.agreements import agreement
from store.records import Agreement
from tests.agreement.test_published import KRIPPENDORFF
from tests.commands.line import Line
from tests.projects import bring, run


def coded(folder: Path, articles: Sequence[Sequence[Mapping[str, object]]]) -> Path:
    """Make a project of one article for each list of taggings."""
    path, lines = folder / "coded.galpi", folder / "coded.jsonl"
    create_project(path).close()
    lines.write_text(
        "".join(
            json.dumps({"source": f"a{number}", "text": f"Article {number} says this and that.", "tags": list(tags)})
            + "\n"
            for number, tags in enumerate(articles)
        ),
        encoding="utf-8",
    )
    bring(path, lines, recognize=False)
    return path


def put(tag: object, by: str, *span: int) -> dict[str, object]:
    """Write one tagging as a record has it."""
    return {"tag": str(tag), "annotator": by, **({"start": span[0], "end": span[1]} if span else {})}


def measured(path: Path, query: str = "", *, annotators: Sequence[str] = (), level: str = "nominal") -> Agreement:
    """Measure without an interval."""
    return run(agreement(path, query, annotators=annotators, level=level, resamples=0))


def test_one_tag_an_article_is_the_published_case(tmp_path: Path) -> None:
    """Four coders, twelve units, gaps: a value that is missing is an article that she has not coded."""
    units = list(zip(*KRIPPENDORFF, strict=True))
    path = coded(
        tmp_path, [[put(value, f"c{place}") for place, value in enumerate(unit) if value is not None] for unit in units]
    )
    found = measured(path)
    assert found.annotators == ("c0", "c1", "c2", "c3")
    assert found.overall.krippendorff_alpha == pytest.approx(0.7434, abs=0.00005)
    assert found.overall.units == 11
    assert dict(found.overall.alphas) == {
        "nominal": pytest.approx(0.7434, abs=0.0001),
        "ordinal": pytest.approx(0.8154, abs=0.0001),
        "interval": pytest.approx(0.8491, abs=0.0001),
        "ratio": pytest.approx(0.7974, abs=0.0001),
    }
    assert measured(path, level="interval").overall.krippendorff_alpha == pytest.approx(0.8491, abs=0.0001)
    twice = [unit for unit in units if sum(value is not None for value in unit) > 1]
    assert found.overall.fleiss_kappa == pytest.approx(fleiss_kappa(list(zip(*twice, strict=True))))
    two = measured(path, annotators=["c0", "c1"])
    assert two.overall.cohen_kappa == pytest.approx(cohen_kappa(KRIPPENDORFF[0], KRIPPENDORFF[1]))
    pair = next(each for each in found.pairs if each.annotators == ("c0", "c1"))
    assert pair.cohen_kappa == pytest.approx(two.overall.cohen_kappa)
    assert pair.disagreements == two.overall.disagreements


def test_an_article_without_the_tag_is_told_from_one_that_she_has_not_coded(tmp_path: Path) -> None:
    path = coded(
        tmp_path,
        [
            [put("x", "A"), put("x", "B")],
            [put("x", "A"), put("y", "B")],
            [put("x", "A")],
            [put("y", "A"), put("x", "A"), put("y", "B")],
        ],
    )
    x = next(each for each in measured(path).tags if each.tag == "x")
    assert (x.units, x.annotators) == (3, ("A", "B"))
    assert x.krippendorff_alpha == krippendorff_alpha([[1, 1, 1], [1, 0, 0]])
    assert x.percent == pytest.approx(100 / 3)
    with open_project(path) as store:
        third = store.search.ids("source:a2")[0]
        assert third not in x.disagreements
        store.annotator = "B"
        store.articles.set_status([third], "done")
    x = next(each for each in measured(path).tags if each.tag == "x")
    assert x.units == 4
    assert third in x.disagreements


def test_who_looked_and_put_nothing_says_so_where_one_tag_is_put(tmp_path: Path) -> None:
    path = coded(tmp_path, [[put("x", "A"), put("x", "B")], [put("y", "A"), put("y", "B")], [put("x", "A")]])
    assert measured(path).overall.krippendorff_alpha == 1
    with open_project(path) as store:
        store.annotator = "B"
        store.articles.set_status(store.search.ids("source:a2"), "done")
    found = measured(path).overall
    assert found.units == 3
    assert found.krippendorff_alpha == krippendorff_alpha([["x", "y", "x"], ["x", "y", ""]])


def test_several_tags_an_article_are_pooled_and_siblings_are_a_group(tmp_path: Path) -> None:
    path = coded(
        tmp_path,
        [
            [put("tone/1", "A"), put("topic", "A"), put("tone/1", "B")],
            [put("tone/3", "A"), put("tone/2", "B"), put("topic", "B")],
            [put("topic", "A"), put("tone/2", "B")],
        ],
    )
    found = measured(path)
    (tone,) = found.groups
    assert (tone.tag, tone.units) == ("tone", 2)
    assert tone.krippendorff_alpha == krippendorff_alpha([[1, 3], [1, 2]])
    assert dict(tone.alphas)["interval"] == krippendorff_alpha([[1, 3], [1, 2]], level="interval")
    one, two = [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1], [1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0]
    assert found.overall.units == 12
    assert found.overall.cohen_kappa == pytest.approx(cohen_kappa(one, two))
    assert "tag on one article" in found.overall.counts


def test_passages_are_measured_where_they_lie(tmp_path: Path) -> None:
    path = coded(
        tmp_path,
        [[put("x", "A", 0, 9), put("x", "B", 0, 9)], [put("x", "A", 2, 6), put("x", "B", 4, 9)], [put("x", "A", 1, 2)]],
    )
    with open_project(path) as store:
        lengths = [len(store.articles.text(article)) for article in store.search.ids(sort="id")]
    x = next(each for each in measured(path).tags if each.tag == "x")
    one, two = (
        [(0, 9, "x"), (lengths[0] + 2, lengths[0] + 6, "x")],
        [(0, 9, "x"), (lengths[0] + 4, lengths[0] + 9, "x")],
    )
    assert x.passages == 4
    assert x.alpha_u == alpha_u([one, two], length=lengths[0] + lengths[1])
    assert x.span_f1 == span_f1(one, two) == 0.5
    assert x.span_f1_overlap == 1


def test_what_nobody_shares_has_no_figure(tmp_path: Path) -> None:
    path = coded(tmp_path, [[put("x", "A")], [put("x", "B")]])
    found = measured(path)
    assert (found.articles, found.overall.units, found.tags) == (0, 0, ())
    assert found.overall.krippendorff_alpha is None
    with pytest.raises(UserError, match="no annotator"):
        measured(path, annotators=["nobody"])
    assert measured(path, "source:a0").articles == 0


def test_a_level_that_the_tags_do_not_have_is_refused(tmp_path: Path) -> None:
    path = coded(tmp_path, [[put("x", "A"), put("x", "B")]])
    with pytest.raises(UserError, match="numbers"):
        measured(path, level="interval")


def test_agreement_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coded(
        tmp_path, [[put("=x", "A"), put("=x", "B")], [put("y", "A"), put("=x", "B")], [put("y", "A"), put("y", "B")]]
    )
    line = Line(path, capsys)
    found = line.json("agreement")
    assert found["overall"]["units"] == 3
    assert found["overall"]["annotators"] == 2
    assert found["overall"]["percent"] == pytest.approx(200 / 3)
    assert [each["tag"] for each in found["tags"]] == ["=x", "y"]
    expected = {"tag", "units", "annotators", "percent", "cohen_kappa", "fleiss_kappa", "scott_pi", "gwet_ac1"}
    assert expected <= found["tags"][0].keys()
    low, high = found["overall"]["krippendorff_alpha_interval_95"]
    assert low <= found["overall"]["krippendorff_alpha"] <= high
    (article,) = line.json("agreement", "--disagreements", "y")
    assert found["tags"][1]["disagreements"] == 1
    assert line.json("list", f"id:{article}")["source"] == "a1"
    table = line("agreement", "--csv")
    assert "'=x,tag,3" in table
    assert "All tags" in line("agreement")


def test_the_figures_are_the_same_to_the_last_digit_every_time(tmp_path: Path) -> None:
    """Sums of fractions hang on their order, and sets of words have another one in every process."""
    chance = random.Random(5)
    articles = [
        [
            put(f"tag {chance.randrange(9)}", by)
            for by in ("Kim", "Lee", "Park", "Choi")
            for _ in range(chance.randrange(4))
        ]
        for _ in range(60)
    ]
    path = coded(tmp_path, articles)
    words = [sys.executable, "main.py", "agreement", str(path), "--resamples", "0", "--json"]
    said = {
        subprocess.run(
            words,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(1, 5)
    }
    assert len(said) == 1
