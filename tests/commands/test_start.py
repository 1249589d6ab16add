"""How little the program loads to start: what a question does not need is loaded by what needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.line import Line
from ui.cli import VERBS, galpi

ROOT = Path(__file__).parents[2]

HEAVY = {
    "PySide6", "ahocorasick", "charset_normalizer", "email", "kiwipiepy", "lxml", "multiprocessing", "numpy", "pycrfsuite",
    "pypdfium2", "pyroaring", "regex", "trafilatura", "warcio", "xlrd", "zipfile",
    "store.exporting", "store.importing", "store.parse.html", "store.parse.plain", "store.parse.tables",
    "store.recognition.recognizing",
}  # fmt: skip
"""What takes long to load, and only reading, recognising, exporting or patterns need."""


def loaded(*arguments: object) -> set[str]:
    """Run the command line in a process of its own; gives the modules it has loaded at its end."""
    code = "import sys, main; code = main.main(sys.argv[1:]); print(*sys.modules, sep='\\n', file=sys.stderr); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("verb", ["list", "info", "show", "history", "facets"])
def test_a_verb_that_looks_loads_nothing_heavy(verb: str, line: Line) -> None:
    more = (1,) if verb == "show" else ()
    assert not loaded(verb, line.project, *more) & HEAVY


def test_the_window_loads_nothing_heavy_to_show_a_project(line: Line) -> None:
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        " from ui.app import open_window; window = open_window(Path(sys.argv[1])); app.processEvents();"
        " print(*sys.modules); window.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, line.project],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(line.project.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    # The library of the window reads archives, and the list of a large project is folded and filtered in arrays.
    assert set(done.stdout.split()) & HEAVY <= {"PySide6", "zipfile", "numpy", "pyroaring"}


def test_a_pattern_loads_what_it_needs(line: Line) -> None:
    assert loaded("list", line.project, "/./") & HEAVY == {"regex"}


def test_the_list_of_verbs_loads_no_verb() -> None:
    names = loaded("--help")
    assert not names & HEAVY
    assert not any(name.startswith(("store.store", "ui.commands", "sqlite_utils")) for name in names)


def test_the_list_of_verbs_says_what_each_says_of_itself() -> None:
    from click import Context

    context = Context(galpi)
    said = dict.fromkeys(VERBS, "")
    for verb in VERBS:
        command = galpi.get_command(context, verb)
        assert command is not None
        assert command.name == verb
        said[verb] = command.get_short_help_str(500)
    shown = " ".join(galpi.get_help(context).split())
    assert [verb for verb, sentence in said.items() if f"{verb} {sentence}" not in shown] == []
