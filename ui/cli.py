"""The command line: every verb of DESIGN's chapter 4, on a machine without a screen; imports no Qt."""

from __future__ import annotations

import os
import sqlite3
import sys

import click

from store import StoreBug, UserError
from ui.commands.analysis import entity, matrix
from ui.commands.marking import accept, mention, redo, reject, relate, status, tag, undo
from ui.commands.names import names
from ui.commands.projects import backup, check, export, formats, import_, info, new, recognize
from ui.commands.reading import entities, facets, history, list_, passages, relations, show
from ui.commands.reviewing import exclude, exclusions, occurrences
from ui.commands.telling import statistics

COMMANDS = (
    new,
    import_,
    list_,
    show,
    facets,
    entities,
    entity,
    relations,
    matrix,
    statistics,
    names,
    passages,
    tag,
    mention,
    relate,
    accept,
    reject,
    occurrences,
    exclude,
    exclusions,
    status,
    undo,
    redo,
    history,
    recognize,
    export,
    formats,
    check,
    backup,
    info,
)

VERBS = frozenset(str(command.name) for command in COMMANDS)
"""The words that `main.py` takes for a verb rather than for a project."""


# No -h: a query such as -has:note begins with it.
@click.group()
def galpi() -> None:
    """Turn a folder of scraped news articles into a clean, searchable, tagged dataset.

    Without a verb, or with a project alone, Galpi opens its window.
    """


for _command in COMMANDS:
    galpi.add_command(_command)


def run_command(arguments: list[str]) -> int:
    """Run one verb; gives 0, 1 where something the user can mend went wrong, 2 for wrong usage.

    Errors are one line on standard error.
    """
    for stream in (sys.stdout, sys.stderr):
        # A pipe on another system may speak another encoding; ours is UTF-8, whatever the locale.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = galpi.main(args=arguments, prog_name="main.py", standalone_mode=False)
    except BrokenPipeError:
        # The reader of our output went away: nothing more to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (click.UsageError, click.Abort, UserError, StoreBug, sqlite3.DatabaseError) as error:
        click.echo(" ".join(_sentence(error, arguments).split()), err=True)
        return 2 if isinstance(error, click.UsageError) else 1
    # Click gives back the code of a verb that ended early, and what a verb returned otherwise: nothing.
    return code if isinstance(code, int) else 0


def _sentence(error: Exception, arguments: list[str]) -> str:
    if isinstance(error, click.UsageError):
        verb = f"{arguments[0]} " if arguments and arguments[0] in VERBS else ""
        return f"{error.format_message()} ('main.py {verb}--help' says how)"
    if isinstance(error, click.Abort):
        return "Stopped."
    if isinstance(error, StoreBug):
        return f"Galpi has broken a promise: {error}; 'check' lists what is wrong."
    if isinstance(error, sqlite3.DatabaseError):
        return f"The project is damaged or in use ({error}); run 'check', or restore a backup of it."
    return str(error)
