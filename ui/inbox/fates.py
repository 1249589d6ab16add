"""What becomes of a source, in the reader's words, and the groups in which the inbox shows sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from store.interchange.reading import DATASETS
from store.parse.source_kind import LABELS
from store.records import CopyOf, PreviewEntry

COMING = frozenset({"new", "updated", "duplicate"})
"""The fates of sources that come in, if the user lets them."""
WORDS = MappingProxyType(
    {
        "new": "+ new",
        "updated": "↻ new version",
        "unchanged": "= unchanged",
        "failed": "✕ cannot be read",
        "duplicate": "≈ copy",
    }
)
"""What the list says of each fate: a sign and words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sources that are shown together: its name in the code, its words, and which belong to it."""

    name: str
    words: str
    holds: Callable[[PreviewEntry], bool]


GROUPS = (
    Group(name="all", words="All", holds=lambda _: True),
    Group(name="new", words="New", holds=lambda entry: entry.fate == "new"),
    Group(name="updated", words="New versions", holds=lambda entry: entry.fate == "updated"),
    Group(name="copies", words="Copies", holds=lambda entry: entry.copy_of is not None),
    Group(name="missing", words="Fields missing", holds=lambda entry: bool(entry.missing)),
    Group(name="warned", words="To look at", holds=lambda entry: bool(entry.warnings)),
    Group(name="corrected", words="Corrected", holds=lambda entry: bool(entry.corrected)),
    Group(name="lost", words="Marks lost", holds=lambda entry: bool(entry.lost)),
    Group(name="failed", words="Cannot be read", holds=lambda entry: entry.fate == "failed"),
    Group(name="unchanged", words="Unchanged", holds=lambda entry: entry.fate == "unchanged"),
)
"""The groups in the order of their buttons; a source can stand in several."""


def fate_text(entry: PreviewEntry) -> str:
    """Say in a few words what becomes of a source."""
    if entry.fate == "unchanged" and entry.reason:
        return "= in the bin"
    words = WORDS[entry.fate] + (", corrected" if entry.corrected else "")
    if entry.copy_of is None:
        return words
    if entry.copy_of.exact:
        return words if entry.fate == "duplicate" else f"{words}, copy"
    alike = f"{_percent(entry.copy_of)} like" if entry.copy_of.similarity else "like"
    return f"{words}, {alike} another"


def story(entry: PreviewEntry, *, done: bool = False) -> str:
    """Say in sentences what becomes of a source, or what became of it, and what the user should know of it."""
    fates = {**(_DONE if done else _FATES), **((_DONE_MARKS if done else _MARKS) if entry.kind in DATASETS else {})}
    said = [entry.reason or fates[entry.fate]]
    if entry.copy_of is not None:
        said.append(_done_copy(entry.copy_of) if done else _copy(entry.copy_of))
    if entry.brings:
        said.append(f"With {_listed(entry.brings)}.")
    if entry.corrected:
        said.append(f"Corrected: {', '.join(entry.corrected)}; kept with the article.")
    if entry.missing:
        said.append(f"Not said in it: {', '.join(entry.missing)}.")
    if entry.boilerplate:
        lines = "1 line" if entry.boilerplate == 1 else f"{entry.boilerplate:,} lines"
        said.append(f"{lines} of boilerplate, struck through: kept, but not searched.")
    if entry.kind and entry.fate != "failed":
        said.append(f"Read as {LABELS.get(entry.kind, entry.kind)}.")
    if entry.encoding and entry.encoding.lower().replace("_", "-") not in ("utf-8", "ascii"):
        said.append(f"Its letters are {entry.encoding}.")
    return " ".join((*said, *entry.lost, *entry.warnings))


def _listed(counts: Sequence[tuple[str, int]]) -> str:
    words = [f"1 {kind}" if number == 1 else f"{number:,} {kind}s" for kind, number in counts]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


_FATES = {
    "new": "Comes in as a new article.",
    "updated": "The source has changed: a new version of an article that is here. Tags, mentions and notes move with it.",
    "unchanged": "The same source with the same bytes is here already; nothing changes.",
    "duplicate": "Comes in as an article of its own, in one group with its copy.",
}


_MARKS = {"updated": "Its marks come to an article that is here already; what is known of that stays."}
_DONE_MARKS = {"updated": "Its marks came to an article that was here already."}


_DONE = {
    "new": "Came in as a new article.",
    "updated": "A new version of an article that was here. Tags, mentions and notes moved with it.",
    "unchanged": "It was here already, unchanged.",
    "duplicate": "Came in as an article of its own, in one group with its copy.",
}


def _done_copy(copy: CopyOf) -> str:
    return f"Its text is that of {copy.source}." if copy.exact else f"Much of its wording is that of {copy.source}."


def _copy(copy: CopyOf) -> str:
    where = "which comes in too" if copy.article is None else "which is here already"
    if copy.exact:
        return f"Its text is that of {copy.source}, {where}."
    return f"{_percent(copy)} of its wording is that of {copy.source}, {where}: they will stand in one group."


def _percent(copy: CopyOf) -> str:
    return f"{min(99, round(100 * copy.similarity))} %"


def summary(entries: Iterable[PreviewEntry], *, more: int = 0) -> str:
    """Say in one sentence what an import would do; `more` sources are not listed."""
    counts = dict.fromkeys(WORDS, 0)
    for entry in entries:
        counts[entry.fate] += 1
    total = sum(counts.values()) + more
    if not total:
        return "Nothing was found that could be an article."
    if counts["unchanged"] == total:
        return f"Nothing changes: {_sources(total)} here already, unchanged."
    words = (
        ("new", "new"), ("updated", "in a new version"), ("duplicate", "that are copies to the letter"),
        ("unchanged", "unchanged"), ("failed", "that cannot be read"),
    )  # fmt: skip
    said = [f"{counts[fate]:,} {text}" for fate, text in words if counts[fate]]
    return f"{', '.join(said)}{f', and {more:,} not listed' if more else ''}."


def _sources(count: int) -> str:
    return "the one source is" if count == 1 else f"all {count:,} sources are"
