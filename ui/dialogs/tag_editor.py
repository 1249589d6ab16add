"""A tag as a whole: name, colour, key, definition, and the tag it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QColorDialog,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from store.records import Example, Tag
from ui.dialogs.linked_examples import LinkedExamples
from ui.dialogs.sheet import Sheet

SWATCHES = (
    ("blue", "#2f5d8a"),
    ("green", "#008660"),
    ("orange", "#d58600"),
    ("violet", "#7a5cc0"),
    ("pink", "#b3446c"),
    ("olive", "#5b8c2a"),
    ("brown", "#8a5a2b"),
    ("sky", "#2f7fb8"),
    ("teal", "#0d8089"),
    ("red", "#c0392b"),
    ("ochre", "#a0842c"),
    ("slate", "#66727d"),
)
"""The colours offered, with their names for those who do not see them."""


SCOPES = (("articles and passages", "both"), ("whole articles", "article"), ("passages", "passage"))
"""What a tag can be for, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagEdit:
    """What a tag shall be; `parent` is the id of the tag above, None at the top; `key` None takes its key away.

    The taggings `unlinked` are to be no examples of it any more; `to_open` is one that is to be read then.
    """

    name: str
    colour: str
    key: str | None
    definition: str
    parent: int | None
    include: str = ""
    exclude: str = ""
    examples: str = ""
    scope: str = "both"
    exclusive: bool = False
    unlinked: tuple[int, ...] = ()
    to_open: Example | None = None


def ask(
    parent: QWidget | None,
    tags: Sequence[Tag],
    *,
    tag: Tag | None = None,
    under: int | None = None,
    reserved: frozenset[str] = frozenset(),
    linked: Sequence[Example] = (),
) -> TagEdit | None:
    """Let the user change `tag`, or (None) make a new one under the tag `under`.

    `tags` is the codebook, against which name and key are checked; no tag can have a `reserved` key; `linked` are the
    passages that are its examples.
    """
    dialog = TagEditor(parent, tags, tag=tag, under=under, reserved=reserved, linked=linked)
    return dialog.edit() if dialog.exec() else None


class TagEditor(Sheet):
    """The form; it says at once what is wrong with what is typed."""

    def __init__(
        self,
        parent: QWidget | None,
        tags: Sequence[Tag],
        *,
        tag: Tag | None = None,
        under: int | None = None,
        reserved: frozenset[str] = frozenset(),
        linked: Sequence[Example] = (),
    ) -> None:
        super().__init__(parent, f"Tag {tag.name}" if tag else "New tag", verb="Save" if tag else "Add tag")
        self._tags, self._tag = tuple(tags), tag
        self.name = QLineEdit(tag.name if tag else "")
        self.name.setObjectName("tagName")
        self.colours = ColourRow(tag.colour if tag else _next_colour(tags, under))
        self.key = _key_box(tags, tag, reserved)
        self.above = _parent_box(tags, tag, tag.parent if tag else under)
        self.definition = QPlainTextEdit(tag.definition if tag else "")
        self.definition.setPlaceholderText("What the tag means: when to put it, when not, an example")
        self.definition.setTabChangesFocus(True)
        self.definition.setFixedHeight(60)
        self.include = _text(tag.include if tag else "", "tagInclude", "What belongs to it")
        self.exclude = _text(tag.exclude if tag else "", "tagExclude", "What does not, though one may think so")
        self.examples = _text(tag.examples if tag else "", "tagExamples", "In words, a line each")
        self.linked = LinkedExamples(linked, self)
        self.linked.setVisible(bool(linked))
        self.linked.open_asked.connect(self._open)
        self._to_open: Example | None = None
        self.scope = QComboBox()
        self.scope.setObjectName("tagScope")
        for words, scope in SCOPES:
            self.scope.addItem(words, scope)
        self.scope.setCurrentIndex(self.scope.findData(tag.scope if tag else "both"))
        self.exclusive = QCheckBox("The tags right under it exclude &one another")
        self.exclusive.setObjectName("tagExclusive")
        self.exclusive.setChecked(tag.exclusive if tag else False)
        self._add_rows()
        self.name.textChanged.connect(self.check)
        self.above.currentIndexChanged.connect(self.check)
        self.key.currentIndexChanged.connect(self.check)
        self.name.setFocus()
        self.name.selectAll()
        self.check()

    def _add_rows(self) -> None:
        form = self.add_form()
        form.addRow("&Name", self.name)
        form.addRow("&Under", self.above)
        form.addRow("&Colour", self.colours)
        form.addRow("&Key", self.key)
        form.addRow("&For", self.scope)
        form.addRow("&Definition", self.definition)
        form.addRow("&Include", self.include)
        form.addRow("E&xclude", self.exclude)
        form.addRow("Exa&mples", self.examples)
        if self.linked.list.count():
            form.addRow("Linke&d", self.linked)
        form.addRow("", self.exclusive)

    def edit(self) -> TagEdit:
        """Return what the form says."""
        return TagEdit(
            name=self.name.text().strip(),
            colour=self.colours.colour,
            key=self.key.currentData(),
            definition=self.definition.toPlainText().strip(),
            parent=self.above.currentData(),
            include=self.include.toPlainText().strip(),
            exclude=self.exclude.toPlainText().strip(),
            examples=self.examples.toPlainText().strip(),
            scope=self.scope.currentData(),
            exclusive=self.exclusive.isChecked(),
            unlinked=self.linked.unlinked,
            to_open=self._to_open,
        )

    def _open(self, example: Example) -> None:
        """Save what the form says, and let the example be read."""
        if self.accept_button.isEnabled():
            self._to_open = example
            self.accept()

    def check(self) -> None:
        """Say what is wrong, or what saving will do to another tag."""
        edit = self.edit()
        others = [tag for tag in self._tags if self._tag is None or tag.id != self._tag.id]
        same = [tag for tag in others if tag.parent == edit.parent and tag.name.casefold() == edit.name.casefold()]
        loser = next((tag for tag in others if edit.key and tag.key == edit.key), None)
        if "/" in edit.name:
            self.say("A name has no / in it; choose the tag it stands under below.", error=True)
        elif same:
            self.say(f"There is already a tag “{same[0].path}”; choose another name.", error=True)
        else:
            self.say(f"“{loser.name}” loses the key {edit.key}." if loser else "")
        self.accept_button.setEnabled(bool(edit.name) and "/" not in edit.name and not same)


def _text(text: str, name: str, hint: str) -> QPlainTextEdit:
    edit = QPlainTextEdit(text)
    edit.setObjectName(name)
    edit.setPlaceholderText(hint)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(60)  # two lines whole
    return edit


class ColourRow(QWidget):
    """The swatches in a row; one is chosen; the last opens a colour dialog."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour.lower()
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        known = {value for _, value in SWATCHES}
        offered = SWATCHES if self.colour in known else (*SWATCHES, ("present colour", self.colour))
        for name, value in offered:
            layout.addWidget(self._swatch(name, value))
        other = QToolButton(self)
        other.setText("Other…")
        other.clicked.connect(self._ask_other)
        layout.addWidget(other)
        layout.addStretch(1)
        chosen = self._group.checkedButton()
        if chosen is not None:
            self.setFocusProxy(chosen)

    def _swatch(self, name: str, value: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setIcon(swatch_icon(value))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(name)
        button.setAccessibleName(f"Colour {name}")
        button.setProperty("swatch", value)
        button.setChecked(value == self.colour)
        button.toggled.connect(lambda on: self._take(value) if on else None)
        self._group.addButton(button)
        return button

    def _take(self, value: str) -> None:
        self.colour = value

    def _ask_other(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.colour), self, "Colour of the tag")
        if not chosen.isValid():
            return
        layout = self.layout()
        button = self._swatch("own colour", chosen.name())
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(layout.count() - 2, button)
        button.setChecked(True)


def swatch_icon(colour: str) -> QIcon:
    """Draw a colour as an icon of 16 px: plain, and with a mark in it where it is chosen."""
    icon = QIcon()
    for state, mark in ((QIcon.State.Off, ""), (QIcon.State.On, "✓")):
        pixmap = QPixmap(32, 32)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(0, 0, 16, 16, 3, 3)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(0, 0, 16, 16, Qt.AlignmentFlag.AlignCenter, mark)
        painter.end()
        icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return icon


def _next_colour(tags: Sequence[Tag], under: int | None) -> str:
    """Take the colour of the tag above, else the first swatch that no top tag has."""
    above = next((tag.colour for tag in tags if tag.id == under), None)
    taken = {tag.colour.lower() for tag in tags if tag.parent is None}
    return above or next((value for _, value in SWATCHES if value not in taken), SWATCHES[0][1])


def _key_box(tags: Sequence[Tag], tag: Tag | None, reserved: frozenset[str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName("tagKey")
    box.addItem("none", None)
    holders = {other.key: other.name for other in tags if other.key and (tag is None or other.id != tag.id)}
    for key in "123456789" + "bcdefghijklmnopqrstuvwxyz" + "a":
        if key not in reserved:
            box.addItem(f"{key}   now {holders[key]}" if key in holders else key, key)
    if tag is not None and tag.key:
        box.setCurrentIndex(max(0, box.findData(tag.key)))
    return box


def _parent_box(tags: Sequence[Tag], tag: Tag | None, under: int | None) -> QComboBox:
    box = QComboBox()
    box.setObjectName("tagParent")
    box.addItem("— the top —", None)
    below: set[int] = {tag.id} if tag else set()
    for other in tags:
        if other.parent in below or other.id in below:
            below.add(other.id)
        else:
            box.addItem("   " * other.path.count("/") + other.name, other.id)
    box.setCurrentIndex(max(0, box.findData(under)))
    return box
