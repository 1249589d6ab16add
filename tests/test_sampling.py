"""Samples: drawn by a seed, in proportion, dealt out, and used in filters."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Store, UserError, check, create_project, export
from store.sampling import Design, _shares
from tests.commands.line import Line
from tests.projects import bring, dump, run


def test_a_sample_is_the_same_for_the_same_seed(project: Store) -> None:
    project.samples.draw("First", "", Design(size=3, seed=1))
    first = project.search.ids("sample:first", sort="id")
    assert len(first) == 3
    project.samples.draw("first", "", Design(size=3, seed=1))
    assert project.search.ids("sample:First", sort="id") == first
    assert len({tuple(_drawn(project, seed)) for seed in range(10)}) > 1
    (sample,) = project.samples.all()
    assert (sample.articles, sample.shares, sample.name) == (3, (("", 3),), "Other")
    assert "3 of 6 articles at random" in sample.method


def _drawn(project: Store, seed: int) -> list[int]:
    if any(each.name == "first" for each in project.samples.all()):
        project.samples.rename("first", "Other")
    project.samples.draw("other", "", Design(size=3, seed=seed))
    project.samples.rename("other", "Other")
    return list(project.search.ids("sample:Other", sort="id"))


def test_a_sample_is_dealt_out_with_an_overlap(project: Store) -> None:
    project.samples.draw("both", "", Design(size=6, annotators=("A", "B"), overlap=2))
    assert project.samples.get("both").shares == (("", 2), ("A", 2), ("B", 2))
    mine, hers = (set(project.search.ids(f"sample:both/{name}")) for name in ("a", "B"))
    assert (len(mine), len(hers), len(mine & hers)) == (4, 4, 2)
    assert mine | hers == set(project.search.ids("sample:both"))
    assert len(project.search.ids("-sample:both")) == 0
    assert project.samples.terms() == ("both", "both/A", "both/B")


def test_strata_have_their_share(project: Store) -> None:
    languages = Counter(project.articles.get(article).language for article in project.search.ids())
    project.samples.draw("half", "", Design(percent=50, strata=("language",), seed=3))
    drawn = Counter(project.articles.get(article).language for article in project.search.ids("sample:half"))
    assert drawn == {language: number // 2 for language, number in languages.items()}
    for strata in (("outlet", "year"), ("tag",), ("length",)):
        project.samples.draw("half", "", Design(percent=50, strata=strata))
        assert len(project.search.ids("sample:half")) == 3


@given(st.dictionaries(st.tuples(st.text(max_size=2)), st.integers(1, 50), min_size=1), st.data())
def test_shares_are_whole_and_fair(sizes: dict[tuple[str, ...], int], data: st.DataObject) -> None:
    whole = sum(sizes.values())
    size = data.draw(st.integers(1, whole))
    shares = _shares(sizes, size)
    assert sum(shares.values()) == size
    for key, number in sizes.items():
        assert shares[key] <= number
        assert abs(shares[key] - size * number / whole) < 1


@pytest.mark.parametrize(
    ("design", "word"),
    [
        (Design(), "how large"),
        (Design(size=1, percent=1), "how large"),
        (Design(size=7), "1 to 6"),
        (Design(percent=0), "more than 0"),
        (Design(size=2, strata=("moon",)), "no stratum"),
        (Design(size=2, overlap=1), "among which"),
        (Design(size=2, annotators=("A",), overlap=3), "can be for everybody"),
    ],
)
def test_a_sample_that_cannot_be_drawn_says_why(project: Store, design: Design, word: str) -> None:
    before = dump(project)
    with pytest.raises(UserError, match=word):
        project.samples.draw("x", "", design)
    with pytest.raises(UserError, match="name"):
        project.samples.draw(" ", "", Design(size=1))
    with pytest.raises(UserError, match="No article"):
        project.samples.draw("x", "nowhere", Design(size=1))
    assert dump(project) == before


def test_undo_takes_a_sample_back(project: Store) -> None:
    project.samples.draw("one", "", Design(size=2))
    before = dump(project)
    project.samples.draw("one", "lang:ko", Design(size=1, seed=9))
    project.samples.remove("one")
    assert project.samples.all() == ()
    project.journal.undo()
    project.journal.undo()
    assert dump(project) == before
    assert check(project) == ()


def test_statuses_and_samples_travel(project: Store, project_path: Path, tmp_path: Path) -> None:
    project.annotator = "A"
    project.articles.set_status([1, 2], "done")
    project.annotator = "B"
    project.articles.set_status([2, 3], "discuss")
    project.samples.draw("both", "lang:ko", Design(size=2, annotators=("A", "B"), overlap=1))
    run(export(project_path, tmp_path / "out.jsonl", format="jsonl"))
    create_project(tmp_path / "other.galpi").close()
    bring(tmp_path / "other.galpi", tmp_path / "out.jsonl", recognize=False)
    run(export(tmp_path / "other.galpi", tmp_path / "again.jsonl", format="jsonl"))
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()
    companions = [(tmp_path / f"{name}.jsonl.project.json").read_bytes() for name in ("out", "again")]
    assert companions[0] == companions[1]
    assert bring(tmp_path / "other.galpi", tmp_path / "out.jsonl", recognize=False).updated == 0


def test_an_article_is_done_once_all_are_who_began(project: Store) -> None:
    def set_by(name: str, status: str) -> str:
        project.annotator = name
        project.articles.set_status([1], status)
        return project.articles.get(1).status

    assert set_by("A", "done") == "done"
    assert set_by("B", "started") == "started"
    assert set_by("C", "discuss") == "discuss"
    assert set_by("B", "done") == "discuss"
    assert set_by("C", "untagged") == "done"
    assert project.statuses.of_several([1]) == {1: (("A", "done"), ("B", "done"))}
    assert set_by("A", "untagged") == "done"
    assert set_by("B", "untagged") == "untagged"
    for _ in range(7):
        project.journal.undo()
    assert project.statuses.of_several([1]) == {}
    assert project.articles.get(1).status == "untagged"


def test_samples_on_the_command_line(project_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = Line(project_path, capsys)
    said = line(
        "sample", "pilot", "lang:ko", "--size", "2", "--by", "language", "--seed", "4", "--among", "A", "--among", "B"
    )
    assert said == "Draw the sample pilot of 2 articles\n"
    (sample,) = line.lines("samples")
    assert sample["name"] == "pilot"
    assert sample["articles"] == 2
    assert sample["shares"] == {"A": 1, "B": 1}
    assert len(line.lines("list", "sample:pilot/A")) == 1
    line("sample", "pilot", "--rename", "main")
    line("sample", "main", "--remove")
    assert line.lines("samples") == []
    assert "--size" in line("sample", "x", code=2)
