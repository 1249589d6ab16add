"""Walking through the suggestions of an article: one key says yes or no and goes on to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from store.records import Mention
from ui.theme import PLAIN_TYPES

if TYPE_CHECKING:
    from store import Store
    from ui.current import Current


class Review:
    """Acts on the suggestions under the cursor; without any it goes to the first one, so that it is seen before."""

    def __init__(self, store: Store, current: Current, say: Callable[[str], None]) -> None:
        self._store, self._current, self._say = store, current, say

    def judge(self, judge: Callable[[Sequence[int]], None]) -> None:
        """Call `judge` with the suggestions under the cursor, if there are any, and go on to the next one."""
        article = self._current.article
        if article is None:
            return
        waiting = [mention for mention in self._store.mentions.of(article) if mention.state == "suggested"]
        here = [mention for mention in waiting if mention.id in self._current.mentions]
        # Dates and amounts are right nearly always; they are judged where one points at them.
        left = [mention for mention in waiting if mention.type not in PLAIN_TYPES and mention not in here]
        if here:
            judge([mention.id for mention in here])
        self._go_on(left, after=here[-1].start if here else -1)

    def _go_on(self, waiting: Sequence[Mention], *, after: int) -> None:
        if not waiting:
            self._say("No suggestion is left in this article.")
            return
        following = next((mention for mention in waiting if mention.start >= after), waiting[0])
        self._current.place(following.start, following.end)
        self._current.mentions = (following.id,)
        self._say(f"“{following.quote}” · {following.entity or following.type}: Y accepts, X rejects")
