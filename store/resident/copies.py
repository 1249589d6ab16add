"""Which group of copies each article is in: one array, so that a list of a million is folded at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray


class Copies(Mapping[int, int]):
    """The number of its group for each article that is in one; never changed."""

    def __init__(self, articles: NDArray[np.integer], groups: NDArray[np.integer]) -> None:
        self._groups = np.zeros(int(articles.max()) + 1 if len(articles) else 1, np.int32)
        self._groups[articles] = groups

    @classmethod
    def of(cls, groups: Mapping[int, int]) -> Copies:
        """Give the same groups as an array."""
        if isinstance(groups, Copies):
            return groups
        return cls(np.array([*groups], np.int64), np.array([*groups.values()], np.int32))

    def numbers(self, articles: NDArray[np.int64]) -> NDArray[np.int32]:
        """Give the number of the group of each of these articles, nought where it is in none."""
        if not len(articles) or articles.max() < len(self._groups):
            return self._groups[articles]
        known = articles < len(self._groups)
        return np.where(known, self._groups[np.where(known, articles, 0)], 0)

    def __getitem__(self, article: int) -> int:
        """Give the number of the group of an article; raises KeyError where it is in none."""
        group = int(self._groups[article]) if 0 < article < len(self._groups) else 0
        if not group:
            raise KeyError(article)
        return group

    def __iter__(self) -> Iterator[int]:
        """Go through the articles that are in a group."""
        return iter(np.nonzero(self._groups)[0].tolist())

    def __len__(self) -> int:
        """Count the articles that are in a group."""
        return int(np.count_nonzero(self._groups))
