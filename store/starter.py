"""What a new project starts with: the gazetteer, the predicates and, where asked for, a codebook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID, uuid5

from store.codebook_imports import load_codebook_file
from store.db import writing
from store.entities import OPERATES, PART_OF
from store.errors import StoreBug
from store.formats.gazetteer import read_gazetteer
from store.records import EntityDraft
from store.relations import PREDICATES
from store.store import Store

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
"""The data that comes with Galpi."""

_RUN = ("system", "programme", "event", "award", "technology")
"""The types of which a gazetteer's `operated_by` says who runs them; of others it says where they belong."""

_NAMESPACE = UUID("6b1f6a4e-6c1d-4d0e-9a5f-2f0c9d2f7a11")


def start(store: Store, *, codebook: Path | None = None) -> None:
    """Fill a project that was just made; none of it is a change that could be undone.

    Raises UserError if the codebook file cannot be read.
    """
    books = () if codebook is None else load_codebook_file(codebook).books
    with writing(store.db):
        for name, definition in PREDICATES:
            store.predicates.insert(name, definition)
        write_entities(store, load_gazetteer())
        store.codebook_drafts.insert(books)


def load_gazetteer(folder: Path = SEEDS / "gazetteer") -> tuple[EntityDraft, ...]:
    """Read all gazetteer files of a folder, in the order of their names."""
    drafts: list[EntityDraft] = []
    for path in sorted(folder.glob("*.jsonl")):
        drafts += read_gazetteer(path.read_text(encoding="utf-8").split("\n"))
    return tuple(drafts)


def write_entities(store: Store, drafts: Iterable[EntityDraft]) -> None:
    """Write the entities of a gazetteer inside the caller's transaction, then what they are part of and who runs them.

    Their uids follow from type and name, so that two projects agree on them.
    """
    drafts = tuple(drafts)
    ids: dict[str, int] = {}
    for draft in drafts:
        uid = draft.uid or uuid5(_NAMESPACE, f"{draft.type}:{draft.name}").hex
        number = store.entities.insert(
            draft.type,
            draft.name,
            names=draft.names,
            origin=draft.origin,
            uid=uid,
            note=draft.note,
            external=draft.external,
            needs_operator=draft.needs_operator,
        )
        ids[f"{draft.type}:{draft.name}"] = number
        ids.setdefault(draft.name, number)
    for draft in drafts:
        own = ids[f"{draft.type}:{draft.name}"]
        if draft.part_of is not None:
            store.entities.set_part_of(own, _resolve(ids, draft.part_of))
        for operator in draft.operated_by:
            other = _resolve(ids, operator)
            if draft.type in _RUN:
                store.relations.insert_fact(other, OPERATES, own)
            else:
                # A district or a person with a common name belongs somewhere; nobody operates them.
                store.relations.insert_fact(own, PART_OF, other)


def _resolve(ids: dict[str, int], name: str) -> int:
    if name not in ids:
        raise StoreBug(f"the gazetteer refers to {name}, which is not in it")
    return ids[name]
