"""A second opinion on the body of a page: that of trafilatura, asked for precision."""

from __future__ import annotations

import logging
from typing import Any

from lxml import etree  # type: ignore[import-untyped]


def second_opinion(tree: Any) -> str:
    """Return the body of a parsed page as trafilatura sees it, "" where it sees none; the tree loses what nobody sees.

    It is one vote of several, so a page that it cannot digest is no failure. It reads nothing but the tree.
    """
    # Late, for it takes a quarter of a second that a program without HTML pages need not spend.
    import trafilatura

    # Scripts and drawings are half of many trees, and each copy of the tree would carry them along.
    etree.strip_elements(tree, "script", "style", "svg", "template", "noscript", with_tail=False)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError):
        return ""
    return (getattr(found, "text", None) or "") if found is not None else ""
