"""Random histories walked by two processes on one file: undone to nothing and redone, equal at every step."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from store import Store, UserError, check, open_project
from tests.acts import ACTS
from tests.acts_of_coding import JOINING
from tests.projects import dump

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What a walk did: acts tried, steps they left, states compared, times the file was opened anew."""

    acts: int
    steps: int
    compared: int
    reopened: int


def state_of(store: Store) -> str:
    """Give a digest of all that the journal can bring back."""
    return hashlib.sha256(repr(sorted(dump(store).items())).encode()).hexdigest()


def do(store: Store, words: list[str]) -> str:
    """Do one act, undo or redo, and give the state after it, or `-` where nothing was left.

    After a `+` where the act joined the step before it, after a `<` where both together changed nothing, and no step is left.
    """
    steps, before = _steps(store), state_of(store)
    if words[0] == "undo":
        done = store.journal.undo() is not None
    elif words[0] == "redo":
        done = store.journal.redo() is not None
    else:
        number, *numbers = map(int, words[1:])
        try:
            ACTS[number % len(ACTS)](store, (numbers[0], numbers[1], numbers[2]))
        except UserError:
            return "-"
        if _steps(store) < steps:
            return f"<{state_of(store)}"
        if _steps(store) == steps:
            return "-" if state_of(store) == before else f"+{state_of(store)}"
        done = True
    return state_of(store) if done else "-"


def _steps(store: Store) -> int:
    """Count the steps there have ever been: two that were joined are one, under the number of the later."""
    return int(store.db.conn.execute("select count(*) from change").fetchone()[0])


class Other:
    """A process of its own that has the same project open."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.walks", str(path)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def do(self, words: list[str]) -> str:
        """Let it do one thing and give the state it sees."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


def walk(path: Path, *, acts: int, seed: int, reopen: int) -> Walk:
    """Walk `acts` random acts, by turns of chance in this process and another, opening anew after each `reopen` steps.

    Raises AssertionError where a state differs from what it was, or the project breaks a promise.
    """
    chance = random.Random(seed)
    other, store = Other(path), open_project(path)
    opened = 0
    try:
        states = [state_of(store)]
        for place in range(acts):
            words = ["act", *(str(chance.randrange(401)) for _ in range(4))]
            words[1] = str(chance.randrange(len(ACTS)))
            state = do(store, words) if chance.random() < 0.5 else other.do(words)
            if state == "-":
                assert state_of(store) == states[-1], (place, words)
            elif state[0] in "+<":
                assert ACTS[int(words[1])] in JOINING
                states.pop()
                if state[0] == "+":
                    states.append(state[1:])
                assert state_of(store) == state[1:] == states[-1], (place, words)
            else:
                states.append(state)
                assert state_of(store) == state, (place, words)
        first = next(place for place, _ in enumerate(states))
        compared = 0
        for turn, wanted in (("undo", states[first:-1][::-1]), ("redo", states[first + 1 :])):
            for place, expected in enumerate(wanted):
                if place % reopen == reopen - 1:
                    store.close()
                    store = open_project(path)
                    opened += 1
                found = do(store, [turn]) if chance.random() < 0.5 else other.do([turn])
                assert found == expected, (turn, place)
                compared += 1
        assert check(store) == ()
    finally:
        store.close()
        other.close()
    return Walk(acts=acts, steps=len(states) - 1, compared=compared, reopened=opened)


def _serve(path: Path) -> None:
    with open_project(path) as store:
        for line in sys.stdin:
            sys.stdout.write(do(store, line.split()) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
