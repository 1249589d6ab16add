"""Moments that a page gives in world time, told in the local time that its readers see."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

_KOREA = timezone(timedelta(hours=9))


def in_local_time(moment: str | None, seen: str | None) -> str | None:
    """Return a moment in Korean time where the page's data says UTC and its visible line shows the hour nine later.

    A page whose data says UTC and means Korean time (both show the same clock) gets the offset it lacks.
    """
    if moment is None or seen is None or "T" not in moment or "T" not in seen:
        return moment
    try:
        given, shown = datetime.fromisoformat(moment), datetime.fromisoformat(seen)
    except ValueError:
        return moment
    if given.utcoffset() != timedelta(0) or shown.tzinfo is not None:
        return moment
    local = given.astimezone(_KOREA).replace(tzinfo=None)
    clock = given.replace(tzinfo=None)
    for each in (local, clock):
        if abs(each - shown) < timedelta(minutes=1):
            return each.replace(tzinfo=_KOREA).isoformat(timespec="minutes")
    return moment
