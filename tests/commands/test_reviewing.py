"""Every occurrence and names never marked, by the command line."""

from __future__ import annotations

from tests.commands.line import Line


def test_occurrences_are_listed(line: Line) -> None:
    before = line("history", "--json")
    found = line.lines("occurrences", "버스")
    assert found
    assert list(found[0]) == ["article", "start", "end", "quote", "kind", "before", "after"]
    assert {each["quote"] for each in found} == {"버스"}
    text = line.json("show", found[0]["article"])["text"]
    assert all(text[each["start"] : each["end"]] == "버스" for each in found if each["article"] == found[0]["article"])
    assert line.lines("occurrences", "버스", "--where", "lang:en") == []
    assert "in 1 articles: " in line("occurrences", "버스")
    assert line("history", "--json") == before
    line("occurrences", code=2)
    line("occurrences", "…", code=1)
    line("occurrences", "버스", "--entity", "x", code=2)
    line("occurrences", "버스", "--type", "x", "--tag", "y", code=2)


def test_occurrences_are_marked_and_tagged_in_one_step(line: Line) -> None:
    kinds = [each["kind"] for each in line.lines("occurrences", "버스를")]
    assert kinds
    said = line.json("occurrences", "버스", "--type", "system", "--entity", "수요응답형 버스")
    found = line.lines("occurrences", "버스")
    assert said["found"] == len(found)
    assert said["marked"] == sum(each["kind"] == "overlapping" for each in found) > 1
    number = found[0]["article"]
    marked = [each for each in line.json("show", number)["mentions"] if each["entity"] == "수요응답형 버스"]
    assert len(marked) == said["marked"]
    assert {each["state"] for each in marked} == {"accepted"}
    assert "Nothing to change" in line("occurrences", "버스", "--type", "system", "--entity", "수요응답형 버스")
    assert "“버스”" in line("undo")
    line("occurrences", "버스", "노선", "--tag", "fresh/bus", "--inside")
    tags = line.json("show", number)["tags"]
    assert {each["quote"] for each in tags} == {"버스", "노선"}
    line("undo")
    assert line.json("show", number)["tags"] == []
    assert line.json("info")["tags"] == 6


def test_names_are_excluded_and_let_in_again(line: Line) -> None:
    def quotes(number: int) -> set[str]:
        return {each["quote"] for each in line.json("show", number)["mentions"]}

    bus, fair = line.id("ko/bus.txt"), line.id("ko/fair.txt")
    assert "대구시" in quotes(bus)
    assert "Never mark “대구시”" in line("exclude", "대구시", "--type", "place")
    assert "대구시" not in quotes(bus)
    line("recognize")
    assert "대구시" not in quotes(bus)
    assert [(each["name"], each["type"], each["active"]) for each in line.lines("exclusions")] == [
        ("대구시", "place", True)
    ]
    assert line("exclusions") == "대구시  as place  in anywhere\n"
    assert "Nothing to change" in line("exclude", "대구시", "--type", "place")
    line("exclude", "대구시", "--remove", code=1)
    line("exclude", "대구시", "--type", "place", "--remove")
    line("recognize")
    assert "대구시" in quotes(bus)
    line("exclude", "부산시", "--article", fair, "--entity", "Busan")
    assert "부산시" not in quotes(fair)
    line("exclude", "부산시", "--outlet", "가람뉴스")
    assert len(line.lines("exclusions")) == 2
    line("exclude", "부산시", "--article", fair, "--outlet", "x", code=2)
    line("exclude", "부산시", "--entity", "nobody at all", code=1)
    line("exclude", "부산시", "--article", 99, code=1)
    line("exclude", " ", code=1)
