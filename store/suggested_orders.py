"""Orders of untagged articles by what was learned of tags: the most useful next, or the likeliest to have a tag."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from store.blind import blind_as, seen
from store.database import Database
from store.errors import UserError

_UNTAGGED = "not exists (select 1 from tagging g where g.article = s.article)"
# In blind mode nothing that was learned from the marks of others.
_SEEN = "exists (select 1 from suggest_model m where m.seen_by = ?)"


def suggested_order(db: Database, key: str, paths: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Give a rank for each untagged article that something was learned of, the greater the sooner.

    `key` is `useful` or `likely:TAG`, with a tag's path or its last name. Raises UserError if there is no such tag.
    """
    if key == "useful":
        sql = f"select article, useful from suggest_score s where {_UNTAGGED} and {_SEEN}"
        return dict(db.conn.execute(seen(db, sql), (blind_as(db) or "",)).fetchall())
    tag = _tag(key.removeprefix("likely:"), paths)
    sql = (
        "select s.article, json_extract(e.value, '$[1]') from suggest_score s, json_each(s.best) e"
        f" where json_extract(e.value, '$[0]') = ? and {_UNTAGGED} and {_SEEN}"
    )
    return dict(db.conn.execute(seen(db, sql), (tag, blind_as(db) or "")).fetchall())


def _tag(name: str, paths: Sequence[tuple[int, str]]) -> int:
    wanted = unicodedata.normalize("NFC", name).strip().strip('"').casefold()
    found = [tag for tag, path in paths if path.casefold() == wanted]
    found = found or [tag for tag, path in paths if path.rsplit("/", 1)[-1].casefold() == wanted]
    if len(found) != 1:
        raise UserError(f"There is no tag “{name}” to sort by; write its path.")
    return found[0]
