"""What is dragged in the window: a tag of the codebook, or articles of the list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

TAG = "application/x-galpi-tag"
ARTICLES = "application/x-galpi-articles"


def of_articles(ids: Iterable[int]) -> QMimeData:
    """Carry articles."""
    data = QMimeData()
    data.setData(ARTICLES, " ".join(map(str, ids)).encode())
    return data


def articles_in(data: QMimeData) -> tuple[int, ...]:
    """Read the articles carried; none where something else is."""
    return tuple(map(int, bytes(data.data(ARTICLES).data()).split())) if data.hasFormat(ARTICLES) else ()


def tag_in(data: QMimeData) -> int | None:
    """Read the tag carried, or None."""
    return int(bytes(data.data(TAG).data())) if data.hasFormat(TAG) else None
