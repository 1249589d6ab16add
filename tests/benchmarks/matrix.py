"""Times of the evidence matrix on 100,000 articles with 500,000 mentions, beside a plain self-join in SQL.

Run with `python -m tests.benchmarks.matrix`. Processor time, the best of five; names are met as in life: few of them often.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from store import Store, create_project, open_project
from store.db import writing
from store.records import MatrixSpec

ARTICLES, MENTIONS = 100_000, 500_000
CITIES, SYSTEMS, PERSONS = 500, 3_000, 6_500
SENTENCES = 10
_SELF_JOIN = """
    select r.entity, c.entity, count(distinct r.article) from mention r join mention c on c.article = r.article
    where r.type = 'place' and c.type = 'system' and r.state <> 'rejected' and c.state <> 'rejected' group by 1, 2
"""


def fill(store: Store) -> None:
    """Write articles of ten sentences, 2,000 characters in all, and the mentions, without the index of words."""
    draw = random.Random(1)
    sentence = "가람시는 물길 지도 서비스를 시범 운행한다고 밝혔다 그 서비스는 물의 높이를 알린다".ljust(198, "다")
    text = ". ".join([sentence] * SENTENCES) + "."
    with writing(store.db) as connection:
        for table in ("entity", "entity_name", "relation"):
            connection.execute(f"delete from {table}")
        kinds = ["place"] * CITIES + ["system"] * SYSTEMS + ["person"] * PERSONS
        connection.executemany(
            "insert into entity(id, uid, type, name, origin) values (?, ?, ?, ?, 'person')",
            [(number, f"e{number}", kind, f"{kind} {number}") for number, kind in enumerate(kinds, start=1)],
        )
        connection.executemany(
            "insert into article(id, uid, batch, source, sha256, length, text_sha256, language)"
            " values (?, ?, 1, ?, '-', ?, '-', ?)",
            [(n, f"a{n}", f"{n}.txt", len(text), "ko" if n % 2 else "en") for n in range(1, ARTICLES + 1)],
        )
        connection.executemany(
            "insert into article_text(article, text) values (?, ?)", [(n, text) for n in range(1, ARTICLES + 1)]
        )
        connection.executemany(
            'insert into mention(uid, article, start, "end", quote, type, entity, state, origin)'
            " values (?, ?, ?, ?, '-', ?, ?, ?, 'gazetteer')",
            [_mention(draw, number, len(text)) for number in range(MENTIONS)],
        )
    for _ in store.cuts.rebuild():
        pass


def _mention(draw: random.Random, number: int, length: int) -> tuple[object, ...]:
    kind = draw.choices(("place", "system", "person"), (35, 25, 40))[0]
    first, size = {"place": (1, CITIES), "system": (1 + CITIES, SYSTEMS), "person": (1 + CITIES + SYSTEMS, PERSONS)}[
        kind
    ]
    entity = first + min(int(draw.paretovariate(0.6)) - 1, size - 1)
    start = draw.randrange(length - 4)
    state = draw.choice(("suggested", "accepted"))
    return f"m{number}", draw.randint(1, ARTICLES), start, start + 4, kind, entity, state


def timed(name: str, work: Callable[[], object], *, times: int = 5) -> None:
    """Do some work several times and print the shortest processor time."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    sys.stdout.write(f"| {name} | {best * 1000:,.0f} |\n")


def timed_first(store: Store, unit: Literal["sentence", "paragraph"]) -> None:
    """Do the same as a project does that was opened just now and has read nothing yet."""
    with open_project(store.path) as fresh:
        spec = MatrixSpec(rows="place", columns="system", within=unit)
        timed(f"cities × systems in a {unit}, first after opening", lambda: fresh.matrices.read(spec), times=1)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, create_project(Path(folder) / "p.galpi") as store:
        fill(store)

        def read(rows: str = "place", columns: str = "system", **more: object) -> Callable[[], object]:
            return lambda: store.matrices.read(MatrixSpec(rows=rows, columns=columns, **more))  # type: ignore[arg-type]

        sys.stdout.write("| what | ms |\n|---|--:|\n")
        timed("yardstick: self-join in SQL, cities × systems in an article", lambda: store.db.conn.execute(_SELF_JOIN).fetchall(), times=1)  # fmt: skip  # noqa: E501
        timed("cities × systems in an article", read(within="article"))
        timed("the same, Korean articles only", read(within="article", query="lang:ko"))
        timed("the same, parts counted for their wholes", read(within="article", roll_up=True))
        timed("cities × cities in an article", read(columns="place", within="article"))
        timed("cities × systems in a sentence", read(within="sentence"))
        timed("cities × cities in a sentence", read(columns="place", within="sentence"))
        timed("cities × systems in a paragraph", read(within="paragraph"))
        timed_first(store, "sentence")
        timed_first(store, "paragraph")
        timed("sentences of the fullest cell, first 50 articles", lambda: store.evidence.of_cell(MatrixSpec(rows="place", columns="system"), 1, 1 + CITIES))  # fmt: skip  # noqa: E501
        timed("page of a city named in 1,000 articles", lambda: store.pages.read(_city(store)))
        timed("list of all 10,000 entities", store.roster.lines)


def _city(store: Store) -> int:
    return min(
        store.roster.lines(), key=lambda line: abs(line.articles - 1_000) if line.type == "place" else ARTICLES
    ).id


if __name__ == "__main__":
    main()
