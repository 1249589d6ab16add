"""The formats that a dataset can be written in, each in a file of its own, read when it is first asked for."""

from __future__ import annotations

from importlib import import_module

from store.dataset.form import HOLDS, Format
from store.errors import UserError
from store.records import FormatInfo

_HOMES = {
    "jsonl": "store.formats.jsonl",
    "csv": "store.formats.csv_tables",
    "xlsx": "store.formats.xlsx",
    "huggingface": "store.formats.huggingface",
    "conll": "store.formats.conll",
    "conllu": "store.formats.conllu",
    "prodigy": "store.formats.prodigy",
    "gliner": "store.formats.gliner",
    "tokens": "store.formats.tokens",
    "chat": "store.formats.chat",
    "brat": "store.formats.brat",
    "doccano": "store.formats.doccano",
    "labelstudio": "store.formats.labelstudio",
    "cas": "store.formats.cas",
    "webannotation": "store.formats.webannotation",
    "refi": "store.formats.refi",
    "taguette": "store.formats.taguette",
    "tei": "store.formats.tei",
    "frictionless": "store.formats.frictionless",
    "croissant": "store.formats.croissant",
    "parquet": "store.formats.parquet",
    "sqlite": "store.datasette",
    "csl": "store.formats.csl",
    "ris": "store.formats.ris",
    "bibtex": "store.formats.bibtex",
    "newsarticle": "store.formats.newsarticle",
}
"""Where each format is at home, in the order in which they are offered."""


def export_format(name: str) -> Format:
    """Give the format of this name; raises UserError where there is none."""
    if name not in _HOMES:
        raise UserError(f"“{name}” is no format to export to; choose one of {', '.join(_HOMES)}.")
    found: Format = import_module(_HOMES[name]).FORMAT
    return found


def known_formats() -> tuple[FormatInfo, ...]:
    """List the formats that can be imported and exported."""
    return tuple(_info(export_format(name)) for name in _HOMES)


def _info(form: Format) -> FormatInfo:
    return FormatInfo(
        name=form.name,
        label=form.label,
        reads=form.reads,
        writes=True,
        suffix=form.suffix,
        flavours=form.flavours,
        unit=form.unit,
        lacks=tuple(name for name in HOLDS if name not in form.holds),
    )
