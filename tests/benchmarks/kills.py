"""200 SIGKILLs during tagging, import and merge: `python -m tests.benchmarks.kills [ROUNDS]`."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from store import open_project
from tests.kills import kills
from tests.projects import ARTICLES, build_project, write_articles


def main() -> None:
    """Kill, look, and print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = build_project(folder)
        many = {f"{n}/{path}": f"{text}\n{n}" for n in range(200) for path, text in ARTICLES.items()}
        colleague = Path(shutil.copyfile(template, folder / "colleague.galpi"))
        with open_project(colleague) as store:
            for article in range(1, 7):
                for number in range(40):
                    store.notes.write(article, f"hers {number}", by=f"reader {number}")
                    tag = store.codebook.find("stance").id
                    store.taggings.put(tag, [article], span=(number, number + 5), by=f"reader {number}")
        (folder / "kills").mkdir()
        began = time.perf_counter()
        found = kills(
            template, folder / "kills", articles=write_articles(folder / "in", many), colleague=colleague,
            rounds=rounds, seed=1,
        )  # fmt: skip
        seconds = time.perf_counter() - began
    print("| killed during | times | with something acknowledged | lost | promises broken |\n|---|--:|--:|--:|--:|")
    for kind in ("tagging", "import", "merge"):
        some = [each for each in found if each.kind == kind]
        lost = sum(each.there < each.acknowledged for each in some)
        print(
            f"| {kind} | {len(some)} | {sum(each.acknowledged > 0 for each in some)} | {lost} |"
            f" {sum(bool(each.problem) for each in some)} |"
        )
    print(
        f"\nAfter each kill the project was opened, checked, undone to nothing and checked again; {seconds:,.0f} s in all."
    )
    for each in found:
        if each.problem:
            print(f"- {each}")


if __name__ == "__main__":
    main()
