"""All passages of a tag: one a line with what stands around them, retagged, noted and taken out in bulk."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from store.passage_files import write_passages
from store.records import Change, PassageLine, PassageQuery, Progress, Tag
from ui.analysis.kwic import AFTER, BEFORE, QUOTE, KwicTable
from ui.analysis.review import ReviewWindow
from ui.analysis.tagged_model import ANNOTATOR, ARTICLE, CERTAINTY, NOTE, TAG, TaggedModel
from ui.analysis.words_line import WordsLine

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk
    from ui.dialogs.tag_picker import TagChoice

    _Make = Callable[[Store], Change]
_Steps = Generator[Progress, None, int]

SORT_WORDS = {
    "published": "newest article first",
    "tag": "in the order of the codebook",
    "quote": "by what is quoted",
    "outlet": "by outlet",
    "title": "by title",
    "annotator": "by annotator",
    "certainty": "least certain first",
    "-certainty": "most certain first",
    "note": "those with a note first",
    "put": "put last first",
}
_BY_HEADING = {
    QUOTE: "quote", TAG: "tag", CERTAINTY: "certainty", NOTE: "note", ANNOTATOR: "annotator", ARTICLE: "published",
}  # fmt: skip
WIDTHS = {QUOTE: 300, TAG: 150, CERTAINTY: 68, NOTE: 128, ANNOTATOR: 84, ARTICLE: 200}
NOTHING = (
    "No passage here has such a tag.\n\nIn the reader, select words and press the key of a tag."
    " G chooses another tag, Esc closes the list."
)
TYPING_MILLISECONDS = 150
FILES = "Word document (*.docx);;Table (*.csv)"


class TaggedWindow(ReviewWindow):
    """Shows the passages of a `PassageQuery`; what is done to those selected is one step."""

    follows = ("article", "tagging", "tag", "annotator")
    one, many = "passage", "passages"
    model: TaggedModel
    query: PassageQuery

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="tagged", title="Tagged passages", size=(1280, 720), nothing=NOTHING)
        self.query = PassageQuery()
        self.states.hide()
        model = TaggedModel(desk.store.passages.lines, self)
        table = KwicTable(model, name="taggedTable", widths=WIDTHS, parent=self)
        table.setAccessibleName("Tagged passages, one a line")
        self.words = WordsLine(self)
        self.words.setObjectName("taggedWords")
        self.words.setAccessibleName("Words in the passage, its note or its annotator")
        self.words.setPlaceholderText("Words in passage or note   /")
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(220)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self.make_list(model, table, SORT_WORDS)
        self._make_verbs()
        self._lay_out()
        self.words.textChanged.connect(self._typing.start)
        self.words.left.connect(self.table.setFocus)
        self._typing.timeout.connect(lambda: self._take(words=self.words.text().strip()))
        self.table.setFocus()

    # What it shows

    def show_query(self, query: PassageQuery) -> None:
        """Show these passages."""
        self.query = query
        self.sorts.show_value(query.sort)
        self.within.setChecked(bool(query.where))
        self.words.setText(query.words)
        self._typing.stop()
        self._ask(anew=True)

    def ask(self, store: Store, query: PassageQuery) -> array[int]:
        """Give the taggings that a query asks for."""
        return store.passages.ids(query)

    def asked(self) -> None:
        """Take the colours of the tags as they are now."""
        self.model.colours = {tag.id: tag.colour for tag in self.desk.store.codebook.tags()}

    def place(self, row: int) -> tuple[int, int, int] | None:
        """Give article, start and end of a line's passage."""
        line = self.model.line(row)
        if not isinstance(line, PassageLine) or line.tagging.start is None or line.tagging.end is None:
            return None
        return line.tagging.article, line.tagging.start, line.tagging.end

    def narrowing(self) -> Sequence[str]:
        """Say of which tags these are."""
        known = {tag.id: tag for tag in self.desk.store.codebook.tags()}
        wanted = [known[tag] for tag in self.query.tags if tag in known]
        return [f"{tag.path} and those under it" if _has_more(tag.id, known) else tag.path for tag in wanted]

    def widen(self) -> None:
        """Show the passages of all tags."""
        self._take(tags=())

    def sort_by(self, column: int) -> None:
        """Sort by a column whose heading was clicked."""
        sort = _BY_HEADING.get(column)
        if sort == "certainty" and self.query.sort == "certainty":
            sort = "-certainty"
        if sort == "published" and self.query.sort == "published":
            sort = "outlet"
        if sort is not None and column not in (BEFORE, AFTER):
            self.sorts.show_value(sort)
            self._take(sort=sort)

    def choose_tag(self) -> None:
        """Choose the tag whose passages are shown."""
        choice = self._picked("Shows its passages, and those of the tags under it.", make=False)
        if choice is not None and choice.tag is not None:
            self._take(tags=(choice.tag,))
        self.table.setFocus()

    # On those selected

    def retag(self) -> None:
        """Give the passages selected another tag."""
        choice, ids = self._picked(f"Instead of the tag that {self._what()} have."), self.chosen()
        if choice is not None and ids:
            self._do(_with_tag(choice, lambda store, tag: store.passages.retag(ids, tag)), ids)

    def add_tag(self) -> None:
        """Put another tag on the passages selected."""
        choice, ids = self._picked(f"Beside what {self._what()} have."), self.chosen()
        if choice is not None and ids:
            self._do(_with_tag(choice, lambda store, tag: store.passages.add_tag(ids, tag)), ids)

    def split_off(self) -> None:
        """Give the passages selected, of one tag, a tag of their own beside it."""
        ids = self.chosen()
        if ids:
            self.desk.jobs.query(
                lambda store: set(store.passages.tags_of(ids).values()),
                lambda tags: self._split_off(ids, tags),
                kind="split",
                asker=self,
            )

    def _split_off(self, ids: Sequence[int], tags: Collection[int]) -> None:
        from ui.dialogs import tag_split

        if len(tags) != 1:
            self.line.setText("The passages selected have several tags: select those of one, or narrow to it by G.")
            return
        (tag,) = tags
        codebook = self.desk.store.codebook
        wanted = tag_split.ask_into(self, codebook.get(tag), codebook.tags(), ids)
        if wanted is not None:
            self._do(lambda store: store.retagging.split(tag, wanted.taggings, wanted.into), ids)
        self.table.setFocus()

    def take_off(self) -> None:
        """Take the tag off the passages selected."""
        ids = self.go_on()
        if ids:
            self._do(lambda store: store.taggings.remove(ids), ids)

    def note(self) -> None:
        """Write note, certainty and attributes of one passage, or add a note to all that are selected."""
        from ui.dialogs import tagging_sheet, text_field

        ids = self.chosen()
        line = self.model.line(self.table.currentIndex().row()) if len(ids) == 1 else None
        if isinstance(line, PassageLine):
            tag = self.desk.store.codebook.get(line.tagging.tag_id)
            looked = self.desk.store.history.newest()
            said = tagging_sheet.ask(self, line.tagging, tag.attributes)
            if said is not None:
                self.desk.actions.writes.settle(*said.writes(line.tagging), looked=looked, label="Describe a tagging")
        elif ids:
            told = "It is added below the note of each, as one step."
            text = text_field.ask(self, f"Note on {self._what()}", "Add", "", said=told, lines=True)
            if text:
                self._do(lambda store: store.passages.add_note(ids, text), ids)

    def weigh(self, by: int) -> None:
        """Say that one is surer (1) or less sure (-1) of the passages selected, going by the current one."""
        from ui.passage_verbs import weighed

        line, ids = self.model.line(self.table.currentIndex().row()) if self.model.ids else None, self.chosen()
        if isinstance(line, PassageLine):
            certainty = weighed(line.tagging.certainty, by)
            self._do(lambda store: store.taggings.describe(ids, certainty=certainty), ids)

    def example(self) -> None:
        """Make the passages selected examples of their tags, or take that back where the current one is such."""
        line, ids = self.model.line(self.table.currentIndex().row()) if self.model.ids else None, self.chosen()
        if isinstance(line, PassageLine):
            on = not line.tagging.example
            self._do(lambda store: store.examples.mark(ids, on), ids)

    def chosen(self) -> array[int]:
        """The taggings of the lines selected, without any that of the current line."""
        return self.model.ids_in(self.table.spans())

    def _do(self, make: _Make, ids: Sequence[int]) -> None:
        self.desk.actions.writes.do(make, size=len(ids))

    def _what(self) -> str:
        count = len(self.chosen())
        return "this passage" if count == 1 else f"these {count:,} passages"

    def _picked(self, what: str, *, make: bool = True) -> TagChoice | None:
        from ui.dialogs import tag_picker

        codebook = self.desk.store.codebook
        return tag_picker.ask(self, codebook.offered() if make else codebook.tags(), what=what, off=not make)

    # Taking it elsewhere

    def export(self) -> None:
        """Write the passages selected, or all where only one is, to a file the user names."""
        name, kind = QFileDialog.getSaveFileName(self, "Export the passages", "passages.docx", FILES)
        if name:
            path = Path(name)
            self.export_to(path if path.suffix else path.with_suffix(".csv" if "csv" in kind else ".docx"))

    def export_to(self, path: Path) -> None:
        """Write a document or a table, by the ending of the name, as a job that can be stopped."""
        spans = self.table.spans()
        ids = self.model.ids_in(spans) if sum(map(len, spans)) > 1 else self.model.ids[:]
        if path.suffix.lower() == ".docx" and self.query.sort != "tag":
            # A heading stands for each tag: its passages must come together, in the order that is shown.
            ids = self._by_tag(ids)
        connect = self.desk.store.connect

        def steps() -> _Steps:
            with connect() as store:
                return (yield from write_passages(store, ids, path))

        self.desk.jobs.run(
            "Writing passages",
            steps,
            done=lambda count: self.line.setText(f"{count:,} passages written to {path}."),
            failed=lambda error: self.line.setText(str(error)),
        )

    def _by_tag(self, ids: array[int]) -> array[int]:
        order = {number: place for place, number in enumerate(ids)}
        ranked = self.desk.store.passages.ids(PassageQuery(tags=self.query.tags, where=self.query.where, sort="tag"))
        lead: dict[int, int] = {}
        tags = self.desk.store.passages.tags_of(ids)
        for number in ranked:
            if number in order:
                lead.setdefault(tags[number], len(lead))
        return array("q", sorted(ids, key=lambda number: (lead.get(tags[number], len(lead)), order[number])))

    # What it is made of

    def _make_verbs(self) -> None:
        self._judging = (
            self.add_verb("Read", ("Return", "Enter"), self.open),
            self.add_verb("Retag…", ("T",), self.retag),
            self.add_verb("Another tag too…", ("Shift+T",), self.add_tag),
            self.add_verb("Split off…", ("X",), self.split_off),
            self.add_verb("Take off", ("Del", "Backspace"), self.take_off),
            self.add_verb("Note…", ("N",), self.note),
            self.add_verb("Surer", ("=",), lambda: self.weigh(1)),
            self.add_verb("Less sure", ("-",), lambda: self.weigh(-1)),
            self.add_verb("Example", ("E",), self.example),
            self.add_verb("Export…", ("Ctrl+E",), self.export),
        )
        # The table itself takes Enter: in the line of words it goes to the table; Del deletes there.
        for action in (self._judging[0], self._judging[4]):
            self.removeAction(action)
        self.table.addAction(self._judging[4])
        self._judging[4].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.add_verb("Next", ("J",), lambda: self.step(1))
        self.add_verb("Previous", ("K",), lambda: self.step(-1))
        self.add_verb("Tag", ("G",), self.choose_tag)
        self.add_verb("Sort", ("S",), self.sorts.showMenu)
        self.add_verb("Words", ("/",), self.words.setFocus)

    def _lay_out(self) -> None:
        other = self.add_verb("Tag…", (), self.choose_tag)
        button = self.button_of(other)
        button.setText("Tag…   G")
        self.sorts.setToolTip("Key S")
        self.bar.addWidget(self.count)
        self.bar.addWidget(self.narrowed)
        self.bar.addWidget(button)
        self.bar.addStretch(1)
        self.bar.addWidget(self.words)
        self.bar.addWidget(self.within)
        self.bar.addWidget(self.sorts)
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(self.verb_line((*self._judging, self.follow)))


def _with_tag(choice: TagChoice, do: Callable[[Store, int], Change]) -> _Make:
    """Do something with the tag that was chosen; one that is new is made in the same step."""

    def make(store: Store) -> Change:
        if choice.tag is not None:
            return do(store, choice.tag)
        with store.journal.change(f"Add tag {choice.path} and put it") as step:
            store.codebook.add(choice.path)
            do(store, store.codebook.find(choice.path).id)
        return step.change

    return make


def _has_more(tag: int, known: Mapping[int, Tag]) -> bool:
    return any(each.parent == tag for each in known.values())
