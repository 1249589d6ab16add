"""A filter freed of the terms of one field."""

from __future__ import annotations

import pytest

from store.query.parser import parse
from store.query.tree import Everything
from store.query.without import without


@pytest.mark.parametrize(
    ("query", "facet", "left"),
    [
        ("lang:ko", "language", ""),
        ("lang:ko outlet:A", "language", "outlet:A"),
        ("lang:ko outlet:A word", "outlet", "lang:ko word"),
        ("date:2021 lang:ko", "year", "lang:ko"),
        ("-lang:ko outlet:A", "language", "-lang:ko outlet:A"),
        ("lang:ko OR outlet:A", "language", "lang:ko OR outlet:A"),
        ("word", "duplicate", "word"),
    ],
)
def test_only_positive_terms_at_the_top_go(query: str, facet: str, left: str) -> None:
    bare = without(parse(query), facet)
    assert _without_places(str(bare)) == _without_places(str(parse(left) if left else Everything()))


def _without_places(tree: str) -> str:
    return "".join(sign for sign in tree if not sign.isdigit())
