"""Aftermath: what became of the sources of an import, as the project has them now; also long after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.previewing import with_draft
from store.records import Article, ArticleDraft, CopyOf, Outcome, Preview, PreviewEntry
from store.shelf import LISTED
from store.store import Store


def aftermath(store: Store, batch: int) -> Preview:
    """Say of each source of an import what became of it: its live articles, new versions, failures, lost marks.

    Entries are those of a preview, without drafts; sources that were unchanged are only counted. Raises UserError if
    there is no import with this id.
    """
    store.batches.get(batch)
    outcomes = store.batches.outcomes(batch)
    told = {each.article: each for each in outcomes if each.article is not None}
    rows = store.db.conn.execute(
        "select id from article where batch = ? and removed = 0 order by id", (batch,)
    ).fetchall()
    fresh = [int(row[0]) for row in rows]
    renewed = [each.article for each in outcomes if each.fate == "updated" and each.article is not None]
    entries = [
        _untold(each) for each in outcomes if each.fate == "failed" or (each.source and each.fate == "unchanged")
    ]
    entries += _entries(store, list(dict.fromkeys((*fresh, *renewed)))[:LISTED], told)
    counts = {fate: sum(entry.fate == fate for entry in entries) for fate in ("new", "updated", "failed", "duplicate")}
    unchanged = sum(each.count for each in outcomes if each.fate == "unchanged" and not each.source)
    return Preview(entries=tuple(entries), unchanged=unchanged, **counts)


def _untold(outcome: Outcome) -> PreviewEntry:
    return PreviewEntry(source=outcome.source, file="", name="", index=0, fate=outcome.fate, reason=outcome.reason)


def _entries(store: Store, ids: Sequence[int], told: dict[int, Outcome]) -> list[PreviewEntry]:
    copies = store.duplicates.of_several(ids)
    found: list[PreviewEntry] = []
    for at in range(0, len(ids), 200):  # texts are large: a few at a time
        for article in store.articles.several(ids[at : at + 200]):
            found.append(_entry(store, article, told.get(article.id), copies.get(article.id, ())))
    return found


def _entry(store: Store, article: Article, outcome: Outcome | None, copies: Sequence[int]) -> PreviewEntry:
    copy = _copy(store, article, copies)
    updated = outcome is not None and outcome.fate == "updated"
    entry = PreviewEntry(
        source=article.source, file="", name="", index=0, article=article.id, copy_of=copy,
        fate="updated" if updated else "duplicate" if copy is not None and copy.exact else "new",
    )  # fmt: skip
    draft = ArticleDraft(
        text=article.text, title=article.title, title_derived=article.title_derived, subtitle=article.subtitle,
        outlet=article.outlet, authors=article.authors, published=article.published, updated=article.updated,
        url=article.url, keywords=article.keywords, language=article.language, parts=article.parts,
        warnings=outcome.warnings if outcome is not None else (),
    )  # fmt: skip
    corrected = (*store.corrections.fields(article.id), *(("lines",) if store.corrections.roles(article.id) else ()))
    lost = outcome.lost if outcome is not None else ()
    return replace(with_draft(entry, draft), draft=None, corrected=corrected, lost=lost)


def _copy(store: Store, article: Article, copies: Sequence[int]) -> CopyOf | None:
    """Say which article this is a copy of: one that was there before it, to the letter if there is one."""
    earlier = sorted(each for each in copies if each < article.id)[:50]
    for exact in (True, False):
        for other in store.db.conn.execute(
            "select b.id, b.source, a.text_sha256 = b.text_sha256 from article a, article b, json_each(?) each"
            " where a.id = ? and b.id = each.value order by b.id",
            (str(earlier), article.id),
        ):
            if bool(other[2]) == exact:
                return CopyOf(article=other[0], source=other[1], similarity=1.0 if exact else 0.0, exact=exact)
    return None
