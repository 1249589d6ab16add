"""Settings: a name and a text, undone like any act."""

from __future__ import annotations

from store import Store


def test_a_setting_is_written_read_and_undone(project: Store) -> None:
    assert project.settings.get("view:mine") is None
    project.settings.set("view:mine", "lang:ko")
    project.settings.set("view:mine", "lang:en")
    project.settings.set("rule", "x")
    assert not project.settings.set("rule", "x").rows
    assert project.settings.all() == (("rule", "x"), ("view:mine", "lang:en"))
    project.journal.undo()
    project.journal.undo()
    assert project.settings.all() == (("view:mine", "lang:ko"),)
    project.journal.undo()
    assert project.settings.get("view:mine") is None
