"""Gazetteers: names from elsewhere taken in without doubling what is there, and names given on; long work."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from store.database import Database
from store.entities import Entities
from store.errors import UserError
from store.formats.gazetteer import entity_json, read_entity
from store.formats.names_table import RefusedRow, headings, read_names_table, write_names_table
from store.journal import Journal
from store.records import EntityDraft, EntityName, Failure, NameFate, NamesReport, Progress
from store.relations import Relations
from store.text.normal import folded

BATCH = 1_000
"""After how many entities progress is told."""

_RUN = ("system", "programme", "event", "award", "technology")
"""The types that somebody runs; what other types are said to be operated by, they are part of."""


class Gazetteers:
    """Takes entities with their names in from files, and writes them out."""

    def __init__(self, db: Database, journal: Journal, entities: Entities, relations: Relations) -> None:
        self._db = db
        self._journal = journal
        self._entities = entities
        self._relations = relations

    # In

    def read(
        self, path: Path, *, type: str | None = None, mapping: Mapping[str, str] | None = None
    ) -> tuple[tuple[EntityDraft, ...], tuple[Failure, ...]]:
        """Read a CSV, TSV or JSONL file: its entities, and the rows that are none with the reason.

        `type` is that of rows that say none, `mapping` (field to column) goes over what is guessed of a table. Raises
        UserError where the file cannot be read.
        """
        text = _text(path)
        drafts: list[EntityDraft] = []
        refused: list[Failure] = []
        rows = _lines(text, type) if _is_jsonl(path, text) else read_names_table(text, type=type, mapping=mapping)
        for row in rows:
            if isinstance(row, RefusedRow):
                refused.append(Failure(source=f"{path.name}#{row.number}", reason=row.reason))
            else:
                drafts.append(row)
        return tuple(drafts), tuple(refused)

    def headings(self, path: Path) -> tuple[str, ...]:
        """Give the headings of a table; none for JSON lines. Raises UserError where the file cannot be read."""
        text = _text(path)
        return () if _is_jsonl(path, text) else headings(text)

    def fates(self, drafts: Iterable[EntityDraft]) -> Iterator[NameFate]:
        """Say of each of these, in order, what taking it in would do: add it, merge names into an entity, or nothing."""
        standing = _Standing(self._db)
        for place, draft in enumerate(drafts, 1):
            known = standing.find(draft)
            if known is None:
                standing.put(draft, -place)  # no entity has this number
                yield NameFate(draft=draft, fate="new")
                continue
            fresh = standing.fresh(known, draft)
            entity = known if known > 0 else None
            fate = "merged" if fresh or standing.lacks(known, draft) else "unchanged"
            yield NameFate(draft=draft, fate=fate, entity=entity, names=fresh)
            standing.put(draft, known)

    def taking(
        self, path: Path, *, type: str | None = None, mapping: Mapping[str, str] | None = None, origin: str = ""
    ) -> Generator[Progress, None, NamesReport]:
        """Take in the names of a file as one undoable step; closing the generator takes all of it back.

        An entity is the one that is there with the same uid, the same identifier elsewhere, or the same name and type:
        it gets the names, note, whole and identifiers that it lacks. Raises UserError as `read` does.
        """
        drafts, refused = self.read(path, type=type, mapping=mapping)
        counts = dict.fromkeys(("new", "merged", "unchanged"), 0)
        with self._journal.change(f"Take in names from {path.name}", origin=origin) as step:
            standing = _Standing(self._db)
            taken: list[tuple[int, EntityDraft]] = []
            for done, draft in enumerate(drafts, 1):
                fate, number = self._take(standing, draft)
                counts[fate] += 1
                taken.append((number, draft))
                if done % BATCH == 0:
                    yield Progress(done=done, total=len(drafts), label="Taking in names")
            failures = list(refused)
            self._join(standing, taken, failures)
        return NamesReport(
            added=counts["new"],
            merged=counts["merged"],
            unchanged=counts["unchanged"],
            refused=tuple(failures),
            change=step.change,
        )

    def _take(self, standing: _Standing, draft: EntityDraft) -> tuple[str, int]:
        known = standing.find(draft)
        if known is None:
            number = self._entities.insert(
                draft.type,
                draft.name,
                names=draft.names,
                origin="gazetteer",
                uid=draft.uid,
                note=draft.note,
                external=draft.external,
                needs_operator=draft.needs_operator,
            )
            standing.put(draft, number)
            return "new", number
        fresh = standing.fresh(known, draft)
        self._entities.insert_names(known, [replace(name, preferred=False) for name in fresh])
        changed = self._fill(standing, known, draft)
        standing.put(draft, known)
        return ("merged" if fresh or changed else "unchanged"), known

    def _fill(self, standing: _Standing, entity: int, draft: EntityDraft) -> bool:
        """Write note and identifiers that an entity lacks; one that only recognition made becomes a known one."""
        was_note, was_external, made = standing.said(entity)
        external = dict(draft.external) | was_external
        note = was_note or draft.note
        if (note, external) == (was_note, was_external) and not made:
            return False
        standing.say(entity, note, external)
        self._db.conn.execute(
            "update entity set note = ?, external = ?, origin = case origin when 'recognition' then 'gazetteer' else origin end"
            " where id = ?",
            (note, json.dumps(external, ensure_ascii=False, sort_keys=True), entity),
        )
        return True

    def _join(self, standing: _Standing, taken: Iterable[tuple[int, EntityDraft]], refused: list[Failure]) -> None:
        """Write what entities are part of and who runs them, now that all are there."""
        for number, draft in taken:
            if draft.part_of is not None and self._entities.get(number).part_of is None:
                whole = standing.named(draft.part_of)
                if whole is None or whole == number:
                    refused.append(
                        Failure(source=draft.name, reason=f"“{draft.part_of}”, which it is part of, is not known.")
                    )
                else:
                    self._entities.set_part_of(number, whole)
            for name in draft.operated_by:
                operator = standing.named(name)
                if operator is None or operator == number:
                    refused.append(Failure(source=draft.name, reason=f"“{name}”, who runs it, is not known."))
                elif draft.type in _RUN:
                    self._relations.ensure_fact(operator, "operates", number)
                else:
                    self._relations.ensure_fact(number, "part of", operator)

    # Out

    def drafts(self, *, type: str | None = None, ids: Iterable[int] | None = None) -> tuple[EntityDraft, ...]:
        """Give the entities of a type, or these, or all of them, as a gazetteer has them, in the order of their ids."""
        wanted = None if ids is None else set(ids)
        rows = self._db.conn.execute(
            "select e.id, e.uid, e.needs_operator, w.type || ':' || w.name from entity e left join entity w on w.id = e.part_of"
            " where ? is null or e.type = ? order by e.id",
            (type, type),
        ).fetchall()
        rows = [row for row in rows if wanted is None or row[0] in wanted]
        entities = self._entities.several([row[0] for row in rows])
        operators = self._operators()
        return tuple(
            EntityDraft(
                type=entity.type,
                name=entity.name,
                names=entity.names,
                part_of=whole,
                operated_by=tuple(operators.get(entity.id, ())),
                note=entity.note,
                external=entity.external,
                needs_operator=bool(needs),
                uid=uid,
                origin=entity.origin,
            )
            for entity, (_, uid, needs, whole) in zip(entities, rows, strict=True)
        )

    def _operators(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for system, operator, _ in self._db.conn.execute(
            "select r.object, s.type || ':' || s.name, r.id from relation r join predicate p on p.id = r.predicate"
            " join entity s on s.id = r.subject where p.name = 'operates' and r.article is null and r.state = 'accepted'"
            " union all select r.subject, s.type || ':' || s.name, r.id from relation r join predicate p on p.id = r.predicate"
            " join entity s on s.id = r.object join entity e on e.id = r.subject"
            " where p.name = 'part of' and r.article is null and r.state = 'accepted' and e.needs_operator = 1 order by 3"
        ):
            found.setdefault(system, []).append(operator)
        return found

    def write(self, path: Path, *, type: str | None = None, ids: Iterable[int] | None = None) -> int:
        """Write entities to a file, CSV, TSV or JSONL by its ending, and count them; raises UserError if it cannot be."""
        drafts = self.drafts(type=type, ids=ids)
        if path.suffix.lower() in (".jsonl", ".json"):
            text = "".join(json.dumps(_portable(draft), ensure_ascii=False) + "\n" for draft in drafts)
        else:
            text = write_names_table(drafts, delimiter="\t" if path.suffix.lower() in (".tsv", ".tab") else ",")
        scratch = path.with_name(f".{path.name}.new")
        try:
            scratch.write_text(text, encoding="utf-8", newline="\n")
            scratch.replace(path)
        except OSError as error:
            scratch.unlink(missing_ok=True)
            raise UserError(f"{path} cannot be written ({error.strerror or error}).") from error
        return len(drafts)


class _Standing:
    """What the project knows already, by uid, identifier elsewhere, and name; kept true while names are taken in."""

    def __init__(self, db: Database) -> None:
        self._names: dict[int, set[str]] = {}
        self._by_name: dict[tuple[str, str], int] = {}
        self._by_any: dict[str, int] = {}
        self._by_external: dict[tuple[str, str, str], int] = {}
        self._by_uid: dict[str, int] = {}
        self._external: dict[int, dict[str, str]] = {}
        self._notes: dict[int, str] = {}
        self._made: set[int] = set()
        self._shared: dict[tuple[str, str], list[int]] = {}
        self._operators: dict[int, set[int]] = {}
        for number, uid, kind, name, external, note, made in db.conn.execute(
            "select id, uid, type, name, external, note, origin = 'recognition' from entity"
            " order by origin = 'recognition', id"
        ):
            self._by_uid[uid] = number
            self._call(number, kind, name)
            self._external[number] = json.loads(external)
            self._notes[number] = note
            if made:
                self._made.add(number)
            for scheme, value in self._external[number].items():
                self._by_external.setdefault((kind, scheme, value), number)
        for number, kind, name in db.conn.execute(
            "select e.id, e.type, n.name from entity_name n join entity e on e.id = n.entity"
            " order by e.origin = 'recognition', n.id"
        ):
            self._call(number, kind, name)
            self._names.setdefault(number, set()).add(folded(name))
        for number, operator in db.conn.execute(
            "select r.object, r.subject from relation r join predicate p on p.id = r.predicate where p.name = 'operates'"
            " and r.article is null union select r.subject, r.object from relation r join predicate p on p.id = r.predicate"
            " where p.name = 'part of' and r.article is null"
        ):
            self._operators.setdefault(number, set()).add(operator)

    def _call(self, number: int, kind: str, name: str) -> None:
        self._by_name.setdefault((kind, folded(name)), number)
        self._by_any.setdefault(folded(name), number)
        several = self._shared.setdefault((kind, folded(name)), [])
        if number not in several:
            several.append(number)

    def find(self, draft: EntityDraft) -> int | None:
        """Give the entity that a draft means, or None.

        One of the same name is another one where both are known elsewhere, by different identifiers.
        """
        if draft.uid is not None and draft.uid in self._by_uid:
            return self._by_uid[draft.uid]
        for scheme, value in draft.external:
            if (draft.type, scheme, value) in self._by_external:
                return self._by_external[draft.type, scheme, value]
        if draft.needs_operator:
            return self._operated(draft)
        for name in (draft.name, *(each.name for each in draft.names if each.preferred)):
            known = self._by_name.get((draft.type, folded(name)))
            if known is not None and not self._differs(known, draft):
                return known
        return None

    def said(self, entity: int) -> tuple[str, dict[str, str], bool]:
        """Give the note and the identifiers of an entity, and whether recognition alone had made it."""
        return self._notes.get(entity, ""), dict(self._external.get(entity, {})), entity in self._made

    def lacks(self, entity: int, draft: EntityDraft) -> bool:
        """Say whether an entity lacks the note or an identifier of a draft, or was made by recognition alone."""
        note, external, made = self.said(entity)
        return made or bool(draft.note and not note) or any(scheme not in external for scheme, _ in draft.external)

    def say(self, entity: int, note: str, external: dict[str, str]) -> None:
        """Remember what an entity says now; a person knows it from here on."""
        self._notes[entity] = note
        self._external[entity] = dict(external)
        self._made.discard(entity)

    def _operated(self, draft: EntityDraft) -> int | None:
        """Give the entity of this name that one of the same operators has: their names alone say too little."""
        own = self._owners(draft)
        for number in self._shared.get((draft.type, folded(draft.name)), ()):
            if own & self._operators.get(number, set()) and not self._differs(number, draft):
                return number
        return None

    def _owners(self, draft: EntityDraft) -> set[int]:
        return {number for name in draft.operated_by if (number := self.named(name)) is not None}

    def _differs(self, entity: int, draft: EntityDraft) -> bool:
        external = self._external.get(entity, {})
        return any(external.get(scheme, value) != value for scheme, value in draft.external)

    def fresh(self, entity: int, draft: EntityDraft) -> tuple[EntityName, ...]:
        """Give the names of a draft that an entity lacks."""
        has = self._names.get(entity, set())
        return tuple(name for name in draft.names if folded(name.name) not in has)

    def put(self, draft: EntityDraft, number: int) -> None:
        """Remember what was taken in."""
        if draft.uid is not None:
            self._by_uid.setdefault(draft.uid, number)
        self._notes[number] = self._notes.get(number) or draft.note
        self._made.discard(number)
        for scheme, value in draft.external:
            self._by_external.setdefault((draft.type, scheme, value), number)
            self._external.setdefault(number, {}).setdefault(scheme, value)
        if draft.needs_operator:
            self._operators.setdefault(number, set()).update(self._owners(draft))
        self._call(number, draft.type, draft.name)
        for name in draft.names:
            self._call(number, draft.type, name.name)
            self._names.setdefault(number, set()).add(folded(name.name))

    def named(self, name: str) -> int | None:
        """Give the entity called so, `type:name` where the type is said."""
        kind, colon, rest = name.partition(":")
        if colon and (kind, folded(rest)) in self._by_name:
            return self._by_name[kind, folded(rest)]
        return self._by_any.get(folded(name))


def _text(path: Path) -> str:
    from store.parse.decode import decode  # loads the guessing of encodings

    try:
        return decode(path.read_bytes()).text
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror or error}).") from error


def _is_jsonl(path: Path, text: str) -> bool:
    return path.suffix.lower() in (".jsonl", ".ndjson", ".json") or text.lstrip()[:1] == "{"


def _lines(text: str, type: str | None) -> Iterator[EntityDraft | RefusedRow]:
    for number, line in enumerate(_objects(text), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            if type is not None and isinstance(value, dict):
                value.setdefault("type", type)
            yield read_entity(value)
        except (ValueError, UserError) as error:
            yield RefusedRow(number=number, reason=f"This line is no entity ({error}).")


def _objects(text: str) -> Iterable[str]:
    """Give the lines of a file, or the objects of one JSON list as lines."""
    if text.lstrip()[:1] == "[":
        try:
            return [json.dumps(each, ensure_ascii=False) for each in json.loads(text)]
        except ValueError:
            return text.split("\n")
    return text.split("\n")


def _portable(draft: EntityDraft) -> dict[str, object]:
    """Give the JSON of an entity for another project, where its number means nothing."""
    value = entity_json(draft)
    del value["id"], value["origin"]
    return value
