"""The script that lies beside a Prodigy export and makes spaCy's binary files of it, where spaCy is installed."""

SCRIPT = '''"""Make spaCy's DocBin of Prodigy JSONL: python make_spacy.py train.jsonl train.spacy [language]

Tokens are taken as they are in the file, so that no span is dropped for its borders. All spans go to doc.spans["sc"];
those that do not overlap and have no white space at their ends go to doc.ents (longest first), tags to doc.cats.
"""

import json
import sys

import spacy
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans


def main(source, target, language="xx"):
    vocab = spacy.blank(language).vocab
    tasks = []
    with open(source, encoding="utf-8", newline="\\n") as stream:
        for line in stream:
            tasks.append(json.loads(line))
    cats = sorted({tag for task in tasks for tag in task["accept"]})
    out = DocBin(store_user_data=True)
    for task in tasks:
        words = [token["text"] for token in task["tokens"]]
        doc = Doc(vocab, words=words, spaces=[token["ws"] for token in task["tokens"]])
        assert doc.text == task["text"], task["meta"]["id"]
        spans = []
        for span in task["spans"]:
            made = doc[span["token_start"] : span["token_end"] + 1]
            spans.append(doc.char_span(span["start"], span["end"], label=span["label"], kb_id=span.get("kb_id", "")))
            assert spans[-1] is not None and spans[-1].text == made.text, (task["meta"]["id"], span)
        doc.spans["sc"] = spans
        doc.set_ents(filter_spans([s for s in spans if not s[0].is_space and not s[-1].is_space]))
        doc.cats = {cat: float(cat in task["accept"]) for cat in cats}
        doc.user_data["id"] = task["meta"]["id"]
        out.add(doc)
    out.to_disk(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
'''
"""What is written; it needs spaCy 3."""
