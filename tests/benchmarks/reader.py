"""How fast the page is: first screen, marks, scrolling, a jump to the end; run as a script, figures in milliseconds."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtWidgets import QApplication

from tests.ui.reader.pages import BODY, TITLE, article, lines_of, mention, tagging
from ui import theme
from ui.reader.page import Page

SIZES = (5_000, 100_000, 1_000_000)  # bytes of UTF-8
MARKS = 500


def main() -> None:
    """Print one line for each size."""
    app = QApplication([])
    theme.apply(app, "light")
    page = Page()
    page.resize(640, 900)
    page.show()
    for size in SIZES:
        text, parts = lines_of(("headline", (TITLE,)), ("body", BODY * (size // len("".join(BODY).encode()) + 1)))
        page.display(article(text, parts, id=size))
        app.processEvents()
        times = [f"{name} {1000 * seconds:.0f}" for name, seconds in _measure(page, text, parts).items()]
        sys.stdout.write(f"{size:>9,} bytes: {', '.join(times)}\n")


def _measure(page: Page, text: str, parts: tuple) -> dict[str, float]:  # type: ignore[type-arg]
    chance = random.Random(1)
    quotes = [text[start : start + 6] for start in (chance.randrange(len(text) - 6) for _ in range(MARKS // 2))]
    mentions = [mention(text, quote, id=number) for number, quote in enumerate(quotes)]
    taggings = [tagging(text, quote, id=number) for number, quote in enumerate(quotes)]
    result = {}
    start = perf_counter()
    page.display(article(text, parts, id=0))
    page.viewport().repaint()
    result["first screen"] = perf_counter() - start
    start = perf_counter()
    page.set_marks(mentions, taggings, {1: "#008660"})
    page.viewport().repaint()
    result[f"{MARKS} marks"] = perf_counter() - start
    start = perf_counter()
    page.verticalScrollBar().setValue(400)
    page.viewport().repaint()
    result["scroll"] = perf_counter() - start
    start = perf_counter()
    page.go_to(len(text) - 20, len(text) - 10)
    page.viewport().repaint()
    result["to the end"] = perf_counter() - start
    return result


if __name__ == "__main__":
    main()
