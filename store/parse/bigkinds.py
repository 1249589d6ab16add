"""The export of the BigKinds news archive: nineteen columns, always the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from store.text.canonical import canonical

CUT_BODY = "The body is only its beginning: BigKinds gives about 200 characters of an article."
"""What is said of an article whose body the export cut short."""

# 키워드 is every noun of the article in its order; 특성추출 are those that tell it from others.
_FIELDS = {
    "id": "뉴스식별자",
    "published": "일자",
    "outlet": "언론사",
    "authors": "기고자",
    "title": "제목",
    "keywords": "특성추출",
    "text": "본문",
    "url": "url",
}


def bigkinds_mapping(columns: Sequence[str]) -> Mapping[str, str]:
    """Return the mapping of a BigKinds export, whatever its composition and spaces; empty where this is none."""
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault("".join(canonical(column).split()).partition("(")[0].casefold(), column)
    if not {"뉴스식별자", "언론사", "제목", "본문"} <= set(by_name):
        return MappingProxyType({})
    if "특성추출" not in by_name and "키워드" in by_name:
        by_name["특성추출"] = by_name["키워드"]
    return MappingProxyType({field: by_name[name] for field, name in _FIELDS.items() if name in by_name})


def is_cut(text: str) -> bool:
    """Say whether a body is only the beginning that an export gives: short, and broken off by dots."""
    text = canonical(text).rstrip()
    return len(text) <= 320 and text.endswith(("..", "…"))
