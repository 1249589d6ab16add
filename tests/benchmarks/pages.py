"""How well saved news pages are read, beside trafilatura in the same run; `python -m tests.benchmarks.pages`.

Pages and truth lie at `../shared/corpora/pages`. The body is scored as scrapinghub's article-extraction-benchmark does:
multisets of 4-grams of words, precision and recall averaged over the pages. Title, authors and day are scored as equal or
not: the title after blanks are joined, authors as a set, the day as it is written on the page.
"""

from __future__ import annotations

import gzip
import html
import itertools
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean
from time import perf_counter
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from store.errors import UserError
from store.parse import parse_html, parse_text
from store.parse.charset import decode_page
from store.parse.flatten import flatten, tree_of
from store.parse.language import language_of
from store.records import ArticleDraft

ROOT = Path(__file__).parents[2]
PAGES = ROOT.parent / "shared" / "corpora" / "pages"
ENGLISH = frozenset(("us", "uk", "ca", "au", "za", "ind", "na", "ls", "il", "jp", "tz", "my"))
_WORD = re.compile(r"\w+")
Counts = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A saved page and what is true of it; `title` is None where only the body is known."""

    name: str
    data: bytes
    body: str
    title: str | None = None
    authors: frozenset[str] = frozenset()
    day: str = ""

    @property
    def english(self) -> bool:
        """Whether it is an English page of a country where English is written."""
        return self.name.partition("/")[0] in ENGLISH and language_of(self.body) == "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one reader made of a page."""

    body: str = ""
    title: str = ""
    authors: frozenset[str] = frozenset()
    day: str = ""


# Readers


def by_galpi(page: Page) -> Found:
    """Read a page as an import does."""
    try:
        return _found(parse_html(page.data, name=page.name))
    except UserError:
        return Found()


def by_lines(page: Page) -> Found:
    """Read a page of which nothing is left but its visible lines."""
    return _found(parse_text(bare_lines(page)))


def by_titled_lines(page: Page) -> Found:
    """Read the visible lines of a page below its own title, as many programs save them."""
    return _found(parse_text(f"{_own_title(page)}\n{bare_lines(page)}"))


def by_text_nodes(page: Page) -> Found:
    """Read a page of which every piece of text between two tags became a line, its own title the first."""
    return _found(parse_text(_stripped_text(page, between="\n")))


def by_text_content(page: Page) -> Found:
    """Read a page whose tags were left out without a line's end in their place, its own title first."""
    return _found(parse_text(_stripped_text(page, between="")))


def by_all_lines(page: Page) -> Found:
    """Take every visible line for the body: what a reader gets who does nothing."""
    return Found(body=bare_lines(page))


def by_trafilatura(page: Page, *, precision: bool = False) -> Found:
    """Read a page with trafilatura alone."""
    import trafilatura

    found = trafilatura.bare_extraction(
        page.data, include_comments=False, with_metadata=True, favor_precision=precision
    )
    if found is None:
        return Found()
    authors = frozenset(filter(None, (found.author or "").split("; ")))
    return Found(body=found.text or "", title=found.title or "", authors=authors, day=(found.date or "")[:10])


def bare_lines(page: Page) -> str:
    """Return the visible lines of a page, all markup gone."""
    return "\n".join(block.text for block in flatten(tree_of(decode_page(page.data).text)))


def _own_title(page: Page) -> str:
    return " ".join((tree_of(decode_page(page.data).text).findtext(".//title") or "").split())


def _stripped_text(page: Page, *, between: str) -> str:
    tree = tree_of(decode_page(page.data).text)
    etree.strip_elements(tree, "script", "style", "noscript", "template", "svg", "iframe", with_tail=False)
    pieces = (" ".join(text.split()) for text in tree.itertext()) if between else tree.itertext()
    lines = between.join(pieces).split("\n")
    return "\n".join(kept for line in lines if (kept := " ".join(line.split())))


def _found(draft: ArticleDraft) -> Found:
    body = "\n".join(draft.text[part.start : part.end] for part in draft.parts if part.role == "body")
    title = "" if draft.title_derived else draft.title or ""
    return Found(body=body, title=title, authors=frozenset(draft.authors), day=(draft.published or "")[:10])


# Pages


def benchmark_pages() -> list[Page]:
    """Return the pages of article-extraction-benchmark."""
    truth = json.loads((PAGES / "aeb" / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Page(
            name=key,
            data=gzip.decompress((PAGES / "aeb" / "html" / f"{key}.html.gz").read_bytes()),
            body=each["articleBody"],
        )
        for key, each in sorted(truth.items())
    ]


def outlet_pages() -> list[Page]:
    """Return the pages of fundus; of several of one outlet, each goes with the truth whose words it has."""
    pages: list[Page] = []
    for file in sorted((PAGES / "fundus").glob("*/*.json")):
        truths = list(json.loads(file.read_text(encoding="utf-8")).values())
        saved = [
            path
            for path in sorted(file.parent.glob(f"{file.stem}_*.html.gz"))
            if re.search(r"_\d{4}_\d\d_\d\d\.html", path.name)
        ]
        saved = [path for path in saved if path.name[: -len("_0000_00_00.html.gz")] == file.stem]
        data = [gzip.decompress(path.read_bytes()) for path in saved]
        for path, page, truth in zip(saved, data, _paired(data, truths), strict=True):
            pages.append(
                Page(
                    name=f"{file.parent.name}/{path.name.removesuffix('.html.gz')}",
                    data=page,
                    body=_body(truth),
                    title=truth["title"] or "",
                    authors=frozenset(truth.get("authors") or ()),
                    day=str(truth["publishing_date"])[:10],
                )
            )
    return pages


def _body(truth: dict[str, Any]) -> str:
    return "\n".join("\n".join([*section["headline"], *section["paragraphs"]]) for section in truth["body"]["sections"])


def _paired(data: Sequence[bytes], truths: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    if len(data) < 2:
        return truths
    said = [set(re.findall(r"\w{4,}", html.unescape(page.decode("utf-8", "replace")))) for page in data]
    wanted = [set(re.findall(r"\w{4,}", f"{truth['title']} {_body(truth)}")) for truth in truths]
    best = max(
        itertools.permutations(range(len(truths))),
        key=lambda order: sum(
            len(wanted[number] & words) / max(1, len(wanted[number])) for number, words in zip(order, said, strict=True)
        ),
    )
    return [truths[number] for number in best]


# Scores


def body_scores(pages: Sequence[Page], found: Sequence[Found]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the bodies."""
    counts = [_counts(page.body, each.body) for page, each in zip(pages, found, strict=True)]
    precision = mean(_share(true, wrong) for true, wrong, _ in counts if true + wrong > 0)
    recall = mean(_share(true, missed) for true, _, missed in counts if true + missed > 0)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _counts(true: str, found: str) -> Counts:
    wanted, given = _shingles(true), _shingles(found)
    counts = (sum((wanted & given).values()), sum((given - wanted).values()), sum((wanted - given).values()))
    total = sum(counts) or 1
    return counts[0] / total, counts[1] / total, counts[2] / total


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)) if words)


def _share(right: float, other: float) -> float:
    return right / (right + other) if right + other else 1.0


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def fact_scores(pages: Sequence[Page], found: Sequence[Found]) -> tuple[float, float, float]:
    """Return the shares of pages whose title, day and set of authors are right."""
    pairs = list(zip(pages, found, strict=True))
    return (
        mean(_plain(page.title or "") == _plain(each.title) for page, each in pairs),
        mean(page.day == each.day for page, each in pairs),
        mean(page.authors == each.authors for page, each in pairs),
    )


# The table

READERS: dict[str, Callable[[Page], Found]] = {
    "Galpi": by_galpi,
    "trafilatura": by_trafilatura,
    "trafilatura, precision": partial(by_trafilatura, precision=True),
    "Galpi, bare lines": by_lines,
    "Galpi, bare lines under the page's title": by_titled_lines,
    "Galpi, one line per text node": by_text_nodes,
    "Galpi, text without tags": by_text_content,
    "all lines": by_all_lines,
}


def main() -> None:
    """Print a table of all readers in Markdown."""
    if not PAGES.exists():
        sys.exit(f"The pages are not at {PAGES.relative_to(ROOT.parent)}; there is nothing to measure.")
    articles, outlets = benchmark_pages(), outlet_pages()
    english = [index for index, page in enumerate(outlets) if page.english]
    lines = [
        f"{len(articles)} pages of article-extraction-benchmark; {len(outlets)} of fundus, {len(english)} of them English.",
        "",
        "| reader | body P | body R | body F1 | title en | day en | authors en | title all | day all | authors all"
        " | fundus body F1 | pages/s |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    with ProcessPoolExecutor(max_workers=2) as pool:
        for name, reader in READERS.items():
            list(pool.map(reader, outlets[:2]))
            start = perf_counter()
            bodies = list(pool.map(reader, articles, chunksize=8))
            rate = len(articles) / (perf_counter() - start)
            facts = list(pool.map(reader, outlets, chunksize=8))
            few = fact_scores([outlets[index] for index in english], [facts[index] for index in english])
            scores = (
                *body_scores(articles, bodies),
                *few,
                *fact_scores(outlets, facts),
                body_scores(outlets, facts)[2],
            )
            lines.append(_row(name, scores, rate))
    sys.stdout.write("\n".join(lines) + "\n")


def _row(name: str, scores: Iterable[float], rate: float) -> str:
    return "| " + " | ".join([name, *(f"{score:.3f}" for score in scores), f"{rate:.0f}"]) + " |"


if __name__ == "__main__":
    main()
