"""What an export can be asked for, with the words for it, and the small parts that its form is made of."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

INCLUDE = (
    ("accepted", "accepted: what a person has confirmed"),
    ("suggested", "suggested: what still waits for review"),
    ("all", "all, each with its state"),
)
TEXT = (
    ("whole", "the whole article"),
    ("body", "its body alone"),
    ("paragraph", "a record for each paragraph"),
    ("sentence", "a record for each sentence"),
)
MARKS = (("all", "mentions and tagged passages"), ("mentions", "mentions alone"), ("tags", "tagged passages alone"))
OVERLAPS = (
    ("keep", "keep all that the format can hold"),
    ("longest", "keep the longest"),
    ("priority", "keep the first of the codebook"),
)
SPLITS = (
    ((), "no split"),
    ((80, 10, 10), "train, dev, test: 80/10/10"),
    ((70, 15, 15), "train, dev, test: 70/15/15"),
    ((80, 20), "train, test: 80/20"),
)
GROUPS = (("", "copies together"), ("outlet", "outlets together"), ("time", "the latest for testing"))
WAIT = 250


def choice_box(items: Iterable[tuple[object, str]], *, name: str) -> QComboBox:
    """Make a box of choices, pairs of value and label."""
    box = QComboBox()
    box.setObjectName(name)
    # Long labels must not take the room of what stands beside the form.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    for value, label in items:
        box.addItem(label, value)
    return box


def spin(empty: str, name: str, accessible: str) -> QSpinBox:
    """Make a box for a small number; 0 is told in words."""
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setAccessibleName(accessible)
    spin.setRange(0, 9)
    spin.setSpecialValueText(empty)
    spin.setSuffix(" names from the root")
    spin.ensurePolished()
    spin.setMinimumHeight(QComboBox().sizeHint().height())  # in line with the lists above and below it
    return spin


def check(text: str, name: str) -> QCheckBox:
    """Make a tick box."""
    box = QCheckBox(text)
    box.setObjectName(name)
    return box


def column(*widgets: QWidget) -> QWidget:
    """Put widgets under each other."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    for widget in widgets:
        layout.addWidget(widget)
    return box


def articles(count: int) -> str:
    """Say `1 article` or `1,204 articles`."""
    return f"{count:,} article" + ("" if count == 1 else "s")


def short(text: str) -> str:
    """Shorten a text to what fits into a line."""
    return text if len(text) <= 48 else f"{text[:47]}…"
