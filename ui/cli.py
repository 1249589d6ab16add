"""The command line: every verb of DESIGN's chapter 4, on a machine without a screen; imports no Qt."""

from __future__ import annotations

import os
import sys

import click

from store import UserError
from ui.commands.marking import accept, mention, redo, reject, status, tag, undo
from ui.commands.projects import backup, check, export, formats, import_, info, new, recognize
from ui.commands.reading import entities, facets, history, list_, passages, relations, show

COMMANDS = (
    new,
    import_,
    list_,
    show,
    facets,
    entities,
    relations,
    passages,
    tag,
    mention,
    accept,
    reject,
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
        galpi.main(args=arguments, prog_name="main.py", standalone_mode=False)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.UsageError as error:
        click.echo(f"{error.format_message()} ('main.py {_verb(arguments)}--help' says how)", err=True)
        return 2
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 1
    except UserError as error:
        click.echo(" ".join(str(error).split("\n")), err=True)
        return 1
    except BrokenPipeError:
        # The reader of our output went away: nothing more to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _verb(arguments: list[str]) -> str:
    return f"{arguments[0]} " if arguments and arguments[0] in VERBS else ""
