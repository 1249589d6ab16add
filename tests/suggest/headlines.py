"""Headlines made of the words of three subjects, and a project of them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from store import create_project
from tests.projects import bring

SUBJECTS = {
    "sport": ("선수", "경기", "우승", "감독", "홈런", "득점", "league", "match"),
    "money": ("은행", "금리", "주가", "환율", "투자", "수출", "market", "shares"),
    "power": ("국회", "의원", "대통령", "여당", "야당", "선거", "vote", "party"),
}
"""Words of three subjects, from which headlines are made."""


def headlines(count: int, seed: int) -> tuple[list[str], list[int]]:
    """Make headlines of four words of their subject and two of any, with the subjects' numbers."""
    draw = np.random.default_rng(seed)
    every = [word for words in SUBJECTS.values() for word in words]
    texts, subjects = [], []
    for _ in range(count):
        subject = int(draw.integers(3))
        own = list(SUBJECTS.values())[subject]
        words = [*(own[k] for k in draw.integers(len(own), size=4)), *(every[k] for k in draw.integers(24, size=2))]
        draw.shuffle(words)
        texts.append(" ".join(words))
        subjects.append(subject)
    return texts, subjects


def build_headlines(folder: Path, count: int) -> Path:
    """Make a project of so many headlines, the first 18 of them tagged with their subject."""
    texts, subjects = headlines(count, 9)
    names = tuple(SUBJECTS)
    with (folder / "news.jsonl").open("w", encoding="utf-8") as file:
        for number, (text, subject) in enumerate(zip(texts, subjects, strict=True)):
            tags = [{"tag": names[subject]}] if number < 18 else []
            file.write(json.dumps({"text": text, "source": f"n{number}", "tags": tags}, ensure_ascii=False) + "\n")
    path = folder / "news.galpi"
    create_project(path).close()
    bring(path, folder / "news.jsonl", recognize=False)
    return path
