"""Aspects: features of a unit that each follow from one value, of the unit itself, of one beside it, or of its word.

A line is described by values, a list for each kind; an aspect names what the unit `shift` places away sees of them. What is
told of a value is worked out once, for training as strings, for use as weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

PAD = 3
"""How many values stand before the first unit of a line, and behind the last: no aspect reaches farther."""

Value = str | None
"""What a feature follows from; None where there is nothing to tell."""

Values = Mapping[str, Sequence[Value]]
"""By kind the values of a line: of unit `at` at `at + PAD`."""

_PADS: tuple[Value, ...] = (None,) * PAD


@dataclass(frozen=True, slots=True)
class Aspect:
    """What the unit at `at` sees of the value of a kind at `at + shift`: the feature `name + value`, of a group.

    A name ends with its equals sign. Where it is empty the values are whole features.
    """

    kind: str
    shift: int
    group: str
    name: str


class Teller:
    """Tells the features of lines by group, each only once as a string."""

    def __init__(self, aspects: Sequence[Aspect]) -> None:
        self.aspects = aspects
        self._told: tuple[dict[str, str], ...] = tuple({} for _ in aspects)

    def told(self, values: Values, count: int, groups: Iterable[str]) -> list[list[str]]:
        """Give the features of the `count` units of a line that belong to these groups."""
        wanted = frozenset(groups)
        features: list[list[str]] = [[] for _ in range(count)]
        for aspect, known in zip(self.aspects, self._told, strict=True):
            line = values.get(aspect.kind) if aspect.group in wanted else None
            if line is None:
                continue
            for told, value in zip(features, line[PAD + aspect.shift :], strict=False):
                if value is not None:
                    told.append(known.get(value) or known.setdefault(value, aspect.name + value))
        return features


def padded(values: Iterable[Value]) -> list[Value]:
    """Put nothing before and behind the values of a line."""
    return [*_PADS, *values, *_PADS]


def whole(kind: str, told: Sequence[Sequence[str]]) -> dict[str, Sequence[Value]]:
    """Give features that were told unit by unit as values, the first of all units as one kind, and so on."""
    return {f"{kind}{number}": padded(column) for number, column in enumerate(zip_longest(*told))}


def whole_aspects(kind: str, group: str, count: int) -> tuple[Aspect, ...]:
    """Give the aspects of up to `count` such features."""
    return tuple(Aspect(f"{kind}{number}", 0, group, "") for number in range(count))
