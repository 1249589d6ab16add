"""Whether words and phrases are found wherever they stand: ten thousand drawn from a corpus, against a scan of all of it.

The scan reads every normal text and knows nothing of the index: a phrase is found where its runs follow each other, a run of
Hangul or Han anywhere in one of the text, letters and digits as a whole one. Words are drawn as they stand, in pieces, as
phrases of two or three, decomposed, in full width and in capitals. SQLite's own tokenizers, over the same texts, are the
yardstick: how many of the queries they answer rightly.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import Store, create_project, import_paths
from store.query.columns import columns
from store.text.normal import normal

KOREAN = Path(__file__).parents[3] / "shared" / "corpora" / "korean"
SOURCES = ("klue_mrc_articles.jsonl", "wikinews.jsonl")
QUERIES = 10_000
COMPARED = 500
FIRST, LAST = "\x01", "\x02"


def kind(character: str) -> str:
    """Say what a character of normal text belongs to."""
    if not character.isalnum() or character == "_":
        return "gap"
    if character.isdecimal():
        return "digit"
    name = unicodedata.name(character, "")
    return "cjk" if name.startswith(("HANGUL", "CJK", "HIRAGANA", "KATAKANA")) else "letter"


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Cut normal text where the kind of character changes, one character at a time."""
    before, run = "gap", ""
    for character in [*normal(text), " "]:
        now = kind(character)
        if now != before:
            if before != "gap":
                yield before, run
            before, run = now, ""
        run += character


def marked(text: str) -> str:
    """Write the runs of a text one after another, each between the marks of its ends."""
    return "".join(f"{FIRST}{run}{LAST}" for _, run in runs(text))


def sought(typed: str) -> str:
    """Write a phrase as it would stand in a marked text; its ends may lie inside a run of Hangul or Han."""
    found = list(runs(typed))
    written = "".join(f"{FIRST}{run}{LAST}" for _, run in found)
    written = written[1:] if found[0][0] == "cjk" else written
    return written[:-1] if found[-1][0] == "cjk" else written


def drawn(texts: list[str], chance: random.Random) -> Iterator[str]:
    """Draw words and phrases as people might type them."""
    while True:
        words = chance.choice(texts).split()
        if not words:
            continue
        at = chance.randrange(len(words))
        typed = " ".join(words[at : at + chance.choice((1, 1, 1, 2, 3))])
        if chance.random() < 0.4:
            start = chance.randrange(len(typed))
            typed = typed[start : start + chance.randint(1, 6)]
        form = chance.randrange(8)
        if form == 0:
            typed = unicodedata.normalize("NFD", typed)
        elif form == 1:
            typed = "".join(
                chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" and sign not in '"\\' else sign for sign in typed
            )
        elif form == 2:
            typed = typed.upper()
        if any(True for _ in runs(typed)) and not typed.rstrip().endswith(("*", "＊")):
            yield typed


def texts_of(store: Store) -> dict[int, list[str]]:
    """Read what is searched of each article: title and all parts but boilerplate, neighbours of one role together."""
    rows = store.db.conn.execute(
        "select a.id, coalesce(a.title, ''), t.text, i.parts from article a join article_text t on t.article = a.id"
        " join indexed i on i.article = a.id where a.removed = 0"
    )
    return {number: list(columns(text, parts, title).within("text")) for number, title, text, parts in rows}


def plain(texts: dict[int, list[str]], tokenizer: str) -> sqlite3.Connection:
    """Make an index of SQLite's own over the same texts."""
    index = sqlite3.connect(":memory:")
    index.execute(f"create virtual table t using fts5(text, tokenize='{tokenizer}')")
    rows = [(number, "\n".join(stretches)) for number, stretches in texts.items()]
    index.executemany("insert into t(rowid, text) values (?, ?)", rows)
    return index


def main() -> None:
    """Print the table."""
    if not KOREAN.exists():
        sys.stdout.write("The corpora are not at hand.\n")
        return
    with tempfile.TemporaryDirectory() as folder, create_project(Path(folder) / "p.galpi") as store:
        for name in SOURCES:
            for _ in import_paths(store.path, [KOREAN / name], recognize=False):
                pass
        texts = texts_of(store)
        scanned = {number: [marked(text) for text in stretches] for number, stretches in texts.items()}
        chance = random.Random(5)
        source = drawn([text for stretches in texts.values() for text in stretches], chance)
        queries = [next(source) for _ in range(QUERIES)]
        own = {name: plain(texts, name) for name in ("unicode61", "trigram")}
        right, rights, spent = 0, dict.fromkeys(own, 0), 0.0
        for number, typed in enumerate(queries):
            pattern = sought(typed)
            wanted = {article for article, all_ in scanned.items() if any(pattern in text for text in all_)}
            began = time.process_time()
            found = set(store.search.ids(phrase(typed), sort="id"))
            spent += time.process_time() - began
            right += found == wanted
            if found != wanted:
                sys.stderr.write(f"{typed!r}: {len(found)} found, {len(wanted)} by the scan\n")
            if number < COMPARED:
                for name, index in own.items():
                    said = '"' + typed.replace('"', '""') + '"'
                    got = {row[0] for row in index.execute("select rowid from t where t match ?", (said,))}
                    rights[name] += got == wanted
    sys.stdout.write(f"{QUERIES:,} words and phrases of {len(texts):,} articles.\n\n")
    sys.stdout.write("| search | as the scan | ms a query |\n|---|--:|--:|\n")
    sys.stdout.write(f"| Galpi | {right / QUERIES:.4f} | {1000 * spent / QUERIES:.1f} |\n")
    for name in own:
        sys.stdout.write(f"| (yardstick: FTS5 {name}, {COMPARED} of them) | {rights[name] / COMPARED:.3f} | |\n")


def phrase(typed: str) -> str:
    """Write what was typed as one phrase of the filter language."""
    escaped = typed.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


if __name__ == "__main__":
    main()
