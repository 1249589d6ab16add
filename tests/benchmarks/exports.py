"""How long each export takes, writing and proving apart: 10,000 articles of 2 KB with 100,000 marks; run as a command.

`python tests/benchmarks/exports.py [ARTICLES [FORMAT...]]` prints a table; the yardstick is json.dumps and json.loads of the
same records in the same run.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import create_project, export, known_formats, open_project
from store.records import ExportReport, Recipe

WORDS = [
    "서울시는", "스마트", "도시", "버스를", "시범", "운행한다고", "밝혔다", "시민", "불편",
    "노선", "Daegu", "opens", "water", "platform",
    "sensors", "😀", "길잡이", "시스템",
]  # fmt: skip
TAGS = ("systems/mobility", "systems/energy", "scope/domestic", "stance")


def build(path: Path, articles: int) -> None:
    """Make a project by rows: five mentions and five tagged passages an article."""
    random.seed(1)
    with create_project(path) as store:
        for tag in TAGS:
            store.codebook.add(tag)
        tags = [store.codebook.find(tag).id for tag in TAGS]
        connection = store.db.conn
        connection.execute("begin")
        annotator = connection.execute("insert into annotator(uid, name) values ('u', 'Kim') returning id").fetchone()[
            0
        ]
        entities = [row[0] for row in connection.execute("select id from entity where type = 'place' limit 50")]
        mention = tagging = 0
        for number in range(1, articles + 1):
            text = ". ".join(" ".join(random.choices(WORDS, k=12)) for _ in range(24))
            connection.execute(
                "insert into article(id, uid, batch, source, sha256, language, title, outlet, published, length, text_sha256)"
                " values (?, ?, 1, ?, 'x', 'ko', ?, ?, '2021-03-24', ?, 'x')",
                (number, f"a{number:08}", f"{number}.txt", text[:30], f"outlet {number % 40}", len(text)),
            )
            connection.execute("insert into article_text(article, text) values (?, ?)", (number, text))
            connection.execute(
                "insert into part(article, role, start, \"end\") values (?, 'body', 0, ?)", (number, len(text))
            )
            for place in range(5):
                start = place * 150 + random.randrange(40)
                quote = text[start : start + 8]
                mention += 1
                connection.execute(
                    'insert into mention(uid, article, start, "end", quote, type, entity, state, origin)'
                    " values (?, ?, ?, ?, ?, 'place', ?, 'accepted', 'person')",
                    (f"m{mention}", number, start, start + 8, quote, random.choice(entities)),
                )
                start += 60
                tagging += 1
                connection.execute(
                    'insert into tagging(uid, article, tag, start, "end", quote, annotator, at)'
                    " values (?, ?, ?, ?, ?, ?, ?, '2021')",
                    (
                        f"t{tagging}",
                        number,
                        random.choice(tags),
                        start,
                        start + 20,
                        text[start : start + 20],
                        annotator,
                    ),
                )
        connection.execute("commit")


def main(articles: int, names: list[str]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "p.galpi"
        build(project, articles)
        with open_project(project) as store:
            texts = [store.articles.text(number) for number in range(1, min(articles, 10_000) + 1)]
        began = time.perf_counter()
        for text in texts:
            json.loads(json.dumps({"text": text, "spans": [[n, n + 8, "place", text[n : n + 8]] for n in range(10)]}))
        print(f"yardstick: json of {len(texts):,} records {time.perf_counter() - began:.2f} s\n")
        print("| format | writing s | proving s | together s | MB |")
        print("|---|---:|---:|---:|---:|")
        for each in known_formats():
            if names and each.name not in names:
                continue
            for flavour in [name for name, _ in each.flavours if "morphemes" not in name and "bioes" not in name] or [
                ""
            ]:
                out = Path(folder) / f"{each.name}-{flavour}{each.suffix}"
                try:
                    report = run(project, out, Recipe(format=each.name, flavour=flavour))
                except Exception as error:  # noqa: BLE001  what is not installed is left out
                    print(f"| {each.name} {flavour} | {str(error)[:60]} | | | |")
                    continue
                print(
                    f"| {each.name} {flavour} | {report.writing:.2f} | {report.proving:.2f} | {report.seconds:.2f}"
                    f" | {report.bytes / 1e6:.1f} |",
                    flush=True,
                )
        print(f"\nmost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def run(project: Path, out: Path, recipe: Recipe) -> ExportReport:
    """Export to the end."""
    steps = export(project, out, recipe)
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            report: ExportReport = ended.value
            return report


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, sys.argv[2:])
