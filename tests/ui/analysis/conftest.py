"""A window on a project in which a city, its systems and a company are named together, and are related."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.projects import article_of, span_of
from ui.main_window import MainWindow


@pytest.fixture
def city(qtbot: QtBot, window: MainWindow) -> int:
    """Give the id of a city that the article about water names with a system, and its window its mentions."""
    store = window.store
    marked = article_of(store, "en/water.txt")
    for quote, kind, name in (
        ("Daegu opens", "place", "물시"),
        ("city of Daegu", "place", "물시"),
        ("smart water platform on", "system", "물길"),
        ("300 pipes", "technology", "pipes"),
        ("Engineers", "organisation", "기술자회"),
    ):
        store.mentions.add(marked.article.id, *span_of(marked, quote), type=kind, name=name)
    entity = store.entities.find("물시")[0].id
    system, company = store.entities.find("물길")[0].id, store.entities.find("기술자회")[0].id
    for predicate in ("operates", "powers"):
        store.relations.add(entity, predicate, system)
    said = "Engineers said the system would be offered to other cities in Korea next year."
    store.relations.add(company, "signs with", entity, article=marked.article.id, span=span_of(marked, said))
    return entity
