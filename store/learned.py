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
    """The trained recogniser of a project: a cache that `learn` can make again, so no change that could be undone.

    The one that is trusted goes on, whatever is learned since, until what was learned since is trusted too.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def report(self) -> LearnReport | None:
        """Say what was learned last, trusted or not, or None where nothing was, or an earlier version of Galpi learned it."""
        return self.waiting() or self.used()

    def used(self) -> LearnReport | None:
        """Say what the recogniser that is trusted was taught, or None where none is."""
        row = self._kept("learned", "report, at")
        return None if row is None else replace(_report(row[0]), trusted=True, at=str(row[1]))

    def waiting(self) -> LearnReport | None:
        """Say what was learned since and is not trusted yet, or None where nothing was."""
        row = self._kept("learned_since", "report, at")
        return None if row is None else replace(_report(row[0]), trusted=False, at=str(row[1]))

    def model(self) -> bytes | None:
        """Give the trained recogniser packed, where it is trusted."""
        row = self._kept("learned", "model")
        return None if row is None else bytes(row[0])

    def fingerprint(self) -> str | None:
        """Give the fingerprint of what was learned from last."""
        row = self._kept("learned_since", "fingerprint") or self._kept("learned", "fingerprint")
        return None if row is None else str(row[0])

    def keep(self, report: LearnReport, model: bytes, *, fingerprint: str) -> None:
        """Keep a trained recogniser: a trusted one in place of all before it, another one beside the one that is trusted."""
        with writing(self._db):
            self._db.conn.execute(
                "insert or replace into learned_since(id, version, at, fingerprint, report, model)"
                " values (1, ?, ?, ?, ?, ?)",
                (_version(), report.at, fingerprint, json.dumps(asdict(report)), model),
            )
            if report.trusted:
                self._move("learned_since", "learned")

    def trust(self, *, wanted: bool = True) -> None:
        """Let recognition use what was learned last, or nothing that was learned; raises UserError where there is nothing."""
        if (self.report() if wanted else self.used()) is None:
            raise UserError("Nothing was learned yet; 'recognize --learn' learns from the accepted mentions.")
        with writing(self._db):
            if not wanted and self.waiting() is None:
                self._move("learned", "learned_since")
            elif not wanted:
                self._db.conn.execute("delete from learned")
            elif self.waiting() is not None:
                self._move("learned_since", "learned")

    def _move(self, one: str, other: str) -> None:
        columns = "id, version, at, fingerprint, report, model"
        trusted = ", trusted" if other == "learned" else ""
        self._db.conn.execute(f"delete from {other}")
        self._db.conn.execute(
            f"insert into {other}({columns}{trusted}) select {columns}{', 1' if trusted else ''} from {one}"
        )
        self._db.conn.execute(f"delete from {one}")

    def _kept(self, table: str, columns: str) -> tuple[Any, ...] | None:
        """Give columns of what was learned, where this version of Galpi can use it."""
        row = self._db.conn.execute(f"select version, {columns} from {table}").fetchone()
        return None if row is None or row[0] != _version() else row[1:]


def outdated(report: LearnReport) -> str:
    """Say in a sentence that what was learned needs another Kiwi than is here, or nothing where it does not."""
    if not report.edition:
        return ""
    # As with the version: most projects have learned nothing.
    from store.recognition.learned.morphemes import edition

    here = edition()
    if not here:
        return "It was learned with Kiwi, which is not installed: in Korean text it rests until Kiwi is, or you learn anew."
    if here != report.edition:
        return "It was learned with another edition of Kiwi than is installed, and sees less with this one: learn anew."
    return ""


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
