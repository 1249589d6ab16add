"""An entity is shown by its two names, that of the article's language first."""

from __future__ import annotations

import pytest

from store.records import Entity, EntityName
from ui.tagging.names import both_names, name_in


def entity(name: str, *names: tuple[str, str | None, bool]) -> Entity:
    return Entity(
        id=1, uid="1", type="place", name=name, part_of=None, note="", external=(), origin="person",
        names=tuple(EntityName(name=text, language=language, preferred=best) for text, language, best in names),
    )  # fmt: skip


GARAM = entity("가람시", ("가람", "ko", False), ("가람시", "ko", True), ("Garam", "en", False))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ko", ("가람시", "Garam")),
        ("en", ("Garam", "가람시")),
        (None, ("가람시", "Garam")),
        ("ja", ("가람시", "Garam")),
    ],
)
def test_the_language_of_the_article_comes_first(language: str | None, names: tuple[str, str]) -> None:
    assert both_names(GARAM, language) == names


def test_the_main_name_stands_in_for_a_missing_one() -> None:
    assert both_names(entity("나루 허브", ("나루 허브", "ko", True)), "en") == ("나루 허브", "")
    assert both_names(entity("TOP-1"), "ko") == ("TOP-1", "")


def test_the_same_name_is_not_said_twice() -> None:
    assert both_names(entity("TOP-1", ("TOP-1", "ko", True), ("Top-1", "en", True)), "ko") == ("TOP-1", "")


def test_a_name_is_the_preferred_one_of_its_language() -> None:
    assert name_in(GARAM, "ko") == "가람시"
    assert name_in(GARAM, "ja") == ""
