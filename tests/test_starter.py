"""What a new project starts with."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store, UserError, create_project
from store.codebook_imports import load_codebook_file
from store.db import writing
from store.records import CodebookDraft, TagDraft
from store.starter import load_gazetteer


def test_two_projects_agree_on_the_entities(project: Store, tmp_path: Path) -> None:
    sql = "select id, uid, type, name from entity where origin = 'gazetteer' order by id"
    with create_project(tmp_path / "other.galpi") as other:
        assert other.db.conn.execute(sql).fetchall() == project.db.conn.execute(sql).fetchall()
        assert other.journal.history() == ()


def test_every_entity_of_the_gazetteer_comes_in(project: Store) -> None:
    drafts = load_gazetteer()
    found = {
        (entity.type, entity.name)
        for entity in project.entities.several(range(1, 100_000))
        if entity.origin == "gazetteer"
    }
    assert found == {(draft.type, draft.name) for draft in drafts}


def test_tags_that_are_there_are_kept(project: Store) -> None:
    before = [tag.uid for tag in project.codebook.tags()]
    drafts = [CodebookDraft(name="Codebook", tags=(TagDraft(name="Systems", children=(TagDraft(name="new"),)),))]
    with writing(project.db):
        project.codebook_drafts.insert(drafts)
        project.codebook_drafts.insert(drafts)
    tags = {tag.path: tag for tag in project.codebook.tags()}
    assert set(before) < {tag.uid for tag in tags.values()}
    assert len(tags) == len(before) + 1
    assert tags["systems"].colour != "#000000"


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"tags": [{}]}', b'{"tags": [{"name": "a/b"}]}', b"\xff\xfe\x00"])
def test_a_codebook_that_is_none_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(data)
    with pytest.raises(UserError):
        load_codebook_file(path)
    with pytest.raises(UserError, match="cannot be read"):
        load_codebook_file(tmp_path / "none.json")
