"""The collector is held back just as long as somebody wants it, and then is as it was."""

from __future__ import annotations

import gc
from threading import Barrier, Thread

import pytest

from store.collecting import held_back


def test_it_is_held_back_until_the_last_one_is_done() -> None:
    assert gc.isenabled()
    with held_back():
        with held_back():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_comes_back_after_a_failure() -> None:
    with pytest.raises(ValueError, match="no"), held_back():
        raise ValueError("no")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with held_back():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_two_threads_hold_it_back_together() -> None:
    both, seen = Barrier(2), []

    def hold() -> None:
        with held_back():
            both.wait()
            seen.append(gc.isenabled())
            both.wait()

    threads = [Thread(target=hold) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [False, False]
    assert gc.isenabled()
