"""The command line: every verb, on a machine without a screen; imports no Qt."""

from __future__ import annotations

import os
import sqlite3
import sys
from importlib import import_module

import click

from store.errors import StoreBug, UserError

_VERBS = {
    "new": ("projects", "Make a new project file."),
    "import": ("projects", "Import files and folders."),
    "list": (
        "reading",
        "List the articles that match QUERY, newest first; where QUERY is one saved view, in the order of the view.",
    ),
    "show": ("reading", "Show articles whole, with everything that was said of them."),
    "facets": ("reading", "Count the values of each field among the articles that match QUERY."),
    "entities": ("reading", "List the entities of the articles that match QUERY, those in most articles first."),
    "entity": (
        "analysis",
        "Show the page of the entity called NAME (or of that id); with other options correct it, each as one step.",
    ),
    "relations": (
        "reading",
        "List the relations said in the articles that match QUERY; without QUERY, background facts too.",
    ),
    "matrix": (
        "analysis",
        "Count the articles that join entities of the types ROWS and COLUMNS, as tab-separated lines.",
    ),
    "statistics": (
        "telling",
        "Count the articles over time, what they name, their tags, tags that go together, or words that stand out.",
    ),
    "names": ("names", "Take names in from a CSV, TSV or JSONL file, or write those of the project to one."),
    "codebook": (
        "codebook",
        "List the tags; import, export, merge, split, deprecate or freeze them, or say how they changed.",
    ),
    "passages": ("passages", "List the tagged passages of the articles that match QUERY."),
    "tag": ("marking", "Put TAG on articles or on a passage; a tag that is missing is made."),
    "mention": ("marking", "Mark a stretch of an article as a mention."),
    "relate": (
        "marking",
        "Say that SUBJECT and OBJECT, entities by any of their names, stand in a relation: relate p.galpi Daegu operates D-MAP.",
    ),
    "accept": ("marking", "Accept mentions: by id, or all that are suggested in the articles that match."),
    "reject": ("marking", "Reject mentions: by id, or all that are suggested in the articles that match."),
    "occurrences": (
        "reviewing",
        "List every occurrence of WORDS (each argument one writing), or mark all of them in one step.",
    ),
    "exclude": (
        "reviewing",
        "Never mark NAME: as an entity, a type or anything; in an article, an outlet or anywhere.",
    ),
    "exclusions": ("reviewing", "List the names that are never marked."),
    "view": ("viewing", "Save QUERY as the view NAME, to be used in filters as view:NAME; or rename or remove it."),
    "views": ("viewing", "List the saved views."),
    "status": ("marking", "Set how far you are with articles."),
    "delete": ("binning", "Move articles to the bin, with their marks; 'restore' or 'undo' brings them back."),
    "restore": (
        "binning",
        "Bring articles back from the bin, with their marks; or put one, or the whole project, back to what it was.",
    ),
    "empty": ("binning", "Remove what is in the bin for good; it cannot be undone."),
    "agreement": (
        "teams",
        "Say how far annotators agree on the articles that match QUERY and that two or more of them have coded.",
    ),
    "sample": (
        "teams",
        "Draw articles that match QUERY at random, to be used in filters as sample:NAME; or rename or remove the sample.",
    ),
    "samples": ("teams", "List the samples: how each was drawn, and how many articles it has for whom."),
    "merge": (
        "teams",
        "Bring what OTHER, a colleague's copy of the project, has and this one has not, as one step that can be undone.",
    ),
    "undo": ("marking", "Take back the latest change."),
    "redo": ("marking", "Bring back the change undone last."),
    "history": ("past", "List the changes of the project, newest first, those taken back too."),
    "recognize": (
        "projects",
        "Find entities again where anything changed; suggestions not yet reviewed are replaced by the result.",
    ),
    "suggest": (
        "suggesting",
        "Suggest tags for the articles without tags, or for passages, learned from those that have some.",
    ),
    "export": ("exporting", "Export articles and their marks to OUT."),
    "lint": ("exporting", "Look for what is odd in a dataset before it is written; nothing is written."),
    "formats": ("exporting", "List the formats that can be imported and exported."),
    "recipes": ("exporting", "List the saved recipes of exports, or remove one."),
    "check": ("projects", "Check every promise of the project file, or of an export made from it."),
    "backup": ("keeping", "Write a whole copy of the project, with its history and the bytes of its sources."),
    "backups": ("keeping", "List the automatic backups of the project, newest first."),
    "salvage": ("keeping", "Read what can be read of a damaged project into the new project OUT."),
    "info": ("projects", "Say what the project holds, in numbers."),
}
"""In which file of `ui.commands` each verb is at home, and its sentence in the list of all verbs."""

VERBS = frozenset(_VERBS)
"""The words that `main.py` takes for a verb rather than for a project."""


class _Verbs(click.Group):
    """Knows the verbs, and loads only the one that is asked for: the list of all of them comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the verbs, in the order of the alphabet."""
        return sorted(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a verb; gives None where there is none of this name."""
        if cmd_name not in _VERBS:
            return None
        home = import_module(f"ui.commands.{_VERBS[cmd_name][0]}")
        # A verb that is called like something of Python's own has a `_` behind its name there.
        command: click.Command = getattr(home, cmd_name, None) or getattr(home, f"{cmd_name}_")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of verbs."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, sentence) for verb, (_, sentence) in sorted(_VERBS.items())])


# No -h: a query such as -has:note begins with it.
@click.group(cls=_Verbs)
def galpi() -> None:
    """Turn a folder of scraped news articles into a clean, searchable, tagged dataset.

    Without a verb, or with a project alone, Galpi opens its window.
    """


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
