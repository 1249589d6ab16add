"""A filter without the terms of one field, so that other values of the field can be counted."""

from __future__ import annotations

from store.query.tree import And, Dated, Everything, Field, Node, Tagged

_NAMES = {
    "language": "lang",
    "outlet": "outlet",
    "author": "author",
    "entity_type": "type",
    "entity": "entity",
    "status": "status",
    "annotator": "annotator",
    "batch": "batch",
}


def without(tree: Node, facet: str) -> Node:
    """Give the tree without its positive top-level terms of the field that a facet (such as `language`) is about."""
    if _is_of(tree, facet):
        return Everything()
    if not isinstance(tree, And):
        return tree
    kept = tuple(child for child in tree.children if not _is_of(child, facet))
    if len(kept) > 1:
        return And(kept)
    return kept[0] if kept else Everything()


def _is_of(node: Node, facet: str) -> bool:
    if isinstance(node, Dated):
        return facet in ("year", "month")
    if isinstance(node, Tagged):
        return facet == "tag"
    return isinstance(node, Field) and node.name == _NAMES.get(facet)
