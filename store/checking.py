"""Checking: every promise of a project file, gone through one by one; and a backup that is whole."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from store.bitmap_building import differing
from store.db import places
from store.errors import UserError
from store.export_articles import survey
from store.formats.manifest import counts_json
from store.formats.recipe import read_recipe
from store.records import MENTION_STATES, ROLES, STATUSES, TAG_SCOPES, Part, Problem
from store.store import Store
from store.text.lines import is_visible
from store.vocabulary import missing

POINTERS = (
    ("article", "batch", "batch"),
    ("author", "article", "article"),
    ("keyword", "article", "article"),
    ("part", "article", "article"),
    ("source", "article", "article"),
    ("correction", "article", "article"),
    ("mention", "article", "article"),
    ("mention", "entity", "entity"),
    ("mention", "annotator", "annotator"),
    ("tagging", "article", "article"),
    ("tagging", "tag", "tag"),
    ("tagging", "annotator", "annotator"),
    ("tag", "parent", "tag"),
    ("tag", "codebook", "codebook"),
    ("note", "article", "article"),
    ("note", "annotator", "annotator"),
    ("entity", "part_of", "entity"),
    ("entity_name", "entity", "entity"),
    ("relation", "subject", "entity"),
    ("relation", "predicate", "predicate"),
    ("relation", "object", "entity"),
    ("relation", "article", "article"),
    ("exclusion", "entity", "entity"),
    ("article_status", "article", "article"),
    ("article_status", "annotator", "annotator"),
    ("sample_article", "article", "article"),
    ("sample_article", "sample", "sample"),
    ("tag_rejection", "article", "article"),
    ("tag_rejection", "annotator", "annotator"),
    ("tag_rejection", "tag", "tag"),
)
"""Table, column, and the table whose rows it points at."""

_WORDS = (
    ("part", "role", ROLES),
    ("article", "status", STATUSES),
    ("mention", "state", MENTION_STATES),
    ("relation", "state", MENTION_STATES),
    ("rule", "role", ROLES),
    ("article_status", "status", STATUSES),
    ("tag", "scope", TAG_SCOPES),
)
"""Table, column, and the words that may stand there."""


def check(store: Store) -> tuple[Problem, ...]:
    """List every violated promise of the project; an empty list means that all is well."""
    problems: list[Problem] = []
    for part in (
        _pages,
        _texts,
        _parts,
        _spans,
        _references,
        _names,
        _words,
        _trees,
        _codebooks,
        _index,
        _copies,
        _bitmaps,
        _history,
    ):
        try:
            problems += part(store)
        except sqlite3.DatabaseError as error:
            problems.append(Problem(sentence=f"The file is damaged: {error}."))
    return tuple(dict.fromkeys(problems))


def _history(store: Store) -> Iterator[Problem]:
    from store.checking_history import history_problems

    return history_problems(store)


def _pages(store: Store) -> Iterator[Problem]:
    for (answer,) in store.db.conn.execute("pragma integrity_check"):
        if answer != "ok":
            yield Problem(sentence=f"The file is damaged: {' '.join(str(answer).split())}.")


def _texts(store: Store) -> Iterator[Problem]:
    rows = store.db.conn.execute(
        "select a.id, a.text_sha256, a.length, t.text from article a left join article_text t on t.article = a.id"
    )
    for article, digest, length, text in rows:
        if text is None:
            yield Problem(sentence=f"Article {article} has lost its text.", article=article)
        elif hashlib.sha256(text.encode()).hexdigest() != digest or len(text) != length:
            yield Problem(sentence=f"The text of article {article} is not what was stored.", article=article)
    for article, name, digest, data in store.db.conn.execute("select article, name, sha256, bytes from source"):
        if hashlib.sha256(data).hexdigest() != digest:
            yield Problem(sentence=f"The kept bytes of {name} are not what was imported.", article=article)


def _parts(store: Store) -> Iterator[Problem]:
    for article, text in store.db.conn.execute("select article, text from article_text"):
        sentence = _parts_problem(text, store.articles.parts(article))
        if sentence is not None:
            yield Problem(sentence=f"{sentence} (article {article}).", article=article)


def _parts_problem(text: str, parts: Sequence[Part]) -> str | None:
    end = 0
    for part in parts:
        if part.start < end or part.end > len(text) or part.start >= part.end:
            return "Parts overlap or lie outside the text"
        if is_visible(text[end : part.start]):
            return "Some of the text belongs to no part"
        end = part.end
    return "The end of the text belongs to no part" if is_visible(text[end:]) else None


def _spans(store: Store) -> Iterator[Problem]:
    for table, what in (
        ("mention", "mention"),
        ("tagging", "tagging"),
        ("relation", "relation"),
        ("correction", "correction"),
        ("tag_rejection", "rejected tag"),
    ):
        rows = store.db.conn.execute(
            f'select s.id, s.article, s.start, s."end", s.quote, t.text from {table} s'
            " left join article_text t on t.article = s.article where s.start is not null"
        )
        for number, article, start, end, quote, text in rows:
            if text is None or not 0 <= start < end <= len(text) or text[start:end] != quote:
                yield Problem(
                    sentence=f"The {what} {number} of article {article} does not quote its text.", article=article
                )


def _references(store: Store) -> Iterator[Problem]:
    for table, column, target in POINTERS:
        rows = store.db.conn.execute(
            f"select s.id from {table} s left join {target} t on t.id = s.{column}"
            f" where s.{column} is not null and t.id is null"
        )
        for (number,) in rows:
            yield Problem(sentence=f"The {table} {number} points at {_a(target)} that is not there.")


def _names(store: Store) -> Iterator[Problem]:
    for number, name in store.db.conn.execute(
        "select id, name from entity where id not in (select entity from entity_name)"
    ):
        yield Problem(sentence=f"The entity {number} “{name}” has lost its names.")


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _words(store: Store) -> Iterator[Problem]:
    for table, column, words in _WORDS:
        rows = store.db.conn.execute(f"select id, {column} from {table} where {column} not in ({places(words)})", words)
        for number, word in rows:
            yield Problem(sentence=f"The {table} {number} has the {column} “{word}”, which is none.")


def _trees(store: Store) -> Iterator[Problem]:
    for table, column in (("tag", "parent"), ("entity", "part_of")):
        above = dict(store.db.conn.execute(f"select id, {column} from {table} where {column} is not null").fetchall())
        for number in above:
            seen = {number}
            step = above.get(number)
            while step is not None and step not in seen:
                seen.add(step)
                step = above.get(step)
            if step == number:
                yield Problem(sentence=f"The {table} {number} stands under itself.")


def _codebooks(store: Store) -> Iterator[Problem]:
    """Each path means one tag, a branch stands in one codebook, and versions can be read."""
    paths: set[str] = set()
    books: dict[int, int] = {}
    for tag in store.codebook.tags():
        if tag.path.casefold() in paths:
            yield Problem(sentence=f"Two tags have the path “{tag.path}”.")
        paths.add(tag.path.casefold())
        books[tag.id] = tag.codebook
        if tag.parent is not None and books.get(tag.parent) != tag.codebook:
            yield Problem(sentence=f"The tag “{tag.path}” stands in another codebook than the tag above it.")
    for version in store.codebook_versions.all():
        try:
            store.codebook_versions.draft(version.id)
        except UserError as error:
            yield Problem(sentence=f"The version “{version.name}” of the codebook cannot be read: {error}")


def _index(store: Store) -> Iterator[Problem]:
    stale = store.search.stale()
    if stale:
        yield Problem(
            sentence=f"The search index lacks {stale:,} articles; 'recognize' or opening the window renews it."
        )
    try:
        store.db.conn.execute("insert into article_fts(article_fts) values ('integrity-check')")
    except sqlite3.DatabaseError as error:
        yield Problem(sentence=f"The search index is damaged: {error}.")
        return
    if lacking := sum(1 for _ in missing(store.db)):
        yield Problem(sentence=f"The list of the search index's words lacks {lacking:,} of them; report this, please.")


def _copies(store: Store) -> Iterator[Problem]:
    stale = store.duplicates.stale()
    if stale:
        yield Problem(sentence=f"{stale:,} articles are not yet compared with the others; the next import does it.")


def _bitmaps(store: Store) -> Iterator[Problem]:
    for field in differing(store.db):
        yield Problem(
            sentence=f"The bitmaps of the field “{field}” are not what the articles say; report this, please."
        )


def check_dataset(store: Store, dataset: Path) -> tuple[Problem, ...]:
    """List what of an export is not as its manifest says, and how the project has moved on since.

    `dataset` is the folder, the file or its manifest. Raises UserError where there is no manifest to go by.
    """
    manifest = _manifest_of(dataset)
    try:
        value = json.loads(manifest.read_text(encoding="utf-8"))
        files = [(manifest.parent / each["name"], each["bytes"], each["sha256"]) for each in value["files"]]
        state = (value["project"]["change"], value["project"]["at"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"The manifest {manifest} cannot be read ({error}).") from error
    problems = [problem for file in files for problem in _file_problems(*file)]
    now = store.journal.state()
    if (now.id, now.at) != state:
        sentence = "The project has moved on: it is at change {} of {} now, and this was exported at change {} of {}."
        problems.append(Problem(sentence=sentence.format(now.id, now.at or "no time", state[0], state[1] or "no time")))
        problems += _moved_on(store, value)
    return tuple(problems)


def _moved_on(store: Store, manifest: dict[str, Any]) -> Iterator[Problem]:
    """Say what the same recipe would give otherwise now; manifests of earlier versions do not tell."""
    if "recipe" not in manifest or "counts" not in manifest:
        return
    counts, codebook = survey(store, read_recipe(manifest["recipe"]))
    then, here = manifest["counts"], counts_json(counts)
    for name in (name for name in here if name in then and name != "splits"):
        if isinstance(then[name], dict):
            known, found = Counter(then[name]), here[name]
            for key in sorted(known.keys() | found.keys()):
                if known[key] != found.get(key, 0):
                    yield Problem(
                        sentence=f"{name}, {key or 'unknown'}: {known[key]:,} then, {found.get(key, 0):,} now."
                    )
        elif then[name] != here[name]:
            yield Problem(sentence=f"{name}: {then[name]} then, {here[name]} now.")
    before = manifest.get("codebook", {})
    for path in sorted(before.keys() | codebook.keys()):
        if path not in codebook:
            yield Problem(sentence=f"The tag “{path}” is no more in the codebook.")
        elif path not in before:
            yield Problem(sentence=f"The tag “{path}” is new in the codebook.")
        elif before[path] != codebook[path]:
            yield Problem(sentence=f"The tag “{path}” is defined otherwise now.")


def _manifest_of(dataset: Path) -> Path:
    for path in (dataset / "manifest.json", Path(f"{dataset}.manifest.json"), dataset):
        if path.is_file() and path.name.endswith("manifest.json"):
            return path
    raise UserError(f"There is no manifest at {dataset}; give the folder or file that an export wrote.")


def _file_problems(path: Path, size: int, digest: str) -> Iterator[Problem]:
    if not path.is_file():
        yield Problem(sentence=f"{path.name} is missing.")
    elif path.stat().st_size != size or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        yield Problem(sentence=f"{path.name} is not as it was exported.")


def backup(store: Store, out: Path) -> int:
    """Write a whole copy of the project to `out` while it is in use; gives its size in bytes.

    Raises UserError if something is there already or it cannot be written.
    """
    if out.exists():
        raise UserError(f"{out} is already there; choose another name for the backup.")
    if not out.parent.is_dir():
        raise UserError(f"The folder {out.parent} does not exist; make it first or choose another place.")
    scratch = out.with_name(f".{out.name}.part")
    scratch.unlink(missing_ok=True)
    try:
        store.db.conn.execute("vacuum into ?", (str(scratch),))
        scratch.replace(out)
    except (sqlite3.OperationalError, OSError) as error:
        raise UserError(f"The backup {out} cannot be written ({error}); nothing was left behind.") from error
    finally:
        scratch.unlink(missing_ok=True)
    return out.stat().st_size
