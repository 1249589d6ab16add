"""What is another between two states of the codebook: tags added, removed, merged, renamed, moved, redefined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.formats.attributes import attributes_text
from store.records import CodebookDraft, TagDifference, TagDraft, TagFate

TEXTS = (
    "colour",
    "key",
    "definition",
    "include",
    "exclude",
    "examples",
    "scope",
    "exclusive",
    "deprecated",
    "attributes",
)
"""What a tag says of itself, beside its name and its place."""

_WORDS = (("renamed", {"name"}), ("moved", {"place", "codebook"}))
_DEFINING = {"definition", "include", "exclude", "examples"}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A tag with its path, the uid of the tag above, and the name of its codebook."""

    tag: TagDraft
    path: str
    above: str | None
    book: str


def compare(before: Sequence[CodebookDraft], after: Sequence[CodebookDraft]) -> tuple[TagFate, ...]:
    """List the tags that are another in `after` than in `before`, by their uids, in the order of the trees.

    A fate is `added`, `removed`, `merged` (its difference says into what), `renamed`, `moved`, `redefined` or `changed`.
    """
    old, new = _placed(before), _placed(after)
    heirs = {uid: each.path for each in new.values() for uid in each.tag.former}
    fates: list[TagFate] = []
    for uid, each in new.items():
        if uid not in old:
            fates.append(TagFate(path=each.path, fate="added"))
        elif found := tuple(_differences(old[uid], each, old, new)):
            fates.append(TagFate(path=old[uid].path, fate=word_for(found), differences=found))
    for uid, each in old.items():
        if uid in heirs:
            into = TagDifference(field="merged", before=each.path, after=heirs[uid])
            fates.append(TagFate(path=each.path, fate="merged", differences=(into,)))
        elif uid not in new:
            fates.append(TagFate(path=each.path, fate="removed"))
    return tuple(fates)


def word_for(differences: Iterable[TagDifference]) -> str:
    """Give the word for what changed: the name first, then the place, then the meaning."""
    fields = {each.field for each in differences}
    word = next((word for word, wanted in _WORDS if fields & wanted), None)
    return word or ("redefined" if fields & _DEFINING else "changed")


def said(tag: TagDraft, field: str) -> str:
    """Give what a tag says in one of `TEXTS`, as text; nothing is an empty text."""
    if field == "attributes":
        return attributes_text(tag.attributes) if tag.attributes else ""
    value = getattr(tag, field)
    return {True: "yes", False: ""}[value] if isinstance(value, bool) else value or ""


def _placed(books: Sequence[CodebookDraft]) -> dict[str, _Placed]:
    found: dict[str, _Placed] = {}

    def walk(tags: Sequence[TagDraft], above: _Placed | None, book: str) -> None:
        for tag in tags:
            path = tag.name if above is None else f"{above.path}/{tag.name}"
            here = _Placed(tag, path, above.tag.uid if above else None, book)
            found[tag.uid or path] = here
            walk(tag.children, here, book)

    for book in books:
        walk(book.tags, None, book.name)
    return found


def _differences(
    before: _Placed, after: _Placed, old: Mapping[str, _Placed], new: Mapping[str, _Placed]
) -> Iterator[TagDifference]:
    if before.tag.name != after.tag.name:
        yield TagDifference(field="name", before=before.tag.name, after=after.tag.name)
    if before.above != after.above:
        places = [known[each.above].path if each.above else "" for each, known in ((before, old), (after, new))]
        yield TagDifference(field="place", before=places[0], after=places[1])
    elif before.above is None and before.book != after.book:
        yield TagDifference(field="codebook", before=before.book, after=after.book)
    for field in TEXTS:
        if (was := said(before.tag, field)) != (now := said(after.tag, field)):
            yield TagDifference(field=field, before=was, after=now)
