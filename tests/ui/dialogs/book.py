"""A small codebook and some entities for the dialogs."""

from __future__ import annotations

from store.records import Entity, EntityName, Tag


def tag(number: int, path: str, parent: int | None = None, *, colour: str = "#008660", key: str | None = None) -> Tag:
    """Make a tag of the codebook."""
    name = path.rsplit("/", 1)[-1]
    return Tag(
        id=number, uid=str(number), parent=parent, name=name, path=path, colour=colour, key=key, definition="",
        position=number,
    )  # fmt: skip


TAGS = (
    tag(1, "systems", colour="#2f5d8a"),
    tag(2, "systems/water", 1, key="1"),
    tag(3, "systems/교통", 1, key="2"),
    tag(4, "scope", key="b"),
)


def entity(number: int, kind: str, *names: tuple[str, str]) -> Entity:
    """Make an entity; each name comes with its language."""
    return Entity(
        id=number, uid=str(number), type=kind, name=names[0][0], part_of=None, note="", external=(), origin="person",
        names=tuple(EntityName(name=name, language=language, preferred=True) for name, language in names),
    )  # fmt: skip


ENTITIES = (
    entity(1, "place", ("가람시", "ko"), ("Garam", "en")),
    entity(2, "system", ("가람 물길 지도", "ko")),
)
