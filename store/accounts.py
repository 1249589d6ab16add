"""Accounts: what a change did to rows, told in sentences a person reads: what was before → what is after."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Image = Mapping[str, Any]
"""A row as the journal keeps it: column → value."""

SHORT = 60
"""How many characters of a quote or a value are told."""

_HIDDEN = {"id", "uid", "at", "folded", "article", "batch", "length", "sha256", "text_sha256", "source", "position"}
"""Columns that say nothing to a person."""

_WORDS = {"part_of": "part of", "title_derived": "title taken from the text", "external": "identifiers"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that a change touched: its table and id, its article, and what it was before and after (None: not there)."""

    table: str
    id: int
    article: int | None
    before: Image | None
    after: Image | None

    @property
    def image(self) -> Image:
        """What is known of the row: after the change, or before it where it is gone."""
        return self.after or self.before or {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of what rows point at, by id: tags by their path, articles by their title."""

    tags: Mapping[int, str] = field(default_factory=dict)
    entities: Mapping[int, str] = field(default_factory=dict)
    predicates: Mapping[int, str] = field(default_factory=dict)
    annotators: Mapping[int, str] = field(default_factory=dict)
    articles: Mapping[int, str] = field(default_factory=dict)


def account(rows: Sequence[Row], names: Names, *, text: str = "") -> Iterator[str]:
    """Tell the rows that a change touched of one article (or of none), in sentences; `text` is that of the article."""
    told: set[str] = set()
    tables = {row.table for row in rows}
    for row in rows:
        if row.table in ("author", "keyword"):
            if row.table not in told:
                told.add(row.table)
                yield _list(row.table, [each for each in rows if each.table == row.table], names)
        elif row.table == "part":
            if "part" not in told:
                told.add("part")
                yield from _roles([each for each in rows if each.table == "part"], text, names)
        elif row.table == "correction" and tables & {"article", "author", "keyword", "part"}:
            continue  # remembers only what the other rows tell
        elif row.table == "annotator" and len(tables) > 1:
            continue
        else:
            yield from _TELLERS.get(row.table, _any)(row, names)


def short(value: object, length: int = SHORT) -> str:
    """Shorten a value to one line of at most `length` characters; nothing is a dash."""
    words = " ".join(str(value).split()) if value not in (None, "") else "–"
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _quoted(value: object) -> str:
    return "–" if value in (None, "") else f"“{short(value)}”"


def _where(row: Row, names: Names, *, first: bool = False) -> str:
    """Name the article of a row, or the project; `first` if the sentence begins with it."""
    if row.article is None:
        return "The project" if first else "the project"
    title = names.articles.get(row.article)
    return f"{'Article' if first else 'article'} {row.article}" + (f" ({short(title, 40)})" if title else "")


def _differences(row: Row, skip: Sequence[str] = ()) -> Iterator[str]:
    before, after = row.before or {}, row.after or {}
    for column in after:
        if column in _HIDDEN or column in skip or before.get(column) == after[column]:
            continue
        yield f"{_WORDS.get(column, column)}: {_quoted(before.get(column))} → {_quoted(after[column])}"


def _tagging(row: Row, names: Names) -> Iterator[str]:
    image = row.image
    tag = names.tags.get(image["tag"], f"tag {image['tag']}")
    on = f"{_quoted(image['quote'])} in {_where(row, names)}" if image.get("quote") else _where(row, names)
    if row.before is None:
        note = f", with the note {_quoted(image['note'])}" if image.get("note") else ""
        yield f"Tag {tag} put on {on}{note}"
    elif row.after is None:
        yield f"Tag {tag} taken off {on}"
    else:
        if row.before["tag"] != row.after["tag"]:
            yield f"Tag {names.tags.get(row.before['tag'], row.before['tag'])} → {tag} on {on}"
        for each in _differences(row, ("tag", "start", "end", "quote", "annotator")):
            yield f"Tag {tag} on {on}: {each}"
        if row.before.get("quote") != row.after.get("quote"):
            yield f"Tag {tag} on {_where(row, names)}: passage {_quoted(row.before['quote'])} → {_quoted(row.after['quote'])}"
        elif (row.before.get("start"), row.before.get("end")) != (row.after.get("start"), row.after.get("end")):
            yield f"Tag {tag} on {on}: moved in the text"
        if row.before.get("annotator") != row.after.get("annotator"):
            who = [names.annotators.get(each["annotator"], "–") for each in (row.before, row.after)]
            yield f"Tag {tag} on {on}: {who[0]} → {who[1]}"


def _mention(row: Row, names: Names) -> Iterator[str]:
    image = row.image
    what = f"{_quoted(image['quote'])} in {_where(row, names)}"
    entity = names.entities.get(image["entity"]) if image.get("entity") else None
    as_what = f"{image['type']} {entity}" if entity else image["type"]
    if row.before is None:
        yield f"Marked {what} as {as_what} ({image['state']})"
    elif row.after is None:
        yield f"Mention {what} ({as_what}) removed"
    else:
        before, after = row.before, row.after
        if before["entity"] != after["entity"]:
            pair = [names.entities.get(each["entity"], "–") for each in (before, after)]
            yield f"Mention {what}: entity {pair[0]} → {pair[1]}"
        for column in ("type", "state", "value", "quote"):
            if before.get(column) != after.get(column):
                yield f"Mention {what}: {column} {short(before.get(column))} → {short(after.get(column))}"


def _article(row: Row, names: Names) -> Iterator[str]:
    before, after = row.before, row.after
    if before is None or after is None:
        yield f"{_where(row, names, first=True)} {'came in' if before is None else 'removed'}"
        return
    if before["removed"] != after["removed"]:
        yield f"{_where(row, names, first=True)} {'moved to the bin' if after['removed'] else 'restored from the bin'}"
    for each in _differences(row, ("removed", "title_derived")):
        yield f"{_where(row, names, first=True)}: {each}"


def _list(table: str, rows: Sequence[Row], names: Names) -> str:
    def said(images: Iterator[Image]) -> str:
        return ", ".join(str(each["name"]) for each in sorted(images, key=lambda each: each["position"])) or "–"

    before = said(row.before for row in rows if row.before is not None)
    after = said(row.after for row in rows if row.after is not None)
    return f"{_where(rows[0], names, first=True)}: {table}s {short(before)} → {short(after)}"


def _roles(rows: Sequence[Row], text: str, names: Names) -> Iterator[str]:
    """Tell the stretches whose role differs; positions are code points of the stored text."""
    marks = sorted(
        {at for row in rows for each in (row.before, row.after) if each for at in (each["start"], each["end"])}
    )
    stretches: list[tuple[int, int, str, str]] = []
    for start, end in itertools.pairwise(marks):
        old, new = (_role_at(start, [getattr(row, side) for row in rows]) for side in ("before", "after"))
        if old == new:
            continue
        if stretches and stretches[-1][1:] == (start, old, new):
            stretches[-1] = (stretches[-1][0], end, old, new)
        else:
            stretches.append((start, end, old, new))
    for start, end, old, new in stretches:
        if text[start:end].strip() or not text:
            yield f"{_quoted(text[start:end])} in {_where(rows[0], names)}: {old} → {new}"


def _role_at(at: int, images: Sequence[Image | None]) -> str:
    return next((each["role"] for each in images if each and each["start"] <= at < each["end"]), "–")


def _note(row: Row, names: Names) -> Iterator[str]:
    before, after = (each["text"] if each else None for each in (row.before, row.after))
    what = "Memo of the project" if row.article is None else f"Note on {_where(row, names)}"
    if before is None:
        yield f"{what} written: {_quoted(after)}"
    elif after is None:
        yield f"{what} removed; it said {_quoted(before)}"
    else:
        yield f"{what}: {_quoted(before)} → {_quoted(after)}"


def _named(noun: str, hidden: Sequence[str] = ()) -> Callable[[Row, Names], Iterator[str]]:
    def tell(row: Row, names: Names) -> Iterator[str]:
        name = row.image.get("name", row.id)
        if row.before is None:
            extra = f" ({row.image['type']})" if "type" in row.image else ""
            yield f"{noun} {name}{extra} made"
        elif row.after is None:
            yield f"{noun} {name} removed"
        else:
            before = row.before.get("name", name)
            for each in _differences(row, ("parent", "part_of", *hidden)):
                yield f"{noun} {before}: {each}"
            for column, known, word in (("parent", names.tags, "under"), ("part_of", names.entities, "part of")):
                if row.before.get(column) != row.after.get(column):
                    pair = [known.get(each.get(column, 0) or 0, "–") for each in (row.before, row.after)]
                    yield f"{noun} {before}: {word} {pair[0]} → {pair[1]}"
            if row.before.get("position") != row.after.get("position") and not list(_differences(row)):
                yield f"{noun} {before}: moved among its neighbours"

    return tell


def _entity_name(row: Row, names: Names) -> Iterator[str]:
    image = row.image
    entity = names.entities.get(image["entity"], image["entity"])
    if row.before is None:
        yield f"Name {_quoted(image['name'])} given to {entity}"
    elif row.after is None:
        yield f"Name {_quoted(image['name'])} taken from {entity}"
    else:
        if row.before["entity"] != row.after["entity"]:
            yield f"Name {_quoted(image['name'])}: {names.entities.get(row.before['entity'], '–')} → {entity}"
        for each in _differences(row, ("entity",)):
            yield f"Name {_quoted(image['name'])} of {entity}: {each}"


def _status(row: Row, names: Names) -> Iterator[str]:
    before, after = (each["status"] if each else "–" for each in (row.before, row.after))
    who = names.annotators.get(row.image["annotator"], "–")
    if before != after:
        yield f"Status of {_where(row, names)} by {who}: {before} → {after}"


def _relation(row: Row, names: Names) -> Iterator[str]:
    def said(image: Image) -> str:
        ends = [names.entities.get(image[end], image[end]) for end in ("subject", "object")]
        return f"{ends[0]} · {names.predicates.get(image['predicate'], image['predicate'])} · {ends[1]}"

    where = "" if row.article is None else f" in {_where(row, names)}"
    if row.before is None:
        yield f"Relation {said(row.image)} made{where}"
    elif row.after is None:
        yield f"Relation {said(row.image)} removed{where}"
    else:
        if said(row.before) != said(row.after):
            yield f"Relation {said(row.before)} → {said(row.after)}{where}"
        if row.before["state"] != row.after["state"]:
            yield f"Relation {said(row.after)}{where}: {row.before['state']} → {row.after['state']}"


def _said(noun: str, *columns: str) -> Callable[[Row, Names], Iterator[str]]:
    def tell(row: Row, _names: Names) -> Iterator[str]:
        what = " ".join(short(row.image.get(column)) for column in columns if row.image.get(column) not in (None, ""))
        if row.before is None:
            yield f"{noun} {what} added"
        elif row.after is None:
            yield f"{noun} {what} removed"
        else:
            for each in _differences(row):
                yield f"{noun} {what}: {each}"

    return tell


def _any(row: Row, names: Names) -> Iterator[str]:
    noun = row.table.replace("_", " ").capitalize()
    name = row.image.get("name") or row.image.get("quote") or row.id
    yield from _said(f"{noun} {short(name)}")(row, names)


_TELLERS: Mapping[str, Callable[[Row, Names], Iterator[str]]] = {
    "tagging": _tagging,
    "mention": _mention,
    "article": _article,
    "article_status": _status,
    "note": _note,
    "sample": _named("Sample"),
    "codebook": _named("Codebook"),
    "codebook_version": _named("Version of the codebook", ("content",)),
    "tag": _named("Tag"),
    "entity": _named("Entity"),
    "predicate": _named("Predicate"),
    "annotator": _named("Annotator"),
    "entity_name": _entity_name,
    "relation": _relation,
    "setting": _said("Setting", "name"),
    "saved_view": _said("View", "name"),
    "rule": _said("Rule of", "outlet", "line"),
    "exclusion": _said("Never marked:", "name"),
    "correction": _said("Correction of the", "field"),
    "batch": _said("Import", "label"),
}
