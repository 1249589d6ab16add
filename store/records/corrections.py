"""Corrections that a source brings along, and rules of outlets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.records.articles import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Every line of an outlet that is like `line`, but for its numbers, always has this role; while `active`."""

    id: int
    uid: str
    outlet: str
    line: str
    role: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCorrection:
    """What a person put right in a source before it comes in: fields with their values, and lines with their roles.

    The positions of `roles` are those of `text`, the source's text as she saw it.
    """

    fields: Mapping[str, str | tuple[str, ...] | None] = field(default_factory=dict)
    roles: tuple[Part, ...] = ()
    text: str = ""
