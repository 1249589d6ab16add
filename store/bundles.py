"""Bundles: the files of an import that make one dataset together, found by their names and by what is in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from store.errors import UserError
from store.interchange.document import Known
from store.interchange.reading import DATASETS
from store.items import kind_of_file
from store.parse.limits import LARGEST_DOCUMENT, Readable
from store.sources import SourceFile

_PAPERS = ("manifest.json", "card.md")
_CARDS = ("README.md", ".project.json", ".label_config.xml", "make_spacy.py")
BRAT = (".ann", "annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf", "documents.csv")
_TOLD_BY_NAME = (".json", ".jsonl", ".ndjson", ".jsonld", ".xmi", ".xml", ".qde", ".qdpx")


def _nobody(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """A dataset on the disk: its kind, what it is called, and its files by their names in it.

    `place` is what it is known by; `main` the file that it is read from, empty where it is all of them.
    """

    kind: str
    name: str
    place: Path
    main: str
    paths: Mapping[str, Path] = field(default_factory=dict)
    lookup: Callable[[str], Known | None] = _nobody

    def known(self, address: str) -> Known | None:
        """Find an article of the project by its address or uid."""
        return self.lookup(address)

    @property
    def file(self) -> SourceFile:
        """The dataset as a source of an import."""
        return SourceFile(path=self.place, name=self.name)

    def names(self) -> list[str]:
        """List the files in the order of their names."""
        return sorted(self.paths)

    def data(self, name: str) -> bytes:
        """Read a file whole; raises UserError if that is too large or cannot be read."""
        path = self.paths.get(name)
        if path is None:
            raise UserError(f"There is no {name} beside it.")
        try:
            if path.stat().st_size > LARGEST_DOCUMENT:
                raise UserError(f"{name} is larger than {LARGEST_DOCUMENT >> 20} MB, too large to be read whole.")
            return path.read_bytes()
        except OSError as error:
            raise UserError(f"{name} cannot be read ({error.strerror or error}).") from error

    @contextmanager
    def open(self, name: str) -> Iterator[Readable]:
        """Open a file to be read a piece at a time; raises UserError if it cannot be read."""
        try:
            with self.paths[name].open("rb") as stream:
                yield stream
        except OSError as error:
            raise UserError(f"{name} cannot be read ({error.strerror or error}).") from error


def gather(files: Sequence[SourceFile], kind: str | None = None) -> tuple[list[Files], list[SourceFile]]:
    """Take the datasets out of the files of an import: give them, and the files that belong to none.

    Taken are those whose names tell; others `is_dataset` tells by their content. With `kind` all files are of that kind.
    """
    if kind is not None and kind not in DATASETS:
        return [], list(files)
    rest = list(files)
    found: list[Files] = []
    if kind in (None, "brat"):
        found = _brat(files)
        rest = _without(rest, found)
    if kind is not None:
        if kind != "brat":
            found = _together([bundle_of(file, kind) for file in rest])
        return found, [file for file in _without(rest, found) if kind == "brat" and file.name.endswith(".ann")]
    papers = _papers(rest)
    rest = [file for file in rest if file.path not in papers]
    for file in rest:
        told = kind_if_dataset(file.path) if file.path.suffix.lower() in _TOLD_BY_NAME else None
        if told is not None:
            found.append(bundle_of(file, told))
    found = _together(found)
    return found, _without(rest, found)


def kind_if_dataset(path: Path) -> str | None:
    """Say what kind of dataset a file is, or None where it is none, or cannot be read."""
    try:
        kind = kind_of_file(path)
    except UserError:
        return None
    return kind if kind in DATASETS else None


def bundle_of(file: SourceFile, kind: str) -> Files:
    """Give the dataset that one file is read from, with what belongs to it."""
    if kind == "brat":
        return next(iter(_brat([file])), Files(kind=kind, name=file.name, place=file.path, main=""))
    beside = _beside(file.path, kind)
    return Files(
        kind=kind, name=file.name, place=file.path, main=file.path.name, paths={file.path.name: file.path, **beside}
    )


def _together(bundles: Iterable[Files]) -> list[Files]:
    """Give datasets of which those are one that have a file for each document, in one folder."""
    found: list[Files] = []
    folders: dict[Path, list[Files]] = {}
    for bundle in bundles:
        if bundle.kind == "cas":
            folders.setdefault(bundle.place.parent, []).append(bundle)
        else:
            found.append(bundle)
    for folder, some in folders.items():
        if len(some) == 1:
            found += some
            continue
        paths = {name: path for each in some for name, path in each.paths.items() if name != each.main}
        paths.update({each.name: each.paths[each.main] for each in some})
        found.append(Files(kind="cas", name=folder.name or str(folder), place=folder, main="", paths=paths))
    return found


def _beside(path: Path, kind: str) -> dict[str, Path]:
    """Give the files that are read with one of this kind, by their names in its folder."""
    if kind == "labelstudio":
        configs = (Path(f"{path}.label_config.xml"), path.with_name("label_config.xml"), path.with_name("config.xml"))
        return {config.name: config for config in configs if config.is_file()}
    if kind == "webannotation":
        texts = path.parent / "texts"
        own = _files(path.parent, (".txt",))
        named = {name: each for name, each in own.items() if each.stem == path.name.partition(".")[0]}
        return {**named, **({f"texts/{name}": each for name, each in _files(texts, (".txt",)).items()})}
    if kind == "refi" and path.suffix.lower() != ".qdpx":
        folders = [path.parent / name for name in ("sources", "Sources", path.stem)]
        found = [_under(folder, (".txt",)) for folder in folders if folder.is_dir()]
        return {name: beside for each in found for name, beside in each.items()}
    if kind == "cas":
        return {**_files(path.parent.parent, (".xml",)), **_files(path.parent, (".xml",))}
    return {}


def _files(folder: Path, suffixes: tuple[str, ...]) -> dict[str, Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return {}
    return {path.name: path for path in found if path.suffix.lower() in suffixes and path.is_file()}


def _under(folder: Path, suffixes: tuple[str, ...]) -> dict[str, Path]:
    """Give the files in a folder and in those right under it, by their names in it."""
    found = _files(folder, suffixes)
    for each in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        found.update({f"{each.name}/{name}": path for name, path in _files(each, suffixes).items()})
    return found


def _without(files: Iterable[SourceFile], bundles: Iterable[Files]) -> list[SourceFile]:
    taken = {path for bundle in bundles for path in bundle.paths.values()}
    return [file for file in files if file.path not in taken]


def _papers(files: Iterable[SourceFile]) -> set[Path]:
    """Give the manifests and cards that lie in the folder of an export of ours."""
    found: set[Path] = set()
    for file in files:
        if file.path.name == "manifest.json":
            try:
                value = json.loads(file.path.read_bytes())
                made_by, listed = value["made_by"], [each["name"] for each in value["files"]]
            except (OSError, ValueError, KeyError, TypeError):
                continue
            if str(made_by).startswith("Galpi "):
                found.update(file.path.with_name(name) for name in _PAPERS)
                found.update(file.path.parent / name for name in listed if name.endswith(_CARDS))
    return found


# brat: all annotated texts under one path are one collection, which goes by one configuration


def _brat(files: Sequence[SourceFile]) -> list[Files]:
    by_root: dict[Path, dict[str, Path]] = {}
    annotated = {file.path.with_suffix("") for file in files if file.path.suffix == ".ann"}
    folders = {stem.parent for stem in annotated}
    for file in files:
        is_text = file.path.suffix == ".txt" and file.path.with_suffix("") in annotated
        is_other = file.path.name.endswith(BRAT) and _is_near(file.path.parent, folders)
        if is_text or is_other:
            by_root.setdefault(_root(file), {})[file.name] = file.path
    for root, paths in by_root.items():
        _complete(root, paths)
    return [
        Files(kind="brat", name=root.name or str(root), place=root, main="", paths=paths)
        for root, paths in by_root.items()
        if any(name.endswith(".ann") for name in paths)
    ]


def _is_near(folder: Path, folders: set[Path]) -> bool:
    """Say whether a folder holds annotated texts, or one does that lies under it."""
    return any(each == folder or folder in each.parents for each in folders)


def _root(file: SourceFile) -> Path:
    """Give the folder that a file's name is relative to."""
    return file.path.parents[file.name.count("/")]


def _complete(root: Path, paths: dict[str, Path]) -> None:
    """Add the texts and configurations that lie beside annotations which were given by themselves."""
    for name, path in list(paths.items()):
        if path.suffix == ".ann":
            folder = name.rpartition("/")[0]
            for near in (path.with_suffix(".txt"), *(path.with_name(each) for each in BRAT[1:])):
                if near not in paths.values() and near.is_file():
                    paths[f"{folder}/{near.name}" if folder else near.name] = near
    if not any(name.endswith("annotation.conf") for name in paths):
        above = [root.parent / each for each in ("annotation.conf", "visual.conf")]
        paths.update({each.name: each for each in above if each.is_file()})
