"""The language of a text, by its script and, among Latin ones, by its little words."""

from __future__ import annotations

import re
from collections import Counter

# A syllable or character says as much as two or three letters of an alphabet.
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]+"), 2.5),
    ("ja", re.compile("[\u3041-\u30ff]+"), 2.5),
    ("zh", re.compile("[\u4e00-\u9fff]+"), 2.0),
    ("ru", re.compile("[\u0400-\u04ff]+"), 1.0),
    ("el", re.compile("[\u0370-\u03ff]+"), 1.0),
    ("ar", re.compile("[\u0600-\u06ff]+"), 1.0),
    ("he", re.compile("[\u0590-\u05ff]+"), 1.0),
    ("th", re.compile("[\u0e00-\u0e7f]+"), 1.0),
    ("hi", re.compile("[\u0900-\u097f]+"), 1.0),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]+"), 1.0),
)
_HEAVIEST = 2.5
_LITTLE_WORDS = {
    "en": "the and of to in for that with is on was by at as",
    "de": "der die das und ist nicht mit von den ein eine auf für",
    "fr": "le la les des et est une dans pour que qui sur du",
    "es": "el los las una que por con para del se es en y",
    "it": "il di che gli una per con del della è sono nel",
    "pt": "o os um uma que com para não do da em por são",
    "nl": "de het een van en is niet met voor op dat zijn",
    "tr": "ve bir bu için ile da de olarak olan",
    "pl": "i w nie na się jest że do z o",
    "id": "yang dan di untuk dengan dari ini itu",
    "vi": "và của là các được trong cho",
}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None where it has no letters; reads the first 20,000 characters."""
    sample = text[:20_000]
    weights: dict[str, float] = {}
    left = len(sample)
    for code, pattern, weight in _SCRIPTS:
        found = sum(map(len, pattern.findall(sample)))
        weights[code] = found * weight
        left -= found
        # What is left cannot weigh more: mostly the first script decides.
        if weights[code] > left * _HEAVIEST:
            break
    best = max(weights, key=lambda code: weights[code])
    if not weights[best]:
        return None
    # Japanese is written with more Han than kana, Korean seldom is.
    if best == "zh" and weights["ja"] * 10 > weights["zh"]:
        return "ja"
    return _latin_language(sample) if best == "latin" else best


def _latin_language(sample: str) -> str:
    counts = Counter(_WORD.findall(sample.casefold()))
    scores = {code: sum(counts[word] for word in known.split()) for code, known in _LITTLE_WORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    # English unless another language plainly has more of its own little words.
    return best if scores[best] > scores["en"] * 1.2 else "en"
