"""The verbs that mark: what they change, what they refuse, and that each is one step."""

from __future__ import annotations

import sqlite3

from store import open_project
from store.records import Attribute
from tests.commands.line import Line


def test_tag_puts_and_takes_off(line: Line) -> None:
    number = line.id("ko/bus.txt")
    line("tag", "new/branch", "--where", "lang:ko")
    assert [row["tags"] for row in line.lines("list", "lang:ko")] == [["new/branch"]] * 4
    line("tag", "new/branch", "--article", number, "--span", 0, 4)
    line("tag", "new/branch", "--where", "", "--remove")
    tags = line.json("show", number)["tags"]
    assert [(each["tag"], each["start"]) for each in tags] == [("new/branch", 0)]
    line("tag", "branch", "--article", number, "--span", 0, 4, "--remove")
    assert line.json("show", number)["tags"] == []
    assert line.json("show", number)["status"] == "started"
    assert "Nothing to change" in line("tag", "branch", "--article", number, "--remove")


def test_tag_refuses_what_makes_no_sense(line: Line) -> None:
    before = line.lines("history")
    line("tag", "x", code=2)
    line("tag", "x", "--article", 1, "--where", "", code=2)
    line("tag", "x", "--where", "", "--span", 0, 1, code=2)
    line("tag", "x", "--article", 99, code=1)
    line("tag", "x", "--article", 1, "--span", 5, 5, code=1)
    line("tag", "x", "--article", 1, "--span", 0, 99_999, code=1)
    line("tag", "a//b", "--article", 1, code=1)
    line("tag", "none", "--article", 1, "--remove", code=1)
    line("tag", "x", "--article", 1, "--by", " ", code=1)
    assert line.lines("history") == before
    assert line.json("info")["tags"] == 6


def test_tag_makes_the_tag_and_the_tagging_one_step(line: Line) -> None:
    line("tag", "fresh/one", "--article", 1)
    line("undo")
    assert line.json("info")["tags"] == 6
    assert line.json("show", 1)["tags"] == []
    assert line.json("show", 1)["status"] == "untagged"


def test_mention_accept_and_reject(line: Line) -> None:
    number = line.id("en/water.txt")
    start, end = line.span("en/water.txt", "sensors")
    line("mention", "--article", number, "--span", start, end, "--type", "technology", "--entity", "the sensors")
    mention = next(each for each in line.json("show", number)["mentions"] if each["quote"] == "sensors")
    assert (mention["entity"], mention["type"], mention["state"], mention["origin"]) == (
        "the sensors", "technology", "accepted", "person"
    )  # fmt: skip
    line("reject", "--mention", mention["id"])
    assert "the sensors" not in [each["name"] for each in line.lines("entities", "lang:en")]
    suggested = [each["id"] for each in line.json("show", number)["mentions"] if each["state"] == "suggested"]
    line("accept", "--mention", *suggested[:2])
    states = {each["id"]: each["state"] for each in line.json("show", number)["mentions"]}
    assert [states[each] for each in suggested[:2]] == ["accepted", "accepted"]
    assert states[mention["id"]] == "rejected"
    line("accept", "--where", "", "--entity", "Daegu", "--type", "place")
    for shown in line.lines("show", "--where", "entity:Daegu"):
        named = [each for each in shown["mentions"] if each["quote"] in ("대구시", "Daegu", "대구")]
        assert named
        assert {each["state"] for each in named} == {"accepted"}
    line("reject", "--where", "lang:ko")
    for shown in line.lines("show", "--where", "lang:ko"):
        assert "suggested" not in {each["state"] for each in shown["mentions"]}
    line("accept", code=2)
    line("accept", "--mention", 1, "--where", "", code=2)
    line("accept", "--mention", 99_999, code=1)
    line("accept", "--where", "", "--entity", "nobody at all", code=1)
    line("mention", "--article", number, "--span", 0, 99_999, "--type", "x", code=1)
    line("mention", "--article", 99, "--span", 0, 1, "--type", "x", code=1)


def test_status(line: Line) -> None:
    line("status", "done", "--where", "lang:ko")
    assert {row["status"] for row in line.lines("list", "lang:ko")} == {"done"}
    assert len(line.lines("list", "status:done")) == 4
    line("status", "discuss", "--article", 1)
    assert line.json("show", 1)["status"] == "discuss"
    line("status", "finished", "--article", 1, code=2)
    line("status", "done", code=2)


def test_undo_redo_and_history(line: Line) -> None:
    line("status", "done", "--article", 1)
    line("tag", "stance", "--article", 1, "--by", "지은")
    assert "Tag 1 article with stance" in line("undo")
    assert line.json("show", 1)["tags"] == []
    entries = line.lines("history")
    assert all(list(each) == ["id", "at", "label", "annotator", "undone"] for each in entries)
    assert [(each["label"], each["annotator"], each["undone"]) for each in entries[:2]] == [
        ("Tag 1 article with stance", "지은", True),
        ("Set 1 article to done", "researcher", False),
    ]
    assert "Tag 1 article with stance" in line("redo")
    assert line.json("show", 1)["tags"][0]["annotator"] == "지은"
    assert "nothing to redo" in line("redo", code=1)
    for _ in range(len(entries)):
        line("undo")
    assert "nothing to undo" in line("undo", code=1)


def test_an_undo_that_is_refused_can_be_passed_by(line: Line) -> None:
    line("status", "done", "--article", 2)
    line("status", "done", "--article", 1)
    with sqlite3.connect(line.project) as other:
        other.execute("update article set status = 'discuss' where id = 1")
    other.close()
    assert "--keep" in line("undo", code=1)
    assert line("undo", "--keep") == "Keep as it is: Set 1 article to done\n"
    assert line.json("show", 1)["status"] == "discuss"
    assert "Undo: Set 1 article to done" in line("undo", "--keep")
    assert line.json("show", 2)["status"] == "untagged"


def test_relations_are_judged_and_made(line: Line) -> None:
    said = line.lines("relations", "lang:en")
    suggested = next(each for each in said if each["state"] == "suggested")
    line("accept", "--relation", suggested["id"])
    states = {each["id"]: each["state"] for each in line.lines("relations")}
    assert states[suggested["id"]] == "accepted"
    number = line.id("en/water.txt")
    start, end = line.span("en/water.txt", "The city of Daegu opened")
    line("relate", "대구시", "pays for", "Seoul", "--article", number, "--span", start, end)
    made = line.lines("relations", "lang:en")[-1]
    assert (made["subject"], made["predicate"], made["object"], made["quote"], made["state"]) == (
        "Daegu", "pays for", "Seoul", "The city of Daegu opened", "accepted"
    )  # fmt: skip
    line("relate", "대구시", "pays for", "Seoul", "--article", number, code=2)
    line("relate", "no such thing", "pays for", "Seoul", code=1)
    line("accept", "--relation", 99_999, code=1)
    line("accept", "--relation", 1, "--where", "", code=2)


def test_a_tag_is_put_with_certainty_and_attributes(line: Line) -> None:
    with open_project(line.project) as store:
        store.codebook.set_attributes(store.codebook.find("stance").id, [Attribute(name="tone")])
    line("tag", "stance", "--article", 1, "--span", 0, 3, "--certainty", "high", "--attribute", "tone=kind=good")
    assert (
        line.lines("passages")[0] | {"certainty": 90, "attributes": {"tone": "kind=good"}} == line.lines("passages")[0]
    )
    assert line.json("show", 1)["tags"][0]["certainty"] == 90
    assert "no attribute" in line("tag", "stance", "--article", 1, "--attribute", "other=1", code=1)
    line("tag", "stance", "--article", 1, "--attribute", "tone", code=2)
    assert "certainty" in line("tag", "stance", "--article", 1, "--certainty", "sure", code=1)
