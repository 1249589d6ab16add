"""CoNLL files as sequences of tags, strictly by their scheme."""

import sys
from pathlib import Path

from seqeval.metrics import classification_report
from seqeval.scheme import IOB2, IOBES, Entities
from told import Told

exports = Path(sys.argv[1])
told = Told("seqeval")


def read(path):
    """Give the sentences of each article: pairs of token and tag."""
    articles, sentence = [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("-DOCSTART-"):
            articles.append([])
        elif line:
            columns = line.split(" ")
            if len(columns) != 4:
                told.complain(f"{path.parent.name}: a line of {len(columns)} columns")
            sentence.append((columns[0], columns[-1]))
        elif sentence:
            articles[-1].append(sentence)
            sentence = []
    return articles


def conll(name, scheme):
    found = []
    for number, article in enumerate(read(exports / name / "set.conll"), 1):
        tags = [[tag for _, tag in sentence] for sentence in article]
        if any(tag != "O" for sentence in tags for tag in sentence):
            report = classification_report(tags, tags, mode="strict", scheme=scheme, output_dict=True)
            if report["micro avg"]["f1-score"] != 1.0:
                told.complain(f"{name}: strict F1 of an article with itself is {report['micro avg']['f1-score']}")
        for sentence, entities in zip(article, Entities(tags, scheme).entities, strict=True):
            for each in entities:
                words = "".join(word for word, _ in sentence[each.start : each.end])
                found.append((str(number), each.tag, words))
    return found


for name, scheme in (
    ("conll-cut", IOB2),
    ("conll-cut-bioes", IOBES),
    ("conll-char", IOB2),
    ("conll-char-bioes", IOBES),
):
    told.read(name, lambda name=name, scheme=scheme: conll(name, scheme))
told.tell()
