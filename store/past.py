"""The past of an article, read as `show` gives an article, compared with today, and put back as one undoable step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.annotators import new_uid
from store.blind import blind_as, own
from store.database import Database
from store.errors import UserError
from store.formats.attributes import read_values
from store.journal import Journal
from store.marked import Marked
from store.moments import PERSONAL, Moments, Rows, pointed_at
from store.records import (
    Article,
    Change,
    MarkedArticle,
    Mention,
    Moment,
    Note,
    Part,
    PastArticle,
    RejectedTag,
    Relation,
    SaidRelation,
    Tagging,
)
from store.text.lines import is_visible

_FIELDS = (
    "language",
    "title",
    "title_derived",
    "subtitle",
    "outlet",
    "published",
    "updated",
    "url",
    "status",
    "removed",
)
"""The columns of an article that a person changes; the others belong to its source."""

_QUOTING = ("mention", "tagging", "relation", "correction", "tag_rejection")
_WHOLE = (*_QUOTING, "author", "keyword", "part", "note", "article_status")


class Past:
    """Articles as they were."""

    def __init__(self, db: Database, journal: Journal, moments: Moments, marked: Marked) -> None:
        self._db = db
        self._journal = journal
        self._moments = moments
        self._marked = marked

    def article(self, article: int, moment: Moment) -> PastArticle:
        """Read an article with its marks as it was at a moment, on the text of today.

        Raises UserError if it was not there then.
        """
        rows = self._moments.rows(article, moment)
        text = self._text(article)
        names = self._moments.names(rows, moment)
        lost = 0
        for table in _QUOTING:
            rows[table], gone = self._moments.anchored(text, rows[table])
            lost += gone
        if not covers(rows["part"], text):
            rows["part"] = self._parts_now(article)
        marked = _marked(article, text, rows, names)
        then, now = describe(marked), describe(self._now(article))
        return PastArticle(
            moment=moment,
            marked=marked,
            deleted=bool(rows["article"][article]["removed"]),
            gone=tuple(each for each in then if each not in now),
            added=tuple(each for each in now if each not in then),
            lost=lost,
        )

    def restore(self, article: int, moment: Moment, *, origin: str = "") -> Change:
        """Put an article's fields, parts and marks back to what they were at a moment, as one undoable step.

        Tags, entities and annotators that are gone since come back where its marks need them. What the text of today
        no longer says is left out. Raises UserError if the article was not there then, or a name is taken by another.
        """
        rows = self._moments.rows(article, moment)
        del rows["sample_article"]  # samples are of many articles, and drawn once
        text = self._text(article)
        for table in _QUOTING:
            rows[table], _ = self._moments.anchored(text, rows[table])
        with self._journal.change(f"Restore article {article} as of {moment.at[:16]}", origin=origin) as step:
            self._bring_names(rows, moment)
            fields = {name: rows["article"][article][name] for name in _FIELDS if name in rows["article"][article]}
            if blind_as(self._db) is not None:
                del fields["status"]  # it is that of all
            self._db.conn.execute(
                f"update article set {', '.join(f'{name} = :{name}' for name in fields)} where id = :id",
                {**fields, "id": article},
            )
            for table in _WHOLE:
                if table == "part" and not covers(rows["part"], text):
                    continue
                self._put(table, article, rows[table])
        return step.change

    def _put(self, table: str, article: int, rows: Rows) -> None:
        sql = f'select id from "{table}" where article = ?'
        if table in PERSONAL:
            sql += f" and annotator in (select id from annotator where {own(self._db, 'name')})"
        have = [row[0] for row in self._db.conn.execute(sql, (article,))]
        self._db.conn.executemany(
            f'delete from "{table}" where id = ?', [(number,) for number in have if number not in rows]
        )
        for number, row in rows.items():
            self._write(table, row, there=number in have)

    def _write(self, table: str, row: Mapping[str, Any], *, there: bool) -> None:
        names = list(row)
        if there:
            update = ", ".join(f'"{name}" = :{name}' for name in names)
            self._db.conn.execute(f'update "{table}" set {update} where id = :id', row)
        else:
            columns, values = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
            self._db.conn.execute(f'insert into "{table}"({columns}) values ({values})', row)

    def _bring_names(self, rows: Mapping[str, Rows], moment: Moment) -> None:
        """Bring back what the marks point at and is gone: tags with those above, entities with their names."""
        names = self._moments.names(rows, moment)
        entities: list[int] = []
        for table, wanted in pointed_at(rows).items():
            waiting = list(wanted)
            while waiting:
                number = waiting.pop()
                if self._is_there(table, number) or number not in names[table]:
                    continue
                row = dict(names[table][number])
                if table == "tag":
                    # Those above come first: where they stand now, it stands too.
                    if row["parent"] in names["tag"] and not self._is_there("tag", row["parent"]):
                        waiting += [number, row["parent"]]
                        continue
                    row = self._placed(row)
                elif table == "entity":
                    entities.append(number)
                    if row["part_of"] is not None and not self._is_there("entity", row["part_of"]):
                        row["part_of"] = None
                self._bring(table, row)
        for row in self._moments.with_names(entities, moment).values():
            if not self._is_there("entity_name", row["id"]):
                self._bring("entity_name", row)
                continue
            # It went over to the entity that this one became: both have it now.
            again = {name: value for name, value in row.items() if name != "id"}
            self._bring("entity_name", {**again, "uid": new_uid()})

    def _placed(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Give a tag that comes back a place in the codebook of today, and leave a key to who has it now."""
        execute = self._db.conn.execute
        placed = dict(row)
        above = execute("select id, codebook from tag where id = ?", (row["parent"],)).fetchone()
        placed["parent"] = None if above is None else above[0]
        if above is not None:
            placed["codebook"] = above[1]
        elif not self._is_there("codebook", row["codebook"]):
            (placed["codebook"],) = execute("select id from codebook order by position, id limit 1").fetchone()
        if execute("select 1 from tag where key = ?", (row["key"],)).fetchone() is not None:
            placed["key"] = None
        same = execute("select name from tag where parent is ?", (placed["parent"],)).fetchall()
        if any(str(name).casefold() == str(row["name"]).casefold() for (name,) in same):
            raise UserError(f"The tag “{row['name']}” was made anew since; rename it first, then restore the article.")
        return placed

    def _bring(self, table: str, row: Mapping[str, Any]) -> None:
        taken = self._db.conn.execute(f'select 1 from "{table}" where uid = ?', (row["uid"],)).fetchone()
        named = (
            table in ("annotator", "predicate")
            and self._db.conn.execute(f'select 1 from "{table}" where name = ?', (row["name"],)).fetchone()
        )
        if taken or named:
            raise UserError(
                f"The {table} “{row.get('name')}” was made anew since; rename it first, then restore the article."
            )
        self._write(table, row, there=False)

    def _is_there(self, table: str, number: int) -> bool:
        return self._db.conn.execute(f'select 1 from "{table}" where id = ?', (number,)).fetchone() is not None

    def _text(self, article: int) -> str:
        row = self._db.conn.execute("select text from article_text where article = ?", (article,)).fetchone()
        if row is None:
            raise UserError(f"There is no article {article}; 'list' shows the ids.")
        return str(row[0])

    def _parts_now(self, article: int) -> Rows:
        rows = self._db.conn.execute('select id, role, start, "end" from part where article = ?', (article,))
        return {number: {"id": number, "role": role, "start": start, "end": end} for number, role, start, end in rows}

    def _now(self, article: int) -> MarkedArticle | None:
        deleted = self._db.conn.execute("select removed from article where id = ?", (article,)).fetchone()
        if deleted is None or deleted[0]:
            return None
        return self._marked.get(article)


def covers(parts: Rows, text: str) -> bool:
    """Say whether parts of the past still cover every visible character of the text of today."""
    end = 0
    for part in sorted(parts.values(), key=lambda each: each["start"]):
        if part["start"] < end or part["end"] > len(text) or is_visible(text[end : part["start"]]):
            return False
        end = part["end"]
    return not is_visible(text[end:])


def describe(marked: MarkedArticle | None) -> tuple[str, ...]:
    """Say in short sentences what is known and marked of an article, to compare two states of it."""
    if marked is None:
        return ()
    article = marked.article
    facts = [f"status: {article.status}"]
    for name in ("title", "subtitle", "outlet", "published", "updated", "language", "url"):
        if getattr(article, name):
            facts.append(f"{name}: {getattr(article, name)}")
    for name in ("authors", "keywords"):
        if getattr(article, name):
            facts.append(f"{name}: {', '.join(getattr(article, name))}")
    for tagging in marked.taggings:
        on = f" on “{_short(tagging.quote)}”" if tagging.quote else ""
        note = f": {_short(tagging.note)}" if tagging.note else ""
        facts.append(f"tag {tagging.tag}{on}{note} ({tagging.annotator})")
    for mention in marked.mentions:
        if mention.state != "suggested":
            name = f" {mention.entity}" if mention.entity else ""
            facts.append(f"mention “{_short(mention.quote)}” {mention.type}{name} ({mention.state})")
    for said in marked.relations:
        if said.relation.state != "suggested":
            facts.append(f"relation {said.subject} · {said.relation.predicate} · {said.object} ({said.relation.state})")
    facts += [f"note by {note.annotator}: {_short(note.text)}" for note in marked.notes]
    facts += [
        f"{part.role}: “{_short(article.text[part.start : part.end].strip())}”"
        for part in article.parts
        if article.text[part.start : part.end].strip()
    ]
    return tuple(facts)


def _short(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= 60 else words[:59].rstrip() + "…"


def _marked(number: int, text: str, rows: Mapping[str, Rows], names: Mapping[str, Rows]) -> MarkedArticle:
    row = rows["article"][number]
    article = Article(
        id=number, uid=row["uid"], source=row["source"], sha256=row["sha256"], language=row["language"],
        title=row["title"], title_derived=bool(row["title_derived"]), subtitle=row["subtitle"], outlet=row["outlet"],
        authors=_listed(rows["author"]), published=row["published"], updated=row["updated"], url=row["url"],
        keywords=_listed(rows["keyword"]), status=row["status"], text=text,
        parts=tuple(
            Part(role=each["role"], start=each["start"], end=each["end"])
            for each in sorted(rows["part"].values(), key=lambda each: each["start"])
        ),
    )  # fmt: skip
    people = {each: row["name"] for each, row in names["annotator"].items()}
    return MarkedArticle(
        article=article,
        mentions=_mentions(number, rows["mention"], names["entity"]),
        taggings=_taggings(number, rows["tagging"], names["tag"], people),
        notes=tuple(
            Note(id=each["id"], article=number, text=each["text"], annotator=people.get(each["annotator"], "–"))
            for each in sorted(rows["note"].values(), key=lambda each: each["id"])
        ),
        relations=_relations(number, rows["relation"], names),
        statuses=tuple(
            sorted((people.get(each["annotator"], "–"), each["status"]) for each in rows["article_status"].values())
        ),
        rejected=_rejected(rows["tag_rejection"], names["tag"], people),
        samples=_samples(rows["sample_article"], names["sample"]),
    )


def _samples(rows: Rows, samples: Rows) -> tuple[tuple[str, str], ...]:
    drawn = [(samples[each["sample"]], each["annotator"] or "") for each in rows.values() if each["sample"] in samples]
    drawn.sort(key=lambda pair: (pair[0]["folded"], pair[1]))
    return tuple((str(sample["name"]), annotator) for sample, annotator in drawn)


def _listed(rows: Rows) -> tuple[str, ...]:
    return tuple(each["name"] for each in sorted(rows.values(), key=lambda each: each["position"]))


def _mentions(article: int, rows: Rows, entities: Rows) -> tuple[Mention, ...]:
    ordered = sorted(rows.values(), key=lambda each: (each["start"], each["end"], each["id"]))
    return tuple(
        Mention(
            id=each["id"], article=article, start=each["start"], end=each["end"], quote=each["quote"],
            type=each["type"], entity=entities.get(each["entity"], {}).get("name"), entity_id=each["entity"],
            state=each["state"], origin=each["origin"], value=each["value"],
            score=None if each["score"] is None else each["score"] / 1000,
        )
        for each in ordered
    )  # fmt: skip


def _taggings(article: int, rows: Rows, tags: Rows, people: Mapping[int, str]) -> tuple[Tagging, ...]:
    found = [
        Tagging(
            id=each["id"], uid=each["uid"], article=article, tag_id=each["tag"], tag=_path(each["tag"], tags),
            start=each["start"], end=each["end"], quote=each["quote"], note=each["note"],
            annotator=people.get(each["annotator"], "–"), certainty=each.get("certainty"),
            attributes=read_values(each["attributes"]) if each.get("attributes", "{}") != "{}" else (),
            example=bool(each.get("example")), origin=each["origin"],
        )
        for each in rows.values()
    ]  # fmt: skip
    return tuple(
        sorted(found, key=lambda each: (each.start is not None, each.start or 0, each.end or 0, each.tag, each.id))
    )


def _rejected(rows: Rows, tags: Rows, people: Mapping[int, str]) -> tuple[RejectedTag, ...]:
    found = [
        (
            RejectedTag(
                tag=_path(each["tag"], tags), annotator=people.get(each["annotator"], "–"), start=each.get("start"),
                end=each.get("end"), quote=each.get("quote"),
            ),
            each["id"],
        )
        for each in rows.values()
    ]  # fmt: skip
    found.sort(key=lambda pair: (pair[0].start is not None, pair[0].start or 0, pair[0].end or 0, pair[0].tag, pair[1]))
    return tuple(each for each, _ in found)


def _path(tag: int | None, tags: Rows) -> str:
    steps: list[str] = []
    while tag is not None and tag in tags and len(steps) < 100:
        steps.append(tags[tag]["name"])
        tag = tags[tag]["parent"]
    return "/".join(reversed(steps)) or "–"


def _relations(article: int, rows: Rows, names: Mapping[str, Rows]) -> tuple[SaidRelation, ...]:
    def name(table: str, number: int) -> str:
        return str(names[table].get(number, {}).get("name", "–"))

    return tuple(
        SaidRelation(
            relation=Relation(
                id=each["id"], subject=each["subject"], predicate=name("predicate", each["predicate"]),
                object=each["object"], article=article, start=each["start"], end=each["end"], quote=each["quote"],
                state=each["state"], origin=each["origin"],
            ),
            subject=name("entity", each["subject"]),
            object=name("entity", each["object"]),
        )
        for each in sorted(rows.values(), key=lambda each: each["id"])
    )  # fmt: skip
