"""What must read the texts gives up in time, and says so; what comes next is not disturbed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import QueryError, Store
from store import reading as module
from store.query.columns import columns
from store.query.patterns import compiled


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ('near:"시민 버스"', 'near:"시민 버스"'),
        ("/버스.{3}/", "/버스.{3}/"),
        ('lang:ko near:"시민 버스" OR /버스.{3}/', "/버스.{3}/"),
    ],
)
def test_what_takes_too_long_is_refused_in_one_sentence(
    project: Store, query: str, marked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = list(project.search.ids(query))
    assert found
    with monkeypatch.context() as hurried:
        hurried.setattr(module, "READING_SECONDS", 0.0)
        with pytest.raises(QueryError, match="takes too long") as refused:
            project.search.facets(query)
        assert query[refused.value.start : refused.value.end] == marked
        assert project.search.ids("버스")
    assert list(project.search.ids(query)) == found


def test_time_between_texts_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(module, "monotonic", lambda: now)
    reading = module.Reading()
    assert reading.matches("버스", "text", None, "버스가 온다.", "")
    now += module.READING_SECONDS + 0.1  # spent on fetching the next text, not on reading it
    with pytest.raises(TimeoutError):
        reading.matches("버스", "text", None, "버스가 온다.", "")
    assert reading.exhausted
    reading.restart()
    assert reading.matches("버스", "text", None, "버스가 온다.", "")
    assert not reading.exhausted


SIGNS = st.sampled_from(["smart", "city", "시", " ", "\n", "-", "_", "2", "é", "”", "x"])
PATTERNS = [
    "smart", r"\bsmart", r"smart\b", r"\bsmart\b", r"\bcity|t\b", "^smart", "city$", "smart.city", r"smart\s*city", "[^a-z]city",
    "(?<=s)mart", "x*", r"\b", "tx", r"\Bcity", "a++r",
]  # fmt: skip


@settings(max_examples=1_500, deadline=None)
@given(
    st.lists(SIGNS, max_size=10).map("".join),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["headline", "body", "boilerplate", "byline"])), max_size=4),
    st.lists(SIGNS, max_size=3).map("".join),
    st.sampled_from(PATTERNS),
    st.sampled_from(["text", "title", "all"]),
)
def test_what_is_read_quickly_is_what_stands_in_each_stretch(
    text: str, cuts: list[tuple[int, str]], title: str, pattern: str, scope: str
) -> None:
    ends = sorted({min(at, len(text)) for at, _ in cuts} - {0})
    roles = [role for _, role in cuts]
    starts = [0, *ends[:-1]]
    parts = ",".join(f"{role} {start} {end}" for role, start, end in zip(roles, starts, ends, strict=False))
    expected = any(compiled(pattern).search(stretch) for stretch in columns(text, parts, title).within(scope))
    assert module.Reading().matches(pattern, scope, title, text, parts) == expected
