"""Relations: suggested from the wording, judged and made by a person, each an undoable step."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from store import Store, UserError, create_project, recognize
from store.records import Relation
from tests.material import shared
from tests.projects import article_of, assert_spans_quote, bring, dump, run, span_of

RUNS = {"Second Ground": "세컨그라운드", "Zest": "제스트", "Suseong": "Daegu", "Saudi": "Saudi Arabia"}
"""Who runs the systems of the real articles, where the first word of a system's name, or the one in brackets, is not theirs."""

UNSAID = {"digital twin", "smart city platform"}
"""The systems of the real articles of which no sentence says who runs them."""

TEXT = {
    "ko.txt": (
        "가람시, 새 체계\n\n대구시는 8일 시청에서 카카오와 업무협약을 체결했다. "
        "대구시는 ‘물길지킴이 시스템’을 구축했다고 밝혔다.\n"
    ),
    "en.txt": "A fair story\n\nKakao took part in CES 2020 in January. Seoul operates TOPIS, its traffic center.\n",
}


@pytest.fixture
def told(project: Store, tmp_path: Path) -> Store:
    """Give the small project with two articles that say relations."""
    for name, text in TEXT.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    bring(project.path, *(tmp_path / name for name in TEXT))
    return project


def _said(project: Store, source: str) -> dict[tuple[str, str, str], Relation]:
    article = article_of(project, source).article.id
    return {
        (said.subject, said.relation.predicate, said.object): said.relation
        for said in project.marked.say(project.relations.of_article(article))
    }


def test_relations_are_suggested_with_the_sentence_that_says_so(told: Store) -> None:
    said = _said(told, "ko.txt")
    assert {("Daegu", "signs with", "Kakao"), ("Daegu", "operates", "물길지킴이 시스템 (Daegu)")} <= said.keys()
    signed = said["Daegu", "signs with", "Kakao"]
    assert (signed.state, signed.origin) == ("suggested", "pattern")
    assert signed.quote == "대구시는 8일 시청에서 카카오와 업무협약을 체결했다."
    said = _said(told, "en.txt")
    assert ("Kakao", "takes part in", "CES 2020") in said
    assert ("Seoul", "operates", "TOPIS (Seoul)") in said
    assert_spans_quote(told)


def test_what_is_judged_stays_and_rerunning_changes_nothing(told: Store) -> None:
    said = _said(told, "ko.txt")
    signed, runs = said["Daegu", "signs with", "Kakao"], said["Daegu", "operates", "물길지킴이 시스템 (Daegu)"]
    told.relations.reject([signed.id])
    told.relations.accept([runs.id])
    before = dump(told)
    run(recognize(told.path))
    assert dump(told) == before
    told.journal.undo()
    told.journal.undo()
    assert {each.state for each in _said(told, "ko.txt").values()} == {"suggested"}


def test_a_suggestion_falls_with_its_mention(told: Store) -> None:
    kakao = told.entities.find("Kakao")[0].id
    marked = article_of(told, "ko.txt")
    told.mentions.reject([each.id for each in marked.mentions if each.entity_id == kakao])
    assert all("Kakao" not in key for key in _said(told, "ko.txt"))
    told.journal.undo()
    assert ("Daegu", "signs with", "Kakao") in _said(told, "ko.txt")


def test_a_person_relates_by_a_passage(told: Store) -> None:
    marked = article_of(told, "en.txt")
    seoul, topis = (told.entities.find(name)[0].id for name in ("Seoul", "TOPIS"))
    span = span_of(marked, "Seoul operates TOPIS")
    change = told.relations.add(seoul, "operates", topis, article=marked.article.id, span=span)
    assert change.label == "Relate Seoul operates TOPIS (Seoul)"
    relation = _said(told, "en.txt")["Seoul", "operates", "TOPIS (Seoul)"]
    assert (relation.state, relation.quote) == ("accepted", "Seoul operates TOPIS")
    told.relations.change_predicate([relation.id], "pays for", turn=True)
    assert ("TOPIS (Seoul)", "pays for", "Seoul") in _said(told, "en.txt")
    assert "pays for" in [each.name for each in told.predicates.all()]
    told.relations.remove([relation.id])
    assert all("pays for" not in key for key in _said(told, "en.txt"))
    for _ in range(3):
        told.journal.undo()
    assert _said(told, "en.txt")["Seoul", "operates", "TOPIS (Seoul)"].state == "suggested"


@pytest.mark.parametrize(
    ("article", "span", "sentence"),
    [(1, None, "Select the passage"), (1, (5, 5), "Select the passage"), (99, (0, 1), "no article 99")],
)
def test_a_relation_needs_a_passage(told: Store, article: int, span: tuple[int, int] | None, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        told.relations.add(1, "operates", 2, article=article, span=span)
    with pytest.raises(UserError, match="two different"):
        told.relations.add(1, "operates", 1)
    with pytest.raises(UserError, match="no entity 99999"):
        told.relations.add(1, "operates", 99_999)
    with pytest.raises(UserError, match="no relation 99999"):
        told.relations.accept([99_999])


def test_predicates_are_part_of_the_codebook(told: Store) -> None:
    told.predicates.add(" pays  for ", definition="gives the money")
    made = told.predicates.all()[-1]
    assert (made.name, made.definition, made.relations) == ("pays for", "gives the money", 0)
    with pytest.raises(UserError, match="already"):
        told.predicates.add("operates")
    told.predicates.rename(made.id, "funds")
    told.predicates.define(made.id, "pays")
    signs = next(each for each in told.predicates.all() if each.name == "signs with")
    assert signs.relations >= 1
    before = dump(told)
    told.predicates.remove(signs.id)
    assert all("signs with" not in key for key in _said(told, "ko.txt"))
    told.journal.undo()
    assert dump(told) == before


def _operator(system: str) -> str:
    """Tell who runs a system by its name: in brackets `BIS (Anyang)`, else before its kind `The Gangnam App`."""
    bracketed = re.search(r"\((\w[\w ]+)\)$", system)
    named = bracketed.group(1) if bracketed else system.removeprefix("The ").split()[0]
    return RUNS.get(named, named)


def test_who_runs_the_systems_of_real_articles(tmp_path: Path) -> None:
    """Each of the 41 systems is related by a passage of its article to who runs it, where the article says who does."""
    expected = json.loads((shared("seeds") / "expected.json").read_text(encoding="utf-8"))
    with create_project(tmp_path / "real.galpi") as store:
        bring(store.path, shared("seeds"))
        run_by: dict[tuple[str, str], set[str]] = {}
        for said in store.marked.say(store.relations.of()):
            if said.relation.predicate == "operates" and said.relation.article is not None:
                source = store.articles.get(said.relation.article).source
                run_by.setdefault((source, said.object), set()).add(said.subject)
    systems = [(source, name) for source, facts in expected.items() for name in facts["entities"].get("system", ())]
    assert len(systems) == 41
    for source, name in systems:
        operators = run_by.get((source, name), set())
        if name in UNSAID:
            assert not operators, name
        else:
            assert len(operators) == 1, name
            assert next(iter(operators)).startswith(_operator(name)), name
