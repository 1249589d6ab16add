"""The pages as search engines read them: one NewsArticle each, with headline and body."""

import sys
from pathlib import Path

import extruct
from told import Told

exports, articles = Path(sys.argv[1]), int(sys.argv[3])
told = Told("extruct")


def pages():
    paths = sorted((exports / "newsarticle" / "set").glob("*.html"))
    if len(paths) != articles:
        told.complain(f"{len(paths)} pages of {articles} articles")
    for path in paths:
        found = extruct.extract(path.read_text(encoding="utf-8"), syntaxes=["json-ld"], errors="strict")["json-ld"]
        if len(found) != 1 or found[0]["@type"] != "NewsArticle" or not found[0].get("headline"):
            told.complain(f"{path.name}: no NewsArticle with a headline")


told.read("newsarticle", pages)
told.tell()
