"""Merging: what a colleague's copy of the project has that this one has not, brought in as one step that can be undone."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from store import db as files
from store.article_statuses import ArticleStatuses
from store.db import places
from store.errors import UserError
from store.merge_articles import MergedArticles, columns_of
from store.merge_history import Past, Row, parting
from store.merge_rows import MergedRows
from store.merge_tables import ARTICLE, LISTS, TABLES
from store.records import Change, MergeConflict, MergeReport, Progress
from store.store import Store, open_project

Steps = Generator[Progress, None, MergeReport]


def merge(project: Path, other: Path, *, dry: bool = False, theirs: bool = False, annotator: str = "") -> Steps:
    """Bring what `other` has into `project`, three ways: what only one of both has changed since they parted holds.

    What both have changed is a conflict: our value is kept and theirs is listed (with `theirs` it is taken instead, where
    it can be). Rows go by their uid, then by what they say: tags by path, entities by name and type, articles by text. A
    project that is no copy of this one is merged too; nothing is removed then. With `dry` nothing is written and the
    report says what would be. `other` is only read. Closing the generator leaves all as it was. Raises UserError where one
    of both is no project, or both are the same file.
    """
    for each in (project, other):
        if not each.is_file():
            raise UserError(f"There is no project at {each}; check the name.")
    if project.samefile(other):
        raise UserError(f"{other} is this project itself; choose a colleague's copy of it.")
    with _scratch(project) as folder:
        yield Progress(done=0, total=0, label="Reading the other project")
        copy = _copied(other, folder / "theirs.galpi")
        target = _copied(project, folder / "ours.galpi") if dry else project
        with open_project(target) as store:
            if annotator:
                store.annotator = annotator
            store.db.conn.execute("attach ? as theirs", (str(copy),))
            report = yield from _Merge(store, other).run(theirs=theirs)
    return _dry(report) if dry else report


def take_theirs(store: Store, conflicts: Sequence[MergeConflict], *, origin: str = "") -> Change:
    """Take their side of these conflicts as one step; those that cannot be taken stay as they are."""
    what = "1 conflict" if len(conflicts) == 1 else f"{len(conflicts):,} conflicts"
    with store.journal.change(f"Take the other side of {what}", origin=origin) as step:
        take(store, conflicts)
    return step.change


@contextmanager
def _scratch(project: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f".{project.name}.merge-", dir=project.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copied(project: Path, copy: Path) -> Path:
    """Copy a project and bring the copy up to date, so that a colleague's file stays as it is."""
    try:
        source = sqlite3.connect(f"{project.resolve().as_uri()}?mode=ro", uri=True, timeout=files.BUSY_SECONDS)
        try:
            target = sqlite3.connect(copy)
            try:
                source.backup(target)
            finally:
                target.close()
        finally:
            source.close()
    except (sqlite3.DatabaseError, OSError) as error:
        raise UserError(f"{project} cannot be read as a project ({error}).") from error
    try:
        open_project(copy).close()
    except UserError as error:
        raise UserError(str(error).replace(str(copy), str(project))) from error
    return copy


class _Merge:
    """One merge of the attached project `theirs`."""

    def __init__(self, store: Store, other: Path) -> None:
        self._store = store
        self._db = store.db
        self._other = other
        self._since = parting(self._db)
        self._ours = Past(self._db, "main", self._since)
        self._theirs = Past(self._db, "theirs", self._since)
        self._articles = MergedArticles(store)

    def run(self, *, theirs: bool) -> Steps:
        yield Progress(done=0, total=0, label="Comparing articles")
        self._articles.match()
        yield from self._articles.copy(self._ours.touched("article"))
        rows = MergedRows(self._store, self._articles, self._ours, self._theirs)
        with self._store.journal.change(f"Merge {self._other.name}") as step:
            shown = self._articles.show()
            for table in TABLES:
                for done in rows.merge(table, kin=self._since.kin):
                    yield Progress(done=done, total=0, label=f"Merging {table.name.replace('_', ' ')}s")
            self._merge_articles(rows)
            self._merge_lists(rows)
            rows.remove()
            self._settle_statuses()
            if theirs:
                take(self._store, rows.conflicts)
        return MergeReport(
            other=str(self._other),
            history=self._since.kin,
            articles=shown,
            added=tuple(rows.added.items()),
            changed=tuple(rows.changed.items()),
            removed=tuple(rows.removed.items()),
            conflicts=tuple(rows.conflicts) if not theirs else tuple(each for each in rows.conflicts if each.why),
            lost=tuple(rows.lost),
            change=step.change.label if step.change.rows else "",
        )

    def _merge_articles(self, rows: MergedRows) -> None:
        columns = [name for name in columns_of(self._db, "article") if name != "status"]
        names = ", ".join(f'"{name}"' for name in columns)
        for uid, base in self._theirs.touched("article").items():
            found = [
                self._db.conn.execute(f"select {names} from {schema}.article where uid = ?", (uid,)).fetchone()
                for schema in ("theirs", "main")
            ]
            if base is not None and None not in found:
                theirs, ours = (dict(zip(columns, each, strict=True)) for each in found)
                rows.merge_article(ARTICLE, uid, theirs, ours)
                self._merge_status(uid, base)

    def _merge_status(self, uid: str, base: Row) -> None:
        """Give an article the status of both: of one who has changed it, else `discuss` before `started` before `done`."""
        theirs, ours = (
            self._db.conn.execute(f"select status from {schema}.article where uid = ?", (uid,)).fetchone()[0]
            for schema in ("theirs", "main")
        )
        if theirs in (ours, base.get("status")):
            return
        both = {theirs, ours}
        status = (
            theirs
            if ours == base.get("status")
            else next(each for each in ("discuss", "started", "done", "untagged") if each in both)
        )
        self._db.conn.execute("update main.article set status = ? where uid = ? and status <> ?", (status, uid, status))

    def _settle_statuses(self) -> None:
        """Let what annotators have said of an article, and that it has tags now, make its status."""
        numbers = self._db.conn.execute(
            "select distinct article from change_row where tbl = 'article_status' and change = (select change from pending)"
        ).fetchall()
        ArticleStatuses(self._db).settle([row[0] for row in numbers])
        self._db.conn.execute(
            "update main.article set status = 'started' where status = 'untagged' and id in (select article from change_row"
            " where tbl = 'tagging' and after is not null and change = (select change from pending))"
        )

    def _merge_lists(self, rows: MergedRows) -> None:
        for table, columns in LISTS.items():
            for theirs in sorted(self._theirs.lists[table]):
                ours = self._articles.here.get(theirs)
                if ours is not None and theirs not in self._articles.new and (theirs, ours) not in self._articles.texts:
                    self._merge_list(rows, table, columns, theirs, ours)

    def _merge_list(self, rows: MergedRows, table: str, columns: Sequence[str], theirs: int, ours: int) -> None:
        now = self._list("theirs", table, theirs)
        here = _values(self._list("main", table, ours).values(), columns)
        wanted, then = _values(now.values(), columns), _values(self._theirs.list_then(table, theirs, now), columns)
        if wanted in (here, then):
            return
        if here != then:
            if not self._has_been(table, ours, wanted, columns):
                rows.conflicts.append(
                    MergeConflict(
                        table=table, what=f"{table}s", article=ours, column="", here=_said(here), there=_said(wanted),
                        why="Both copies have put them right; look at the article.",
                    )
                )  # fmt: skip
            return
        self._db.conn.execute(f"delete from main.{table} where article = ?", (ours,))
        names = ", ".join(f'"{name}"' for name in columns)
        self._db.conn.executemany(
            f"insert into main.{table}(article, {names}) values (?, {places(columns)})",
            [(ours, *each) for each in wanted],
        )
        rows.changed[table] += 1

    def _has_been(self, table: str, ours: int, wanted: list[tuple[object, ...]], columns: Sequence[str]) -> bool:
        """Say whether an earlier merge brought their list already, and it was changed here since."""
        then = _values(self._ours.list_then(table, ours, self._list("main", table, ours)), columns)
        return then == wanted

    def _list(self, schema: str, table: str, article: int) -> dict[int, Row]:
        columns = columns_of(self._db, table)
        names = ", ".join(f'"{name}"' for name in columns)
        found = self._db.conn.execute(f"select {names} from {schema}.{table} where article = ?", (article,))
        return {int(row[0]): dict(zip(columns, row, strict=True)) for row in found}


def _values(rows: Iterable[Row], columns: Sequence[str]) -> list[tuple[object, ...]]:
    return sorted((tuple(row[name] for name in columns) for row in rows), key=repr)


def _said(values: Sequence[tuple[object, ...]]) -> str:
    return "; ".join(" ".join(map(str, each)) for each in values[:6]) + (" …" if len(values) > 6 else "")


def _dry(report: MergeReport) -> MergeReport:
    return replace(report, dry=True)


def take(store: Store, conflicts: Iterable[MergeConflict]) -> None:
    """Write what they say of these conflicts, inside the caller's change; those that cannot be taken are passed over."""
    for each in conflicts:
        if each.why:
            continue
        if each.column:
            store.db.conn.execute(
                f'update main."{each.table}" set "{each.column}" = ? where uid = ?', (each.value, each.uid)
            )
        elif each.value is None:
            store.db.conn.execute(f'delete from main."{each.table}" where uid = ?', (each.uid,))
        else:
            row = json.loads(str(each.value))
            names = ", ".join(f'"{name}"' for name in row)
            store.db.conn.execute(
                f'insert or ignore into main."{each.table}"({names}) values ({places(row)})', tuple(row.values())
            )


def summary(report: MergeReport) -> str:
    """Say in a sentence or two what a merge brought, or would bring."""
    done = [
        *([f"{report.articles:,} articles"] if report.articles else []),
        *(f"{number:,} × {what} {how}" for how, counts in _counted(report) for what, number in counts),
    ]
    conflicts = f" {len(report.conflicts):,} conflicts are listed; what is here was kept." if report.conflicts else ""
    if not done:
        return f"There is nothing to merge: all that {Path(report.other).name} has is here.{conflicts}"
    kin = "" if report.history else " Both have no common past, so that nothing was compared with what was before."
    return f"{'Would bring' if report.dry else 'Merged'}: {', '.join(done)}.{kin}{conflicts}"


def _counted(report: MergeReport) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    return ("added", report.added), ("changed", report.changed), ("removed", report.removed)
