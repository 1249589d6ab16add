"""Which column of a table is which field of an article: by its name, Korean or English, else by what stands in it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from store.parse.bigkinds import bigkinds_mapping
from store.parse.column_names import RANKS
from store.parse.media import is_medium
from store.parse.moments import moment_of
from store.text.canonical import canonical

_NOISE = re.compile(r"[\W_]+")
_DETAIL = re.compile(r"\(.*?\)|\[.*?\]")
_LINK = re.compile(r"https?://\S+$")
_FILE = re.compile(r"[/\\#]|\.\w{2,5}$")
_TEXTS = frozenset({"text", "sentence", "document", "본문", "문장", "텍스트"})
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What is said of the columns of tables: `given` of all of them, `known` of those with just these columns.

    A field that is mapped to the empty text has no column; what is not said is guessed.
    """

    given: Mapping[str, str] = dataclasses.field(default_factory=dict)
    known: Mapping[frozenset[str], Mapping[str, str]] = dataclasses.field(default_factory=dict)

    def of(self, columns: Iterable[str]) -> Mapping[str, str]:
        """Return what is said of a table with these columns: what is given goes over what is known."""
        return {**self.known.get(column_set(columns), {}), **self.given}


def column_set(columns: Iterable[str]) -> frozenset[str]:
    """Return what tells tables with other columns apart: the names, whatever their order, composition and spaces."""
    return frozenset(" ".join(canonical(column).split()) for column in columns)


def plain_name(column: str) -> str:
    """Return a column's name as it is compared: NFC, no case, no spaces, marks or brackets."""
    return _NOISE.sub("", _DETAIL.sub("", canonical(column)).casefold())


def is_known_name(column: str) -> bool:
    """Say whether a column's name says which field it is."""
    return any(plain_name(column) in names for names in RANKS.values())


def guess_mapping(columns: Sequence[str], samples: Sequence[Sequence[str]]) -> Mapping[str, str]:
    """Return the guessed column of each field that has one.

    `samples` are the first rows, cells in the order of `columns`. A name decides before content does; the text, where no
    name tells it, is the column with the longest cells, the date one of nothing but dates, the address one of links.
    """
    preset = bigkinds_mapping(columns)
    if preset:
        return preset
    cells = {column: _cells(samples, index) for index, column in enumerate(columns)}
    mapping: dict[str, str] = {}
    for field in RANKS:
        found = _named(field, [column for column in columns if column not in mapping.values()], cells)
        if found is not None:
            mapping[field] = found
    _sort_out_source(mapping, cells)
    free = [column for column in columns if column not in mapping.values()]
    if "text" not in mapping:
        _guess_text(mapping, free, cells)
    if "text" not in mapping and "tags" in mapping:
        # Texts with labels may be of a word or two; there their name must tell.
        _guess(mapping, "text", [column for column in free if plain_name(column) in _TEXTS], cells, _is_prose)
    if "url" not in mapping:
        _guess(mapping, "url", free, cells, _LINK.match)
    if "published" not in mapping:
        _guess(mapping, "published", free, cells, _looks_dated)
    return MappingProxyType(mapping)


def _cells(samples: Sequence[Sequence[str]], index: int) -> list[str]:
    return [row[index].strip() for row in samples if index < len(row) and row[index].strip()]


def _named(field: str, columns: Sequence[str], cells: Mapping[str, list[str]]) -> str | None:
    """Return the column whose name stands for the field: the most trusted one that holds anything."""
    ranks = RANKS[field]
    found: list[tuple[bool, int, int, str]] = []
    for place, column in enumerate(columns):
        rank = next((ranks[name] for name in _own_names(column) if name in ranks), None)
        # A number cannot be a text, nor a very short cell where there are long ones.
        if rank is None or (field == "text" and cells[column] and not _holds_text(cells[column])):
            continue
        found.append((not cells[column], rank, place, column))
    return min(found)[3] if found else None


def _own_names(column: str) -> list[str]:
    """Return what a column may be called: its whole name, else the last parts of a name joined by dots."""
    parts = column.split(".")
    return [plain_name(".".join(parts[-length:])) for length in sorted({len(parts), 2, 1}, reverse=True)]


def _holds_text(values: Sequence[str]) -> bool:
    return max(map(len, values)) >= 20 and not all(_LINK.match(value) for value in values)


def _sort_out_source(mapping: dict[str, str], cells: Mapping[str, list[str]]) -> None:
    """Take a column `source` for the outlet where it holds names of media, or the same few names again and again."""
    column = mapping.get("source")
    values = cells.get(column, []) if column else []
    if column is None or not values:
        return
    files = sum(bool(_FILE.search(value)) for value in values)
    media = sum(is_medium(value) for value in values)
    repeats = len(values) >= 5 and len(set(values)) * 2 <= len(values)
    if files * 2 <= len(values) and (repeats or media * 2 >= len(values)):
        del mapping["source"]
        mapping.setdefault("outlet", column)


def _guess_text(mapping: dict[str, str], free: Sequence[str], cells: Mapping[str, list[str]]) -> None:
    lengths = {column: sum(map(len, cells[column])) / len(cells[column]) for column in free if cells[column]}
    best = max(lengths, key=lambda column: lengths[column], default=None)
    if best is not None and lengths[best] >= 20 and _holds_text(cells[best]):
        mapping["text"] = best
    elif "title" in mapping and _holds_text(cells[mapping["title"]] or [""]):
        # A list of headlines: each is all there is of its article.
        mapping["text"] = mapping["title"]


def _guess(
    mapping: dict[str, str],
    field: str,
    free: Sequence[str],
    cells: Mapping[str, list[str]],
    holds: Callable[[str], object],
) -> None:
    for column in free:
        values = cells[column]
        if values and column not in mapping.values() and all(holds(value) for value in values):
            mapping[field] = column
            return


def _is_prose(value: str) -> bool:
    return _LINK.match(value) is None


def _looks_dated(value: str) -> bool:
    # A bare number may be anything; a date has at least eight digits or a word for its month.
    return len(_DIGITS.findall(value)) >= 5 and len(value) <= 40 and len(moment_of(value) or "") >= 10
