"""An entity's page as text: Markdown or HTML to read, CSV of its facts with the sentence and the source of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from html import escape

from store.formats.gazetteer import names_json
from store.formats.tables import defuse
from store.records import Entity, EntityPage, Evidence, PageItem, Said

COLUMNS = (
    "entity", "type", "predicate", "role", "other", "other_type", "state", "articles", "sentence", "article", "title",
    "outlet", "published", "start", "end",
)  # fmt: skip
"""The columns of the CSV; `role` is what the page's entity is in a relation, `articles` counts the articles that say so."""

TOGETHER = "named together"
"""What stands for a predicate where two entities only share sentences."""

Block = tuple[str, list[str]]


def page_json(page: EntityPage) -> dict[str, object]:
    """Give a page as `entity --json` prints it."""
    return {
        **_entity_json(page.entity),
        "part_of": page.whole.name if page.whole else None,
        "note": page.entity.note,
        "external": dict(page.entity.external),
        "parts": [part.name for part in page.parts],
        "articles": page.articles,
        "mentions": page.mentions,
        "months": dict(page.months),
        "undated": page.undated,
        "groups": [
            {"type": group.type, "more": group.more, "items": [_item_json(item) for item in group.items]}
            for group in page.groups
        ],
    }


def _entity_json(entity: Entity) -> dict[str, object]:
    return {
        "id": entity.id,
        "uid": entity.uid,
        "type": entity.type,
        "name": entity.name,
        "names": names_json(entity.names),
    }


def _item_json(item: PageItem) -> dict[str, object]:
    return {
        **_entity_json(item.entity),
        "articles": item.articles,
        "relations": [
            {
                "predicate": said.predicate,
                "role": _role(said),
                "state": said.state,
                "articles": said.articles,
                "fact": said.fact,
            }
            for said in item.said
        ],
        "evidence": evidence_json(item.best) if item.best else None,
    }


def evidence_json(evidence: Evidence) -> dict[str, object]:
    """Give one passage as the command line prints it."""
    return {
        "article": evidence.article,
        "title": evidence.title,
        "outlet": evidence.outlet,
        "published": evidence.published,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "predicate": evidence.predicate or None,
        "state": evidence.state or None,
    }


def facts_csv(page: EntityPage) -> str:
    """Give a page's facts as CSV: one row a relation, and one for what is only named together with it."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for group in page.groups:
        if group.type == "agreement":
            continue  # they stand under their own types too
        for item in group.items:
            rows.writerows(_facts(page.entity, item))
    return out.getvalue()


def _facts(entity: Entity, item: PageItem) -> Iterator[list[object]]:
    told: list[tuple[str, str, str, int]] = [
        (said.predicate, _role(said), said.state, said.articles) for said in item.said
    ]
    if item.articles:
        told.append((TOGETHER, "", "", item.articles))
    for predicate, role, state, articles in told:
        best = item.best
        fits = best is not None and best.predicate in (predicate, "")
        source = (
            [best.text, best.article, best.title, best.outlet, best.published, best.start, best.end]
            if best is not None and fits
            else [""] * 7
        )
        row = [entity.name, entity.type, predicate, role, item.entity.name, item.entity.type, state, articles, *source]
        yield [defuse(value) for value in row]


def markdown(page: EntityPage, sentences: Sequence[Evidence] = ()) -> str:
    """Give a page, and the sentences that name it, as Markdown."""
    lines = [f"# {_plain(page.entity.name)}", ""]
    lines += [f"- {words}: {value}" for words, value in _facts_of(page)]
    if page.entity.note:
        lines += ["", _plain(page.entity.note)]
    for heading, entries in _blocks(page, sentences):
        lines += ["", f"## {heading}", "", *(f"- {_plain(entry)}" for entry in entries)]
    return "\n".join(lines) + "\n"


def html(page: EntityPage, sentences: Sequence[Evidence] = ()) -> str:
    """Give a page, and the sentences that name it, as one HTML document that needs no other file."""
    name = escape(page.entity.name)
    facts = "".join(f"<dt>{escape(words)}</dt><dd>{escape(value)}</dd>" for words, value in _facts_of(page))
    note = f"<p>{escape(page.entity.note)}</p>" if page.entity.note else ""
    blocks = "".join(
        f"<h2>{escape(heading)}</h2><ul>{''.join(f'<li>{escape(entry)}</li>' for entry in entries)}</ul>"
        for heading, entries in _blocks(page, sentences)
    )
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{name}</title><style>body{{font:15px/1.7 sans-serif;'
        "max-width:44em;margin:2em auto;padding:0 1em}dt{float:left;width:9em;color:#5c656d}dd{margin-left:9em}"
        f"h2{{font-size:1em;margin-top:2em}}</style></head><body><h1>{name}</h1><dl>{facts}</dl>{note}{blocks}</body></html>\n"
    )


def _facts_of(page: EntityPage) -> Iterator[tuple[str, str]]:
    entity = page.entity
    yield "Type", entity.type
    yield "Names", ", ".join(f"{name.name} ({name.language})" if name.language else name.name for name in entity.names)
    if page.whole:
        yield "Part of", page.whole.name
    if page.parts:
        yield "Its parts", ", ".join(part.name for part in page.parts)
    if entity.external:
        yield "Identifiers", ", ".join(f"{scheme}:{value}" for scheme, value in entity.external)
    yield "Named", f"{page.mentions:,} times in {page.articles:,} articles"


def _blocks(page: EntityPage, sentences: Sequence[Evidence]) -> Iterator[Block]:
    for group in page.groups:
        entries = [_entry(item) for item in group.items]
        yield group.type.capitalize(), entries + ([f"+ {group.more:,} more"] if group.more else [])
    if page.months:
        yield "Articles by month", [f"{month}: {count:,}" for month, count in page.months]
    if sentences:
        yield "Sentences", [f"{each.text} {_source(each)}" for each in sentences]


def _entry(item: PageItem) -> str:
    said = "; ".join(said_text(each) for each in item.said)
    together = f"named together in {item.articles:,}" if item.articles else ""
    words = f"{item.entity.name} – {', '.join(filter(None, (said, together)))}"
    return f"{words}: “{item.best.text}” {_source(item.best)}" if item.best else words


def said_text(said: Said) -> str:
    """Say a relation in a few words: `operates (2)`, and with an arrow before it where the other one is the subject."""
    marks = [f"{said.articles:,}"] if said.articles else []
    marks += ["background"] if said.fact else []
    marks += ["suggested"] if said.state == "suggested" else []
    return f"{'' if said.subject else '← '}{said.predicate} ({', '.join(marks)})"


def _role(said: Said) -> str:
    return "subject" if said.subject else "object"


def _source(evidence: Evidence) -> str:
    told = [evidence.title, evidence.outlet, (evidence.published or "")[:10]]
    return f"({', '.join(each for each in told if each)})" if any(told) else ""


def _plain(text: str) -> str:
    """Keep what an article says from being read as Markdown."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in " ".join(text.split()))
