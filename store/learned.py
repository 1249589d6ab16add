"""What the project has taught: the trained recogniser, whether it is trusted, and what it said of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from store.database import Database
from store.db import writing
from store.errors import UserError
from store.records import LearnReport, Score, WantingType


class Learned:
    """The trained recogniser of a project: a cache that `learn` can make again, so no change that could be undone."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def report(self) -> LearnReport | None:
        """Say what was learned last, or None where nothing was, or an earlier version of Galpi learned it."""
        row = self._kept("report, trusted, at")
        return None if row is None else replace(_report(row[0]), trusted=bool(row[1]), at=str(row[2]))

    def model(self) -> bytes | None:
        """Give the trained recogniser packed, where it is trusted."""
        row = self._kept("model", "trusted = 1")
        return None if row is None else bytes(row[0])

    def fingerprint(self) -> str | None:
        """Give the fingerprint of what the recogniser was trained on."""
        row = self._kept("fingerprint")
        return None if row is None else str(row[0])

    def keep(self, report: LearnReport, model: bytes, *, fingerprint: str) -> None:
        """Keep a trained recogniser in place of the one before; it is trusted only where the report says so."""
        with writing(self._db):
            self._db.conn.execute(
                "insert or replace into learned(id, version, at, fingerprint, trusted, report, model)"
                " values (1, ?, ?, ?, ?, ?, ?)",
                (_version(), report.at, fingerprint, report.trusted, json.dumps(asdict(report)), model),
            )

    def trust(self, *, wanted: bool = True) -> None:
        """Let recognition use the trained recogniser, or not; raises UserError where there is none."""
        with writing(self._db):
            done = self._db.conn.execute("update learned set trusted = ? where version = ?", (wanted, _version()))
        if not done.rowcount:
            raise UserError("Nothing was learned yet; 'recognize --learn' learns from the accepted mentions.")

    def _kept(self, columns: str, condition: str = "1") -> tuple[Any, ...] | None:
        """Give columns of what was learned last, where this version of Galpi can use it."""
        row = self._db.conn.execute(f"select version, {columns} from learned where {condition}").fetchone()
        return None if row is None or row[0] != _version() else row[1:]


def _version() -> int:
    # What trains and applies a recogniser loads numpy; most projects have learned nothing.
    from store.recognition.learned.model import VERSION

    return VERSION


def _report(text: str) -> LearnReport:
    values = json.loads(text)
    values["overall"], values["patterns"] = Score(**values["overall"]), Score(**values["patterns"])
    values["types"] = tuple(Score(**each) for each in values["types"])
    values["wanting"] = tuple(WantingType(**each) for each in values["wanting"])
    values["passed_over"] = tuple(values["passed_over"])
    return LearnReport(**values)
