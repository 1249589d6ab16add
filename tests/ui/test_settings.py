"""What is remembered between two starts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from ui.settings import RECENT, Settings


def test_what_is_kept_is_there_at_the_next_start() -> None:
    settings = Settings()
    settings.keep("word", "대구, 부산")
    settings.keep("number", 42)
    settings.keep("some", ["a", "b, c"])
    settings.keep("one", ["a"])
    settings.keep("none", [])
    settings.keep("state", QByteArray(b"\x00\x01"))
    settings.save()
    again = Settings()
    assert again.text("word") == "대구, 부산"
    assert again.number("number") == 42
    assert again.texts("some") == ("a", "b, c")
    assert again.texts("one") == ("a",)
    assert again.texts("none") == ()
    assert again.state("state") == QByteArray(b"\x00\x01")


def test_what_was_never_kept_or_is_of_another_kind_is_the_default() -> None:
    settings = Settings()
    settings.keep("word", "x")
    assert settings.number("word", 7) == 7
    assert settings.number("nothing", 7) == 7
    assert settings.texts("nothing") == ()
    assert settings.state("word").isEmpty()


def test_recent_projects_are_newest_first_and_only_those_that_are_there(tmp_path: Path) -> None:
    settings = Settings()
    paths = [tmp_path / f"{number}.galpi" for number in range(RECENT + 3)]
    for path in paths:
        path.touch()
        settings.add_recent(path)
    settings.add_recent(paths[5])
    paths[6].unlink()
    recent = settings.recent()
    assert recent[0] == paths[5]
    assert paths[6] not in recent
    assert len(recent) == RECENT - 1


def test_keys_of_projects_differ(tmp_path: Path) -> None:
    settings = Settings()
    assert settings.for_project(tmp_path / "a.galpi", "x") != settings.for_project(tmp_path / "b.galpi", "x")
