"""SIGKILLs in the middle of work, in real processes: what was acknowledged is there afterwards, and no promise is broken."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from store import check, open_project
from tests.projects import dump

ROOT = Path(__file__).parents[1]

_BEGIN = "import sys\nfrom pathlib import Path\nfrom store import open_project\nprint('ready', flush=True)\n"
TAGGING = (
    _BEGIN
    + """
with open_project(sys.argv[1]) as store:
    tag = store.codebook.find("stance").id
    number = 0
    while True:
        article = 1 + number % 6
        if number % 3 == 0:
            store.notes.write(article, f"note {number}")
        elif number % 3 == 1:
            store.taggings.put(tag, [article], span=(number % 50, number % 50 + 5), by=f"reader {number % 7}")
        else:
            store.articles.set_status([1, 2, 3], ("done", "discuss")[number % 2])
        number += 1
        print(store.history.newest(), flush=True)
"""
)
IMPORT = (
    _BEGIN
    + """
from store import import_paths
for progress in import_paths(Path(sys.argv[1]), [Path(sys.argv[2])], recognize=False):
    with open_project(sys.argv[1]) as store:
        print(store.articles.count(), flush=True)
"""
)
MERGE = (
    _BEGIN
    + """
from store.merging import merge
for progress in merge(Path(sys.argv[1]), Path(sys.argv[2])):
    print(0, flush=True)
print(1, flush=True)
while True:
    pass
"""
)


@dataclass(frozen=True, kw_only=True)
class Killed:
    """What one SIGKILL met: how much was acknowledged, how much is there, and what is wrong (empty: nothing)."""

    kind: str
    acknowledged: int
    there: int
    problem: str = ""


def kill(kind: str, project: Path, other: Path, *, seconds: float) -> Killed:
    """Start work on the project, kill it after so many seconds of it, and look what is there.

    `kind` is tagging, import (`other`: a folder) or merge (`other`: a project).
    """
    code = {"tagging": TAGGING, "import": IMPORT, "merge": MERGE}[kind]
    with open_project(project) as store:
        before, articles = dump(store), store.articles.count()
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(project), str(other)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    said = [line for line in process.stdout.read().split("\n")[:-1] if line.strip().isdigit()]
    process.stdout.close()
    process.wait()
    acknowledged = int(said[-1]) if said else 0
    with open_project(project) as store:
        problem = "; ".join(each.sentence for each in check(store) if "not yet compared" not in each.sentence)
        if kind == "tagging":
            there = store.history.newest()
        elif kind == "import":
            there = store.articles.count()
            acknowledged = acknowledged or articles
        else:
            there = int(dump(store) != before)
        if there < acknowledged:
            problem = f"{problem} {acknowledged} were acknowledged, {there} are there".strip()
        while store.journal.undo() is not None:
            pass
        problem += "; ".join(
            each.sentence
            for each in check(store)
            if "not yet compared" not in each.sentence and each.sentence not in problem
        )
    return Killed(kind=kind, acknowledged=acknowledged, there=there, problem=problem)


def kills(template: Path, folder: Path, *, articles: Path, colleague: Path, rounds: int, seed: int) -> list[Killed]:
    """Kill so many processes, by turns at tagging, import and merge, each on a fresh copy and after a time of chance."""
    chance = random.Random(seed)
    found = []
    for number in range(rounds):
        kind = ("tagging", "import", "merge")[number % 3]
        project = folder / f"{number}.galpi"
        shutil.copyfile(template, project)
        found.append(kill(kind, project, colleague if kind == "merge" else articles, seconds=chance.uniform(0.05, 1.0)))
        for path in folder.glob(f"{number}.*"):
            if path.is_file():
                path.unlink()
    return found
