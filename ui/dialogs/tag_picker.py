"""Key `t`: any tag by name, or a new one, put on what is chosen; and every verb beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from store.records import Tag
from ui.dialogs.fuzzy import best, fold
from ui.dialogs.pick_sheet import PickSheet
from ui.tagging.rows import Row

NEW_TIP = "Name of a tag; systems/mobility makes mobility under systems"
VERBS_TIP = "A tag, a new one such as systems/mobility, or any verb"
NEW = 0
"""The id of the row that makes a new tag; tags have ids from 1 on."""


RECENT = 6
"""So many of the tags put last stand first while nothing is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a tag can be put on: its name in the code, and a sentence that says so with its number."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb that can be found beside the tags: its name in the code, its words, and its key."""

    name: str
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChoice:
    """A tag that is there (`tag` is its id), one to be made at `path`, or a verb; `target` names what it is put on."""

    tag: int | None
    path: str
    target: str = ""
    verb: str = ""


def ask(
    parent: QWidget | None,
    tags: Sequence[Tag],
    *,
    what: str = "",
    off: bool = False,
    targets: Sequence[Target] = (),
    recent: Sequence[int] = (),
    verbs: Sequence[Verb] = (),
) -> TagChoice | None:
    """Let the user find one of `tags`, name a new one, or find one of `verbs`; `what` says what will be tagged.

    Of several `targets` Tab takes the next, beginning with the first. With `off` a tag is chosen to be taken off, and
    none is made.
    """
    dialog = TagPicker(parent, tags, what=what, off=off, targets=targets, recent=recent, verbs=verbs)
    return dialog.choice if dialog.exec() else None


class TagPicker(PickSheet):
    """A field and a list of tags, the nearest first, and verbs after them."""

    def __init__(
        self,
        parent: QWidget | None,
        tags: Sequence[Tag],
        *,
        what: str = "",
        off: bool = False,
        targets: Sequence[Target] = (),
        recent: Sequence[int] = (),
        verbs: Sequence[Verb] = (),
    ) -> None:
        super().__init__(
            parent,
            "Take a tag off" if off else "Put a tag",
            verb="Take off" if off else "Tag",
            placeholder="Name of a tag" if off else VERBS_TIP if verbs else NEW_TIP,
        )
        self._off, self._word = off, self.accept_button.text()
        self.choice: TagChoice | None = None
        lasts = {tag: number for number, tag in enumerate(recent[:RECENT])}
        offered = [tag for tag in tags if off or not tag.deprecated]
        self._tags = tuple(sorted(offered, key=lambda tag: lasts.get(tag.id, len(lasts))))
        self._targets, self._at, self._verbs = tuple(targets), 0, tuple(verbs)
        self._what = what
        self._say_target()
        self.picker.list.selectionModel().currentChanged.connect(lambda *_: self._say_target())
        self.picker.field.installEventFilter(self)
        self.picker.refresh()
        self.picker.setFocus()

    @property
    def target(self) -> str:
        """The name of what the tag will be put on; empty where there is no choice."""
        return self._targets[self._at].name if self._targets else ""

    def _say_target(self) -> None:
        """Say what Enter would do: tag something, or do a verb."""
        row = self.picker.current()
        does = row is not None and row.id < NEW
        self.accept_button.setText("Do it" if does else self._word)
        if does and row is not None:
            self.say(f"Does what the menu calls “{row.text}”; nothing is tagged.")
            return
        if not self._targets:
            self.say(self._what)
            return
        following = self._targets[(self._at + 1) % len(self._targets)]
        other = f"\nTab: {following.words[0].lower()}{following.words[1:]}" if len(self._targets) > 1 else ""
        self.say(f"{self._targets[self._at].words}{other}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab take what else can be tagged, while the field has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and len(self._targets) > 1:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._at = (self._at + step) % len(self._targets)
                self._say_target()
                return True
        return super().eventFilter(watched, event)

    def take(self, row: Row) -> bool:
        """Take the tag of a row, a new one, or a verb."""
        if row.id < NEW:
            self.choice = TagChoice(tag=None, path="", verb=self._verbs[-row.id - 1].name)
        else:
            path = row.text if row.id != NEW else self._path()
            self.choice = TagChoice(tag=row.id or None, path=path, target=self.target)
        return True

    def _path(self) -> str:
        return "/".join(name.strip() for name in self.picker.field.text().split("/") if name.strip())

    def rows(self, text: str) -> list[Row]:
        """Give the tags that are like what was typed, then verbs, and a new tag where none is called so."""
        found = best(text, self._tags, lambda tag: (tag.name, tag.path, tag.key or ""))
        rows = [_row(tag) for tag in found]
        verbs = best(text, enumerate(self._verbs), lambda each: (each[1].words,)) if text else ()
        rows += [Row(id=-number - 1, text=verb.words, right=verb.key, key="", link=True) for number, verb in verbs]
        known = {fold(tag.path) for tag in self._tags}
        if not self._off and self._path() and fold(self._path()) not in known:
            rows.append(Row(id=NEW, text=f"New tag “{self._path()}”", key="", link=True))
        return rows


def _row(tag: Tag) -> Row:
    above = tag.path.removesuffix(tag.name).rstrip("/")
    return Row(id=tag.id, text=tag.name, right=above, colour=tag.colour, key=tag.key or "", tip=tag.definition)
