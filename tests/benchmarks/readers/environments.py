"""A virtual environment for each reader, made once in a folder beside all other caches, outside of the repository."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(
    os.environ.get("GALPI_READERS")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "galpi-readers"
)
"""Where the environments lie; some gigabytes."""

PATIENCE = 1_800
"""Seconds that an installation may take."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A tool: its name, which is that of its script too, and what is installed for it, the tool itself first."""

    name: str
    packages: tuple[str, ...]

    @property
    def python(self) -> Path:
        """The interpreter that has the tool."""
        return CACHE / self.name / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


READERS = (
    Reader("jsonschema", ("jsonschema==4.26.0",)),
    Reader("duckdb", ("duckdb==2.0.0",)),
    Reader("polars", ("polars==2.1.0",)),
    Reader("openpyxl", ("openpyxl==3.1.5",)),
    Reader("datasets", ("datasets==5.2.0",)),
    Reader("mlcroissant", ("mlcroissant==1.1.1",)),
    Reader("frictionless", ("frictionless==5.21.0",)),
    Reader("seqeval", ("seqeval==1.2.2",)),
    Reader("udtools", ("udtools==0.2.9", "conllu==6.0.0")),
    Reader("spacy", ("spacy==3.8.18",)),
    Reader("pybrat", ("pybrat==0.1.7",)),
    Reader("doccano", ("doccano==1.8.4", "marshmallow<4", "numpy<2", "setuptools<81")),
    Reader("labelstudio", ("label-studio-sdk==2.1.2",)),
    Reader("cassis", ("dkpro-cassis==0.12.0",)),
    Reader("pyld", ("PyLD==3.3.0",)),
    Reader("lxml", ("lxml==6.1.3",)),
    Reader("datasette", ("datasette==0.65.5",)),
    Reader("rispy", ("rispy==0.10.0",)),
    Reader("bibtexparser", ("bibtexparser==1.4.4",)),
    Reader("extruct", ("extruct==0.18.0",)),
)


def ready(reader: Reader) -> str:
    """Make the environment of a reader, if it is not there; gives why that failed, or nothing.

    A version that cannot be had is replaced by any other: which one it was stands in the table.
    """
    done = CACHE / reader.name / "ready"
    if done.is_file():
        return ""
    CACHE.mkdir(parents=True, exist_ok=True)
    failure = _run([sys.executable, "-m", "venv", "--clear", str(CACHE / reader.name)])
    if not failure and (failure := _install(reader, reader.packages)):
        failure = _install(reader, tuple(name.partition("==")[0] for name in reader.packages))
    if not failure:
        done.touch()
    return failure


def _install(reader: Reader, packages: tuple[str, ...]) -> str:
    return _run([str(reader.python), "-m", "pip", "install", "--quiet", *packages])


def _run(words: list[str]) -> str:
    try:
        ended = subprocess.run(words, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return f"took more than {PATIENCE} s"
    return "" if ended.returncode == 0 else (ended.stderr.strip().splitlines() or ["failed"])[-1]
