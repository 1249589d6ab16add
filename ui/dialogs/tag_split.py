"""Which taggings of a tag get another one: by annotator, by filter, of passages or articles; and which tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLineEdit, QWidget

from store.records import Tag, TagUsage
from ui.dialogs.sheet import Sheet

if TYPE_CHECKING:
    from ui.jobs import Jobs

_KINDS = (("passages and articles", None), ("passages", True), ("whole articles", False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The taggings that were chosen, and the path of the tag they get."""

    taggings: tuple[int, ...]
    into: str


def ask(parent: QWidget | None, tag: Tag, tags: Sequence[Tag], usage: TagUsage, jobs: Jobs) -> Split | None:
    """Let the user choose taggings of `tag`, which is on so many, and the tag they get; None if it is dismissed."""
    dialog = TagSplit(parent, tag, tags, usage=usage, jobs=jobs)
    return dialog.split() if dialog.exec() else None


def ask_into(parent: QWidget | None, tag: Tag, tags: Sequence[Tag], taggings: Sequence[int]) -> Split | None:
    """Let the user choose the tag that these taggings of `tag` get; None if it is dismissed."""
    dialog = TagSplit(parent, tag, tags, taggings=taggings)
    return dialog.split() if dialog.exec() else None


class TagSplit(Sheet):
    """The form, which says how many taggings are meant; with `taggings` it asks for the tag alone."""

    def __init__(
        self,
        parent: QWidget | None,
        tag: Tag,
        tags: Sequence[Tag],
        *,
        usage: TagUsage | None = None,
        jobs: Jobs | None = None,
        taggings: Sequence[int] = (),
    ) -> None:
        super().__init__(parent, f"Split {tag.name}", verb="Split", width=520)
        self._tag, self._jobs = tag, jobs
        self._chosen = tuple(taggings)
        self.into = QLineEdit()
        self.into.setObjectName("splitInto")
        self.into.setPlaceholderText("Name of a new tag beside it, or path of any tag")
        self.into.setCompleter(QCompleter([each.path for each in tags if each.id != tag.id], self))
        form = self.add_form()
        form.addRow("&Taggings get", self.into)
        self.into.textChanged.connect(self.check)
        self.into.setFocus()
        if usage is None:
            self.say(f"{_count(len(taggings))} it; the others keep {tag.name}. One step: Ctrl+Z takes it back.")
            self.check()
        else:
            self._total = usage.taggings
            self._ask_which(form, usage)
            self.look()

    def _ask_which(self, form: QFormLayout, usage: TagUsage) -> None:
        self.annotator = QComboBox()
        self.annotator.setObjectName("splitAnnotator")
        self.annotator.addItem("anyone", None)
        for name in usage.annotators:
            self.annotator.addItem(name, name)
        self.where = QLineEdit()
        self.where.setObjectName("splitWhere")
        self.where.setPlaceholderText("A filter, such as lang:ko date:2021; empty means all articles")
        self.kind = QComboBox()
        self.kind.setObjectName("splitKind")
        for words, value in _KINDS:
            self.kind.addItem(words, value)
        form.addRow("Taggings &by", self.annotator)
        form.addRow("In &articles", self.where)
        form.addRow("&On", self.kind)
        self.annotator.currentIndexChanged.connect(self.look)
        self.where.textChanged.connect(self.look)
        self.kind.currentIndexChanged.connect(self.look)

    def split(self) -> Split:
        """Return what is chosen."""
        return Split(taggings=self._chosen, into=self.into.text().strip())

    def look(self, *_: object) -> None:
        """Ask on a thread which taggings are meant; until it is known nothing can be split."""
        assert self._jobs is not None, "only a form that asks which has what to look at"
        tag, where = self._tag.id, self.where.text()
        annotator, passages = self.annotator.currentData(), self.kind.currentData()
        self._chosen = ()
        self.check()
        self._jobs.query(
            lambda store: store.retagging.chosen(tag, where=where, annotator=annotator, passages=passages),
            self._show,
            kind="split",
            failed=lambda error: self.say(str(error), error=True),
            asker=self,
        )

    def _show(self, chosen: tuple[int, ...]) -> None:
        self._chosen = chosen
        self.say(f"{len(chosen):,} of {self._total:,} taggings get it; the others keep {self._tag.name}.")
        self.check()

    def check(self, *_: object) -> None:
        """Let it be split only where something is meant, and a tag is named."""
        self.accept_button.setEnabled(bool(self._chosen and self.into.text().strip()))


def _count(taggings: int) -> str:
    return "1 passage gets" if taggings == 1 else f"{taggings:,} passages get"
