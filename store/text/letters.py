"""Letters A to Z as a text has them, and as its normal form has them: where these are the same."""

from __future__ import annotations

import re

from store.text.normal import normal

_ODD = (
    "\u00aa\u00b2\u00b3\u00b9\u00ba\u00bc-\u00be\u00c0-\u0233\u02b0-\u036f\u1d2c-\u1dbb\u1e00-\u1ef9\u2070-\u20a8\u2100-\u2189"
    "\u2460-\u24ea\u2c7c\u2c7d\u3250-\u325f\u32b1-\u32cf\u3358-\u337a\u3380-\u33ff\ua7f2-\ua7f4\ufb00-\ufb06\uff10-\uff5a"
    "\U000107a5\U0001d400-\U0001d6a3\U0001d7ce-\U0001d7ff\U0001f100-\U0001f190\U0001fbf0-\U0001fbf9"
)
"""Whatever becomes a letter A to Z or a digit though it is none, or nothing at all; and some signs between these."""

_SIGN = re.compile(f"[{_ODD}]")
_BESIDE = re.compile(rf"[\w{_ODD}]")
_AFTER = re.compile(rf"[\w{_ODD}]*")
_SEVERAL = re.compile("[a-z]{3}")


def are_plain(text: str) -> bool:
    """Say whether three and more letters A to Z side by side in a text's normal form surely stand just so in the text.

    A sign by itself, as the ⓒ under most articles, is no harm.
    """
    if text.isascii():
        return True
    at = 0
    while found := _SIGN.search(text, at):
        start = found.start()
        while start > at and _BESIDE.match(text, start - 1):
            start -= 1
        around = _AFTER.match(text, start)
        assert around is not None
        if _SEVERAL.search(normal(around.group())):
            return False
        at = around.end()
    return True
