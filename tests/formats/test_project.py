"""The companion of a native export: what was written is read again, and what is none is told."""

from __future__ import annotations

import json

import pytest

from store.errors import UserError
from store.formats.project import Fact, ProjectRecord, project_pieces, read_project
from store.records import EntityDraft, EntityName, ExclusionDraft, TagDraft

RECORD = ProjectRecord(
    codebook=(
        TagDraft(
            name="systems",
            uid="t1",
            colour="#123456",
            key="1",
            definition="What runs.",
            include="in",
            exclude="out",
            children=(TagDraft(name="mobility", uid="t2", colour="#000000"),),
        ),
    ),
    entities=(
        EntityDraft(
            id=7,
            uid="e1",
            type="place",
            name="대구시",
            names=(
                EntityName(name="Daegu", language="en", preferred=True),
                EntityName(name="Taegu", language="en"),
                EntityName(name="대구시", language="ko", preferred=True),
            ),
            part_of="e0",
            note="n\u2028",
            external=(("wikidata", "Q20927"),),
            needs_operator=True,
            origin="person",
        ),
    ),
    predicates=(("operates", "runs it day by day"), ("signs with", "")),
    facts=(Fact(subject="e1", predicate="operates", object="e2"),),
    annotators=("researcher", "지은"),
    memos=(("지은", "plan\nmore"),),
    settings=(("view:mine", "lang:ko"),),
    exclusions=(
        ExclusionDraft(uid="x1", name="대구", type="place", article="a1"),
        ExclusionDraft(uid="x2", name="Apple", entity="e1", outlet="가람뉴스", active=False),
    ),
)


def test_a_record_goes_round() -> None:
    text = "".join(project_pieces(RECORD))
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    assert read_project(text) == RECORD
    assert "".join(project_pieces(read_project(text))) == text


@pytest.mark.parametrize("key", ["format", "version", "codebook", "entities", "predicates", "annotators"])
def test_what_is_lacking_is_told(key: str) -> None:
    value = json.loads("".join(project_pieces(RECORD)))
    del value[key]
    with pytest.raises(UserError, match="damaged"):
        read_project(json.dumps(value))


@pytest.mark.parametrize("text", ["", "[]", "5", '{"format": "other", "version": 1}'])
def test_what_is_no_companion_is_told(text: str) -> None:
    with pytest.raises(UserError):
        read_project(text)


def test_a_newer_one_is_refused() -> None:
    value = json.loads("".join(project_pieces(RECORD))) | {"version": 2}
    with pytest.raises(UserError, match="newer Galpi"):
        read_project(json.dumps(value))
