"""Codebook files looked at and taken in: by uid, then by path; out and in again without loss."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from store import Store, UserError, check, create_project
from store.codebook_imports import load_codebook_file
from store.formats.codebook_file import read_codebook_file, write_codebook_file
from store.records import CodebookDraft, TagDraft
from tests.material import shared
from tests.projects import article_of, dump, span_of


def _id(store: Store, path: str) -> int:
    return store.codebook.find(path).id


_names = (
    st.text(
        st.one_of(st.sampled_from("가나다 라\"'<&>,;😀\u3000é"), st.characters(codec="utf-8", exclude_characters="/")),
        min_size=1,
    )
    .map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
    .filter(lambda text: text.isprintable() and text != "" and text == text.strip())
)
_texts = st.text(st.sampled_from("가a \n\"';,<&>😀:")).map(str.strip)


@st.composite
def _tags(draw: st.DrawFn, depth: int = 0) -> tuple[TagDraft, ...]:
    found = []
    most = 3 if depth < 4 else 0
    for name in draw(st.lists(_names, max_size=most, unique_by=str.casefold)):
        found.append(
            TagDraft(
                name=name,
                uid=draw(st.uuids()).hex,
                colour=draw(st.sampled_from(["#123456", "#abcdef"])),
                definition=draw(_texts),
                include=draw(_texts),
                exclude=draw(_texts),
                scope=draw(st.sampled_from(["both", "article", "passage"])),
                exclusive=draw(st.booleans()),
                deprecated=draw(st.booleans()),
                children=draw(_tags(depth + 1)) if depth < 4 else (),
            )
        )
    return tuple(found)


@settings(max_examples=60, deadline=None)
@given(tags=_tags(), kind=st.sampled_from(["json", "csv", "qdc"]))
def test_a_file_says_what_was_written(tags: tuple[TagDraft, ...], kind: str) -> None:
    if kind == "qdc" and not tags:
        return
    books = (CodebookDraft(name="주제 😀", uid=None, tags=tags),)
    read = read_codebook_file(write_codebook_file(books, kind)).books
    if tags or kind == "json":
        assert read == books


def test_a_qdc_is_valid_and_reads_those_of_others(project: Store, tmp_path: Path) -> None:
    project.codebook.define(_id(project, "stance"), "정의\x01 <&>", include="in", examples="하나\n둘 😀")
    project.codebook.set_exclusive(_id(project, "systems"), True)
    project.codebook.set_key(_id(project, "stance"), "1")
    said = project.codebook_imports.write(tmp_path / "a.qdc")
    assert any("Keys" in loss for loss in said)
    schema = etree.XMLSchema(etree.parse(shared("formats", "schemas", "Codebook-mrt2019.xsd")))
    schema.assertValid(etree.parse(tmp_path / "a.qdc"))
    file = load_codebook_file(shared("formats", "refi", "toy.qdc"))
    assert [tag.name for tag in file.books[0].tags] == ["Entities", "Document tags"]
    assert "2 codes" in file.losses[0]


def test_other_tables_are_read() -> None:
    for data in (
        b"tag,description\r\ninteresting,what is\r\n",
        "\ufefftag;description\ninteresting;what is\n".encode(),
        "코드\t설명\ninteresting\twhat is".encode("cp949"),
    ):
        (book,) = read_codebook_file(data).books
        assert [(tag.name, tag.definition) for tag in book.tags] == [("interesting", "what is")]
    (book,) = read_codebook_file(b"parent,name\n,a\na,b\na/b,c\n").books
    assert book.tags[0].children[0].children[0].name == "c"
    with pytest.raises(UserError, match="no column"):
        read_codebook_file(b"x,y\n1,2\n")
    with pytest.raises(UserError, match="Row 2"):
        read_codebook_file(b"path\na//b\n")
    for data in (b"<x/>", b"<x", b"", b"\x00\xff\xfe", b"[]"):
        with pytest.raises(UserError):
            read_codebook_file(data)


@pytest.mark.parametrize("kind", ["json", "csv", "qdc"])
def test_what_went_out_comes_back_the_same(project: Store, tmp_path: Path, kind: str) -> None:
    marked = article_of(project, "ko/fair.txt")
    stance = _id(project, "stance")
    project.taggings.put(stance, [marked.article.id], span=span_of(marked, "😀 웃는 얼굴"))
    project.examples.mark([project.taggings.of(marked.article.id)[0].id])
    project.codebook.define(stance, "뜻\n둘째 줄", include="in", exclude="out", examples="말로")
    project.codebooks.add("둘째")
    project.codebook.add("actors/city", codebook=project.codebooks.find("둘째").id)
    project.codebook.set_deprecated(_id(project, "energy"), True)
    project.codebook_imports.write(tmp_path / f"book.{kind}")
    file = load_codebook_file(tmp_path / f"book.{kind}")
    assert {fate.fate for fate in project.codebook_imports.fates(file)} == {"same"}
    before = dump(project)
    assert not project.codebook_imports.take(file).rows
    assert dump(project) == before
    with create_project(tmp_path / "new.galpi", codebook=tmp_path / f"book.{kind}") as new:
        assert [(tag.path, tag.uid, tag.definition, tag.deprecated) for tag in new.codebook.tags()] == [
            (tag.path, tag.uid, tag.definition, tag.deprecated) for tag in project.codebook.tags()
        ]
        assert [book.name for book in new.codebooks.all()] == ["Codebook", "둘째"]
        assert check(new) == ()


def test_a_changed_file_is_looked_at_then_taken_in_as_one_step(project: Store, tmp_path: Path) -> None:
    project.codebook_imports.write(tmp_path / "a.json")
    value = json.loads((tmp_path / "a.json").read_text())
    systems, scope, stance = value["tags"]
    stance["name"] = "입장"
    systems["children"].append(scope["children"].pop())
    systems["definition"] = "what runs"
    value["tags"].append({"name": "new", "children": [{"name": "Energy"}], "key": "n"})
    (tmp_path / "b.json").write_text(json.dumps(value))
    file = load_codebook_file(tmp_path / "b.json")
    fates = {
        fate.path: (fate.fate, tuple(each.field for each in fate.differences))
        for fate in project.codebook_imports.fates(file)
    }
    assert fates["입장"] == ("changed", ("name",))
    assert fates["systems/out of scope"] == ("changed", ("place",))
    assert fates["systems"] == ("changed", ("definition",))
    assert fates["new/Energy"][0] == "new"
    assert fates["scope"][0] == "same"
    before = dump(project)
    change = project.codebook_imports.take(file)
    assert change.label == "Import a codebook: 2 new, 3 changed"
    assert {fate.fate for fate in project.codebook_imports.fates(file)} == {"same"}
    assert [tag.path for tag in project.codebook.tags()][:4] == [
        "systems", "systems/mobility", "systems/energy", "systems/out of scope"
    ]  # fmt: skip
    assert check(project) == ()
    project.journal.undo()
    assert dump(project) == before


def test_a_row_says_nothing_of_the_tags_above_it(project: Store, tmp_path: Path) -> None:
    project.codebook.define(_id(project, "systems"), "what runs")
    (tmp_path / "a.csv").write_text("path,definition\nsystems/energy,power\n")
    file = load_codebook_file(tmp_path / "a.csv")
    assert [fate.fate for fate in project.codebook_imports.fates(file)] == ["same", "changed"]
    project.codebook_imports.take(file)
    assert project.codebook.find("systems").definition == "what runs"


def test_names_that_change_places_stay_apart(project: Store, tmp_path: Path) -> None:
    project.codebook_imports.write(tmp_path / "a.json")
    value = json.loads((tmp_path / "a.json").read_text())
    value["tags"] = [value["tags"][0]]
    value["tags"][0]["name"] = "stance"
    (tmp_path / "b.json").write_text(json.dumps(value))
    project.codebook_imports.take(load_codebook_file(tmp_path / "b.json"))
    assert {tag.path for tag in project.codebook.tags() if tag.parent is None} == {"stance", "scope", "stance (2)"}
    assert check(project) == ()


def test_versions_are_compared_and_the_history_tells_what_was_done(project: Store) -> None:
    stance, energy, mobility = (_id(project, name) for name in ("stance", "energy", "mobility"))
    project.taggings.put(energy, [1, 2])
    project.codebook_versions.freeze("v1")
    project.codebook.rename(stance, "입장")
    project.codebook.define(_id(project, "systems"), "what runs")
    project.codebook.move(_id(project, "out of scope"), parent=None, position=0)
    project.codebook.add("new")
    project.retagging.merge(energy, mobility)
    project.codebook.remove(_id(project, "scope"))
    v1 = project.codebook_versions.find("v1").id
    found = {fate.path: fate for fate in project.codebook_versions.compare(v1)}
    assert {path: fate.fate for path, fate in found.items()} == {
        "stance": "renamed", "systems": "redefined", "scope/out of scope": "moved", "new": "added",
        "systems/energy": "merged", "scope": "removed",
    }  # fmt: skip
    assert found["systems/energy"].differences[0].after == "systems/mobility"
    history = project.codebook_history.entries()
    merge = next(entry for entry in history if entry.label.startswith("Merge"))
    assert (merge.added, merge.moved, merge.removed) == (0, 2, 0)
    rename = next(entry for entry in history if entry.label.startswith("Rename"))
    assert [(each.field, each.before, each.after) for each in rename.fates[0].differences] == [
        ("name", "stance", "입장")
    ]
    project.journal.undo()
    assert project.codebook_history.entries(limit=1)[0].undone
    plan = " ".join(
        str(row[3])
        for row in project.db.conn.execute(
            "explain query plan select distinct change from change_row where tbl in ('tag', 'codebook') order by change desc"
        )
    )
    assert "change_row_codebook" in plan
