"""The verbs of the user as data: words, menu, keys. `Actions.method` finds what does each of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One verb: its name in the code, its words, the menu it stands in, its keys, and whether a rule precedes it."""

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    rule: bool = False


VERBS = (
    Verb(name="new", text="New project…", menu="Project", keys=("Ctrl+N",)),
    Verb(name="open", text="Open project…", menu="Project", keys=("Ctrl+O",)),
    Verb(name="sample", text="New sample project…", menu="Project"),
    Verb(name="import_files", text="Import files…", menu="Project", keys=("Ctrl+I",), rule=True),
    Verb(name="import_folder", text="Import a folder…", menu="Project", keys=("Ctrl+Shift+I",)),
    Verb(name="export", text="Export…", menu="Project", keys=("Ctrl+E",)),
    Verb(name="backup", text="Back up…", menu="Project"),
    Verb(name="memo", text="Memo of the project…", menu="Project", rule=True),
    Verb(name="close", text="Close", menu="Project", keys=("Ctrl+Q",), rule=True),
    Verb(name="undo", text="Undo", menu="Edit", keys=("Ctrl+Z",)),
    Verb(name="redo", text="Redo", menu="Edit", keys=("Ctrl+Shift+Z", "Ctrl+Y")),
    Verb(name="history", text="History…", menu="Edit", keys=("Ctrl+H",)),
    Verb(name="filter", text="Filter", menu="Edit", keys=("Ctrl+F", "/"), rule=True),
    Verb(name="clear_filter", text="Show all articles", menu="Edit", keys=("Ctrl+Shift+F",)),
    Verb(
        name="remove",
        text="Delete articles",
        menu="Edit",
        keys=("Ctrl+Del",),
        tip="To the bin; Del in the list",
        rule=True,
    ),
    Verb(name="restore", text="Restore from the bin", menu="Edit", keys=("Ctrl+Shift+Del",)),
    Verb(name="empty_bin", text="Empty the bin…", menu="Edit"),
    Verb(
        name="add_note",
        text="Note on the articles…",
        menu="Edit",
        keys=("Ctrl+Shift+N",),
        tip="On all that are selected",
    ),
    Verb(
        name="role",
        text="Role of this line…",
        menu="Edit",
        keys=("R",),
        tip="Headline, byline, boilerplate…",
        rule=True,
    ),
    Verb(name="details", text="Details of the article…", menu="Edit", keys=("M",), tip="Title, authors, dates…"),
    Verb(name="rules", text="Rules of outlets…", menu="Edit"),
    Verb(name="batches", text="Imports…", menu="Edit"),
    Verb(name="next", text="Next article", menu="View", keys=("J",)),
    Verb(name="previous", text="Previous article", menu="View", keys=("K",)),
    Verb(name="next_untagged", text="Next untagged article", menu="View", keys=("U",)),
    Verb(name="previous_untagged", text="Previous untagged article", menu="View", keys=("Shift+U",)),
    Verb(name="next_hit", text="Next hit", menu="View", keys=("N", "G"), rule=True),
    Verb(name="previous_hit", text="Previous hit", menu="View", keys=("Shift+N", "Shift+G")),
    Verb(name="copies", text="Compare the copies…", menu="View", keys=("O",), tip="Why they stand in one group"),
    Verb(name="zoom_in", text="Larger text", menu="View", keys=("Ctrl++", "Ctrl+="), rule=True),
    Verb(name="zoom_out", text="Smaller text", menu="View", keys=("Ctrl+-",)),
    Verb(name="zoom_reset", text="Normal text size", menu="View", keys=("Ctrl+0",)),
    Verb(name="list_mode", text="List in columns", menu="View", keys=("Shift+F8",), rule=True),
    Verb(name="choose_columns", text="Columns of the list…", menu="View", keys=("Ctrl+F8",)),
    Verb(name="views", text="Saved views…", menu="View", keys=("Ctrl+S",), tip="Keep this filter, or show another"),
    Verb(name="bin", text="Bin", menu="View", keys=("Ctrl+B",), tip="Deleted articles: look at them, restore them"),
    Verb(name="next_pane", text="Next pane", menu="View", keys=("F6",), rule=True),
    Verb(name="any_tag", text="Any tag by name…", menu="Tag", keys=("T",)),
    Verb(name="untag", text="Take a tag off…", menu="Tag", keys=("Ctrl+Shift+Y",), tip="Off all that are selected"),
    Verb(name="tag_group", text="Tag the whole group…", menu="Tag", keys=("Shift+T",), tip="All copies of the article"),
    Verb(name="done", text="Set to done", menu="Tag", keys=("D",), tip="Read and tagged to the end", rule=True),
    Verb(name="discuss", text="Set to discuss", menu="Tag", keys=("A",), tip="To come back to with others"),
    Verb(name="started", text="Set to started", menu="Tag", keys=("I",), tip="Some tags are there, more may come"),
    Verb(name="untagged", text="Set to untagged", menu="Tag", keys=("Z",), tip="As if nothing was done with it yet"),
    Verb(
        name="repeat",
        text="Repeat the last tag",
        menu="Tag",
        keys=(".",),
        tip="On what is selected now, or on the next article",
        rule=True,
    ),
    Verb(
        name="go_on",
        text="Go on after a tag",
        menu="Tag",
        keys=("Ctrl+G",),
        tip="A tag on an article leads to the next untagged one",
    ),
    Verb(name="sentence", text="Select the sentence", menu="Passage", keys=("'",), tip="Again: one more"),
    Verb(name="paragraph", text="Select the paragraph", menu="Passage", keys=('"',), tip="Again: one more"),
    Verb(
        name="choose_passage",
        text="Choose the passage here",
        menu="Passage",
        keys=(",",),
        tip="Again: the next one over the same place",
        rule=True,
    ),
    Verb(name="next_passage", text="Next tagged passage", menu="Passage", keys=(">",)),
    Verb(name="previous_passage", text="Tagged passage before", menu="Passage", keys=("<",)),
    Verb(
        name="start_out",
        text="Begin a word earlier",
        menu="Passage",
        keys=("[",),
        tip="Of the passage chosen",
        rule=True,
    ),
    Verb(name="start_in", text="Begin a word later", menu="Passage", keys=("{",)),
    Verb(name="end_out", text="End a word later", menu="Passage", keys=("]",)),
    Verb(
        name="end_in",
        text="End a word earlier",
        menu="Passage",
        keys=("}",),
        tip="First its particles: 대구시는, 대구시",
    ),
    Verb(
        name="start_out_sentence",
        text="Begin with the sentence",
        menu="Passage",
        keys=("Ctrl+[",),
        rule=True,
    ),
    Verb(name="start_in_sentence", text="Begin with the next sentence", menu="Passage", keys=("Ctrl+{",)),
    Verb(name="end_out_sentence", text="End with the sentence", menu="Passage", keys=("Ctrl+]",)),
    Verb(name="end_in_sentence", text="End with the sentence before", menu="Passage", keys=("Ctrl+}",)),
    Verb(name="start_out_character", text="Begin a character earlier", menu="Passage", keys=("Alt+[",), rule=True),
    Verb(name="start_in_character", text="Begin a character later", menu="Passage", keys=("Alt+{",)),
    Verb(name="end_out_character", text="End a character later", menu="Passage", keys=("Alt+]",)),
    Verb(name="end_in_character", text="End a character earlier", menu="Passage", keys=("Alt+}",)),
    Verb(
        name="passages",
        text="All passages of a tag…",
        menu="Passage",
        keys=("Ctrl+P",),
        tip="Across the project, one a line: retag, note, export",
        rule=True,
    ),
    Verb(
        name="describe",
        text="Note, certainty, attributes…",
        menu="Passage",
        keys=("Ctrl+D",),
        tip="Of the passage chosen, else of the tag put last on the article",
        rule=True,
    ),
    Verb(name="surer", text="Surer", menu="Passage", keys=("=",), tip="low, medium, high"),
    Verb(name="less_sure", text="Less sure", menu="Passage", keys=("-",)),
    Verb(name="remove_tagging", text="Take the tag off the passage", menu="Passage", keys=("Backspace",)),
    Verb(name="add_mention", text="Mark a mention…", menu="Entities", keys=("E",)),
    Verb(
        name="occurrences",
        text="Mark every occurrence…",
        menu="Entities",
        keys=("Ctrl+Shift+E",),
        tip="Of the words selected",
    ),
    Verb(name="relate", text="Relate two entities…", menu="Entities", keys=("F",), tip="By the selected passage"),
    Verb(name="accept", text="Accept the suggestion", menu="Entities", keys=("Y",), rule=True),
    Verb(name="reject", text="Reject the suggestion", menu="Entities", keys=("X",)),
    Verb(
        name="never",
        text="Never here…",
        menu="Entities",
        keys=("Shift+X",),
        tip="This name is no mention, now and later",
    ),
    Verb(
        name="review",
        text="Review mentions…",
        menu="Entities",
        keys=("Ctrl+R",),
        tip="One a line, all articles together",
    ),
    Verb(
        name="relations",
        text="Review relations…",
        menu="Entities",
        keys=("Ctrl+Shift+R",),
        tip="One a line, all articles together",
    ),
    Verb(name="exclusions", text="Names never marked…", menu="Entities", keys=("Ctrl+Shift+X",)),
    Verb(
        name="entity_page",
        text="Page of the entity",
        menu="Entities",
        keys=("Shift+E",),
        tip="All that is known",
        rule=True,
    ),
    Verb(name="all_entities", text="All entities…", menu="Entities", keys=("Ctrl+L",), tip="Rename, merge, split…"),
    Verb(name="import_names", text="Import names…", menu="Entities", tip="From a table or another project"),
    Verb(name="export_names", text="Export names…", menu="Entities"),
    Verb(name="predicates", text="Predicates of relations…", menu="Entities"),
    Verb(
        name="recognize",
        text="Find entities again",
        menu="Entities",
        tip="In the articles of the filter that have changed since",
        rule=True,
    ),
    Verb(
        name="recognize_all",
        text="Recognize everything again",
        menu="Entities",
        tip="All articles, those up to date too; what is judged stays",
    ),
    Verb(name="learn", text="Learn from my marks…", menu="Entities", tip="Suggest as you mark"),
    Verb(name="matrix", text="Matrix…", menu="Analysis", keys=("Ctrl+M",), tip="What is named with what, and where"),
    Verb(
        name="statistics",
        text="Statistics…",
        menu="Analysis",
        keys=("Ctrl+T",),
        tip="Articles over time, entities, tags, words that stand out",
    ),
    Verb(name="keys", text="Keys", menu="Help", keys=("?", "F1")),
    Verb(name="about", text="About Galpi", menu="Help"),
)
"""All verbs in menu order; a verb's name is also the name of the method that does it (see `Actions.method`)."""

SHIFTED = frozenset('?{}<>":|~!@#$%^&*()_+')
"""Signs that many keyboards write with Shift: they are taken with and without it."""

RESERVED_KEYS = frozenset(key.lower() for verb in VERBS for key in verb.keys if len(key) == 1) | set("f")
"""Single keys that no tag can have: those of the verbs, and some kept for verbs to come."""
