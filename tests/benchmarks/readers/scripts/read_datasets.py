"""The Hugging Face folder, offline, typed by its card."""

import os
import sys
import tempfile
from pathlib import Path

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": tempfile.mkdtemp()}
import datasets
from huggingface_hub import DatasetCard
from told import Told

exports = Path(sys.argv[1])
told = Told("datasets")


def folder(name):
    found = []
    for part in datasets.load_dataset(str(exports / name / "set")).values():
        labels = part.features["spans"].feature["label"] if hasattr(part.features["spans"], "feature") else None
        labels = labels or part.features["spans"][0]["label"]
        for row in part:
            found += [(row["id"], labels.int2str(s["label"]), row["text"][s["start"] : s["end"]]) for s in row["spans"]]
    return found


def card(name):
    DatasetCard.load(str(exports / name / "set" / "README.md"))


for each in ("huggingface", "huggingface-split"):
    told.read(each, lambda each=each: folder(each))
    told.read(f"{each} card", lambda each=each: card(each))
told.read(
    "jsonl", lambda: list(datasets.load_dataset("json", data_files=str(exports / "jsonl" / "set.jsonl"))) and None
)
told.tell()
