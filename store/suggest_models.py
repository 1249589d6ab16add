"""What was learned of tags, kept in the project: a model of one kind with its report, and from whose marks it came."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Literal

from store.blind import blind_as
from store.database import Database
from store.db import writing
from store.records import TagReliability, TagsReport

if TYPE_CHECKING:
    from store.suggest.model import Model

Kind = Literal["article", "passage"]
"""What tags are suggested for."""

KINDS: tuple[Kind, ...] = ("article", "passage")
_TABLES = {"article": "suggest_model", "passage": "suggest_passage_model"}


class SuggestModel:
    """The model of one kind; in blind mode only what was learned from the annotator's own marks counts."""

    def __init__(self, db: Database, kind: Kind) -> None:
        self._db = db
        self._table = _TABLES[kind]
        self._held: tuple[str, Model] | None = None

    def get(self) -> Model | None:
        """Give the model, where one was learned by this version of Galpi from what may be seen here."""
        from store.suggest.model import unpack

        mark = self._read("at || ' ' || fingerprint || ' ' || seen_by")
        if mark is None:
            self._held = None
            return None
        if self._held is None or self._held[0] != mark:
            packed = self._db.conn.execute(f"select model from {self._table}").fetchone()[0]
            self._held = (str(mark), unpack(packed))
        return self._held[1]

    def report(self) -> TagsReport | None:
        """Say what was learned, and how it did on taggings kept back; None where nothing was."""
        report = self._read("json_array(report, at)")
        if report is None:
            return None
        text, at = json.loads(str(report))
        return replace(_report(text), at=str(at))

    def fingerprint(self) -> str | None:
        """Give the fingerprint of the taggings that the model was learned from."""
        found = self._read("fingerprint")
        return None if found is None else str(found)

    def keep(self, report: TagsReport, packed: bytes, *, fingerprint: str) -> None:
        """Keep a model in place of the one before."""
        from store.suggest.model import VERSION

        with writing(self._db) as connection:
            connection.execute(
                f"insert or replace into {self._table}(id, version, at, fingerprint, report, model, seen_by)"
                " values (1, ?, ?, ?, ?, ?, ?)",
                (VERSION, report.at, fingerprint, json.dumps(asdict(report)), packed, blind_as(self._db) or ""),
            )

    def forget(self) -> bool:
        """Forget what was learned; says whether there was anything."""
        if self._db.conn.execute(f"select 1 from {self._table}").fetchone() is None:
            return False
        with writing(self._db) as connection:
            connection.execute(f"delete from {self._table}")
        return True

    def _read(self, expression: str) -> object:
        from store.suggest.model import VERSION

        row = self._db.conn.execute(
            f"select {expression} from {self._table} where version = ? and seen_by = ?",
            (VERSION, blind_as(self._db) or ""),
        ).fetchone()
        return None if row is None else row[0]


def _report(text: str) -> TagsReport:
    values = json.loads(text)
    values["tags"] = tuple(
        TagReliability(**{**each, "bins": tuple(tuple(several) for several in each["bins"])}) for each in values["tags"]
    )
    values["weights"] = tuple(values["weights"])
    return TagsReport(**values)
