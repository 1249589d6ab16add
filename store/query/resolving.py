"""What a filter means in one project: tags become their numbers, a text to be like becomes its telling words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from store.errors import QueryError
from store.query.lexer import Value
from store.query.likeness import stems_of, telling
from store.query.tree import And, Everything, Field, Grams, Like, Node, Not, Or, Similar, Tagged
from store.text.normal import normal


class Project(Protocol):
    """What must be known of a project to resolve a tree."""

    def tag_paths(self) -> Sequence[tuple[int, str]]:
        """Give every tag's id and path."""

    def searched_text(self, article: int) -> str | None:
        """Give the title and text of an article without its boilerplate, or None where there is none."""

    def frequency(self, token: str, most: int) -> int:
        """Count the articles in which a token of the index stands, up to so many."""

    def indexed(self) -> int:
        """Say about how many articles the index holds."""


def resolve(node: Node, project: Project) -> Node:
    """Give the tree with nothing left to ask; raises QueryError where a tag's name is not unique."""
    if isinstance(node, And | Or):
        return type(node)(tuple(resolve(child, project) for child in node.children))
    if isinstance(node, Not):
        return Not(resolve(node.child, project))
    if isinstance(node, Field) and node.name == "tag":
        return _tagged(node, project.tag_paths())
    if isinstance(node, Like):
        return _like(node, project)
    return _similar(node, project) if isinstance(node, Similar) else node


def _similar(node: Similar, project: Project) -> Node:
    text = project.searched_text(node.article)
    if text is None:
        return Not(Everything())
    itself = Field("id", (Value(str(node.article)),), 0, 0)
    return And((_grams(text, "text", project), Not(itself)))


def _grams(text: str, scope: str | None, project: Project) -> Node:
    found = telling(text, project.frequency)
    return Grams(found, scope) if found else Not(Everything())


def _like(node: Like, project: Project) -> Node:
    grams = _grams(node.text, node.scope, project)
    if not isinstance(grams, Grams):
        return grams
    return replace(grams, stems=stems_of(node.text, project.frequency, project.indexed()))


def _tagged(node: Field, paths: Sequence[tuple[int, str]]) -> Tagged:
    known = _normal(tuple(paths))
    chosen: list[int] = []
    for value in node.values:
        path = _path(value, known, node)
        depth = len(path)
        chosen += [tag for tag, names in known if names == path or (not value.exact and names[:depth] == path)]
    return Tagged(tuple(dict.fromkeys(chosen)))


@lru_cache(maxsize=4)
def _normal(paths: tuple[tuple[int, str], ...]) -> Sequence[tuple[int, tuple[str, ...]]]:
    return [(tag, tuple(normal(name) for name in path.split("/"))) for tag, path in paths]


def _path(value: Value, known: Sequence[tuple[int, tuple[str, ...]]], node: Field) -> tuple[str, ...]:
    """Find the path that a value means: itself, or the only one that ends so."""
    sought = tuple(normal(name.strip()) for name in value.text.strip("/").split("/"))
    paths = [names for _, names in known]
    ending = [names for names in paths if names[-len(sought) :] == sought]
    if sought in paths or not ending:
        return sought
    if len(ending) > 1:
        choices = ", ".join("/".join(names) for names in ending)
        raise QueryError(
            f"There are several tags “{value.text}”; write one of {choices}.", start=node.start, end=node.end
        )
    return ending[0]
