"""Never here: asks how far it reaches, counting beforehand what goes, and writes it as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from store.errors import UserError
from store.records import SCOPES, Change
from ui.dialogs import never_here

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk


def never_mark(desk: Desk, mentions: Sequence[int], parent: QWidget) -> bool:
    """Ask about the names of these mentions and exclude them; False where nothing is written."""
    lines = desk.store.concordance.lines(list(mentions)[:500])
    if not lines:
        return False
    names = list(dict.fromkeys(" ".join(line.mention.quote.split()) for line in lines))
    first = lines[0]
    outlets = {line.outlet for line in lines}
    places = {"article": "In this article" if len(lines) == 1 else "In these articles", "anywhere": "Anywhere"}
    if None not in outlets and "" not in outlets:
        places["outlet"] = f"In {first.outlet}" if len(outlets) == 1 else "In their outlets"
    types, entities = {line.mention.type for line in lines}, {line.mention.entity for line in lines}
    likes = {"type": f"a {first.mention.type}" if len(types) == 1 else "what they are taken for"}
    if None not in entities:
        likes["entity"] = f"{first.mention.entity}" if len(entities) == 1 else "the entities they are linked to"
    likes["anything"] = "anything at all"

    def count(like: str, told: Callable[[Mapping[str, int]], None]) -> None:
        desk.jobs.query(lambda store: _counts(store, mentions, like, list(places)), told, asker=parent, kind="never")

    choice = never_here.ask(parent, names=names, likes=likes, places=places, count=count)
    if choice is None:
        return False
    scope, like = choice.scope, choice.like

    def write(store: Store) -> Change:
        return store.exclusions.add(store.exclusions.of_mentions(mentions, scope=scope, like=like), rejecting=mentions)

    desk.actions.writes.do(write, size=max(len(mentions), desk.store.exclusions.size() // 20))
    return True


def _counts(store: Store, mentions: Sequence[int], like: str, scopes: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for scope in SCOPES:
        if scope in scopes:
            try:
                made = store.exclusions.of_mentions(mentions, scope=scope, like=like)
            except UserError:
                continue
            counts[scope] = len(store.exclusions.covered(made))
    return counts
