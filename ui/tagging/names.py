"""The two names by which a reader of Korean and English knows an entity."""

from __future__ import annotations

from store.records import Entity

LANGUAGES = ("ko", "en")
"""The languages a name is looked for in, beside that of the article."""


def both_names(entity: Entity, language: str | None) -> tuple[str, str]:
    """Return an entity's name in `language` (ISO 639-1; None: Korean) and its name in the other of `LANGUAGES`, or "".

    Where the entity has no name in the first, its main name stands there; the two are never the same.
    """
    wanted = language if language in LANGUAGES else LANGUAGES[0]
    other = next(code for code in LANGUAGES if code != wanted)
    first = name_in(entity, wanted) or entity.name
    second = name_in(entity, other) or (entity.name if entity.name != first else "")
    return first, "" if second.casefold() == first.casefold() else second


def name_in(entity: Entity, language: str) -> str:
    """Return the preferred name in one language, else its first, else ""."""
    names = [name for name in entity.names if name.language == language]
    preferred = [name for name in names if name.preferred]
    return next((name.name for name in (*preferred, *names)), "")
