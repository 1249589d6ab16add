"""doccano's own importer, without its server: a project of each kind, the spans as its window cuts them out of the text."""

import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

BACKEND = Path(next(iter(find_spec("backend").submodule_search_locations)))
WORK = Path(tempfile.mkdtemp())
sys.path.insert(0, str(BACKEND))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings.base",
    "DATABASE_URL": f"sqlite:///{WORK / 'doccano.db'}",
    "SECRET_KEY": "none",
    "DATA_PATH": str(WORK),
}
os.chdir(WORK)
import django
from told import Told

django.setup()
from data_import.datasets import load_dataset
from data_import.pipeline.catalog import create_file_format
from data_import.pipeline.readers import FileName
from django.contrib.auth import get_user_model
from django.core.management import call_command
from examples.models import Example
from labels.models import Category, Relation
from labels.models import Span as Marked
from projects.models import SequenceLabelingProject, TextClassificationProject

exports = Path(sys.argv[1])
told = Told("doccano")
call_command("migrate", verbosity=0)
USER = get_user_model().objects.create_user("kim")


def imported(name, model, kind, **options):
    # Relations are imported into a project of spans.
    type_ = "SequenceLabeling" if kind == "RelationExtraction" else kind
    project = model.objects.create(name=name, description="d", project_type=type_, created_by=USER, **options)
    path = exports / name / "set.jsonl"
    file = FileName(full_path=str(path), generated_name=path.name, upload_name=path.name)
    dataset = load_dataset(kind, create_file_format("JSONL"), [file], project)
    dataset.save(USER, batch_size=100)
    for error in dataset.errors:
        told.complain(f"{name}: {error}")
    return project


def cut(text, start, end):
    """Cut as JavaScript does: its strings count UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def spans(name, kind):
    options = {"allow_overlapping": True, "use_relation": kind == "RelationExtraction"}
    project = imported(name, SequenceLabelingProject, kind, **options)
    found = []
    for example in Example.objects.filter(project=project):
        for span in Marked.objects.filter(example=example):
            text = cut(example.text, span.start_offset, span.end_offset)
            found.append((str(example.meta["doc_id"]), span.label.text, text))
    if kind == "RelationExtraction" and not Relation.objects.filter(example__project=project).count():
        told.complain(f"{name}: no relation was imported")
    return found


def categories(name):
    project = imported(name, TextClassificationProject, "DocumentClassification")
    if not Category.objects.filter(example__project=project).count():
        told.complain(f"{name}: no category was imported")


told.read("doccano-spans", lambda: spans("doccano-spans", "SequenceLabeling"))
told.read("doccano-relations", lambda: spans("doccano-relations", "RelationExtraction"))
told.read("doccano-categories", lambda: categories("doccano-categories"))
told.tell()
