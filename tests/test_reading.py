"""What must read the texts gives up in time, and says so; what comes next is not disturbed."""

from __future__ import annotations

import pytest

from store import QueryError, Store
from store import reading as module


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
