"""Folding the log of bitmaps into what is kept: at once, or in short steps beside those who write."""

from __future__ import annotations

from collections.abc import Generator

from sqlite_utils import Database

from store import bitmaps
from store.aspects import DENSE, PACKED
from store.bitmap_state import state
from store.bitmaps import SYLLABLES
from store.db import writing
from store.ordering import KEPT, folded_order, make_order, missing_orders, read_order
from store.records import Progress


def fold(db: Database) -> None:
    """Put what the log says into the sets and orders themselves, inside the caller's transaction, and empty it.

    Nothing is done while they are being built, because that counts on the log. An order in which very many articles have
    moved is dropped, but for that by date, until it is made anew in the background.
    """
    now = state(db)
    if now is None or not now.complete:
        return
    bitmaps.fold_sets(db)
    for name in KEPT:
        order = folded_order(db, name)
        if order is None and name == "published":
            order = read_order(db, name)  # by which every list is sorted at first
        if order is None:
            bitmaps.drop_order(db, name)
        else:
            bitmaps.keep_order(db, name, order)
    bitmaps.drop_log(db)


def fold_in_steps(db: Database) -> Generator[Progress, None, None]:
    """Do as `fold` does in short transactions of their own, so that nobody who writes has to wait long.

    Nothing is lost where it is stopped, or where someone else folds meanwhile.
    """
    began, last = state(db), bitmaps.generation(db)
    steps = [*PACKED, *(f"order {name}" for name in KEPT), *DENSE, SYLLABLES]
    for done, field in enumerate(steps, start=1):
        name = field.removeprefix("order ")
        sets = bitmaps.load(db, field) if field in PACKED else None
        order = read_order(db, name) if name != field else None
        with writing(db):
            if state(db) != began:
                return
            if sets is not None:
                bitmaps.keep(db, field, sets)
            elif order is not None:
                bitmaps.keep_order(db, name, order)
            else:
                bitmaps.fold_values(db, field)
            if done == len(steps):
                # What was logged since the first step is done twice, which does no harm.
                bitmaps.drop_log(db, until=last)
        yield Progress(done=done, total=len(steps), label="Indexing values")


def make_missing_orders(db: Database) -> Generator[Progress, None, None]:
    """Make the orders that should be kept and are not; what is logged meanwhile moves in them when they are read."""
    missing = missing_orders(db)
    for done, name in enumerate(missing):
        yield Progress(done=done, total=len(missing), label="Indexing values")
        began, order = state(db), make_order(db, name)
        with writing(db):
            if state(db) == began:  # else someone has emptied the log, and what it said of this order is lost
                bitmaps.keep_order(db, name, order)
