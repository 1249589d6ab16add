"""What Galpi is, which version, and what the open project holds."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from store.records import ProjectInfo
from ui.dialogs.sheet import Sheet, dim_label

PROMISE = (
    "갈피: the place kept between two pages; the gist.\n"
    "Turns folders of news articles, Korean and English, into a clean, searchable, tagged dataset. "
    "It works offline: nothing you read or write leaves this computer."
)


def ask(parent: QWidget | None, *, version: str, info: ProjectInfo | None = None) -> None:
    """Show what Galpi is; there is nothing to choose."""
    About(parent, version=version, info=info).exec()


class About(Sheet):
    """Three short paragraphs."""

    def __init__(self, parent: QWidget | None, *, version: str, info: ProjectInfo | None = None) -> None:
        super().__init__(parent, f"Galpi {version}", verb=None)
        self.body.addWidget(dim_label(PROMISE))
        if info is not None:
            self.body.addWidget(dim_label(project_text(info)))
        self.say(f"MIT licence. Stands on Qt {qVersion()} (LGPL) and SQLite.")


def project_text(info: ProjectInfo) -> str:
    """Say what a project holds, in one paragraph."""
    languages = ", ".join(f"{count:,} {language}" for language, count in info.languages)
    return (
        f"{info.path}\n{info.articles:,} articles{f' ({languages})' if languages else ''}, {info.entities:,} entities, "
        f"{info.mentions:,} mentions, {info.tags:,} tags, {info.taggings:,} taggings, {info.changes:,} changes, "
        f"{info.size / 1_048_576:,.1f} MB."
    )
