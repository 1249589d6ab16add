"""Drawing a sample: how many articles of the filter, by what strata, by which seed, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from store.sampling import STRATA, Design
from ui.dialogs.sheet import Sheet, dim_label


@dataclass(frozen=True, slots=True)
class SampleChoice:
    """The name of a sample and how it is drawn."""

    name: str
    design: Design


def ask(parent: QWidget | None, *, whole: int, query: str, annotators: Sequence[str]) -> SampleChoice | None:
    """Let the user say how a sample of `whole` articles is drawn; None if it is dismissed."""
    dialog = SampleDialog(parent, whole=whole, query=query, annotators=annotators)
    return dialog.choice() if dialog.exec() else None


class SampleDialog(Sheet):
    """The fields of a design."""

    def __init__(self, parent: QWidget | None, *, whole: int, query: str, annotators: Sequence[str]) -> None:
        super().__init__(parent, "Draw a sample", verb="Draw")
        self.setObjectName("sampleDialog")
        self._whole = whole
        of = f"of the {whole:,} articles of the filter {query}" if query.strip() else f"of all {whole:,} articles"
        self.body.addWidget(dim_label(f"Articles are drawn at random {of}. The same seed draws the same articles."))
        self._add_fields(annotators)
        self.unit.currentIndexChanged.connect(self._measure)
        for signal in (
            self.name.textChanged,
            self.number.valueChanged,
            self.among.textChanged,
            self.overlap.valueChanged,
        ):
            signal.connect(lambda *_: self._check())
        self._check()
        self.name.selectAll()
        self.name.setFocus()

    def _add_fields(self, annotators: Sequence[str]) -> None:
        self.name = QLineEdit("sample", self)
        self.number, self.seed, self.overlap = (QSpinBox(self) for _ in range(3))
        self.number.setRange(1, max(1, self._whole))
        self.number.setValue(min(self._whole, max(20, self._whole // 10)))
        self.unit = QComboBox(self)
        self.unit.addItems(["articles", "in a hundred"])
        self.seed.setRange(0, 999_999)
        self.strata = {each: QCheckBox(each, self) for each in STRATA}
        self.among = QLineEdit(self)
        self.among.setPlaceholderText(", ".join(annotators[:3]) or "Kim, Lee")
        self.overlap.setRange(0, max(0, self._whole))
        self.overlap.setSpecialValueText("none")
        for field, name in (
            (self.name, "sampleName"),
            (self.number, "sampleSize"),
            (self.unit, "sampleUnit"),
            (self.seed, "sampleSeed"),
            (self.among, "sampleAmong"),
            (self.overlap, "sampleOverlap"),
        ):
            field.setObjectName(name)
            field.setAccessibleName(name.removeprefix("sample"))
        form = self.add_form()
        form.addRow("Name", self.name)
        form.addRow("How many", _beside(self.number, self.unit))
        form.addRow("In proportion by", _beside(*self.strata.values()))
        form.addRow("Seed", self.seed)
        form.addRow("Dealt out among", self.among)
        form.addRow("For all of them", self.overlap)

    def choice(self) -> SampleChoice:
        """Give what was said."""
        number = self.number.value()
        names = self._names()
        return SampleChoice(
            " ".join(self.name.text().split()),
            Design(
                size=None if self._by_hundred() else number,
                percent=float(number) if self._by_hundred() else None,
                strata=tuple(each for each, box in self.strata.items() if box.isChecked()),
                seed=self.seed.value(),
                annotators=names,
                overlap=self.overlap.value() if names else None,
            ),
        )

    def _names(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.among.text().split(",") if name.strip())

    def _by_hundred(self) -> bool:
        return self.unit.currentIndex() == 1

    def _measure(self) -> None:
        self.number.setRange(1, 100 if self._by_hundred() else max(1, self._whole))
        self.number.setValue(10 if self._by_hundred() else min(self._whole, max(20, self._whole // 10)))
        self._check()

    def _drawn(self) -> int:
        number = self.number.value()
        return max(1, round(self._whole * number / 100)) if self._by_hundred() else number

    def _check(self) -> None:
        names, drawn = self._names(), self._drawn()
        self.overlap.setEnabled(bool(names))
        name = self.name.text().strip()
        if not self._whole:
            self.say("No article matches the filter.", error=True)
        elif not name or "/" in name:
            self.say("The sample needs a name without a slash.", error=True)
        elif names and self.overlap.value() > drawn:
            self.say(f"Only {drawn:,} articles are drawn.", error=True)
        elif names:
            each = (drawn - self.overlap.value()) / len(names) + self.overlap.value()
            self.say(f"About {each:,.0f} articles for each of {len(names)}; filter by sample:{name}/{names[0]}.")
        else:
            self.say(f"{drawn:,} articles, for everybody; filter by sample:{name}.")


def _beside(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
