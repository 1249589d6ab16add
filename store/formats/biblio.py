"""Bibliographies: CSL-JSON, RIS and BibTeX, for Zotero, EndNote, Mendeley; tags of articles go out as keywords."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from store.dataset.form import Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.formats.jsonl import dump

_HOLDS = frozenset({"tags"})
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_HANGUL = re.compile("[가-힣一-鿿]")


def _parts(date: str | None) -> list[int]:
    found = _DATE.match(date or "")
    return [int(each) for each in found.groups() if each] if found else []


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _title(item: Item) -> str:
    article = item.marked.article
    return _flat(article.title or article.source)


def _keywords(item: Item) -> list[str]:
    return list(dict.fromkeys(map(_flat, (*item.tags, *item.marked.article.keywords))))


def _key(item: Item) -> str:
    return f"galpi-{item.key}"


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    return Proof(_key(item), _title(item), (), tuple(_keywords(item)))


# CSL-JSON


def _write_csl(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    before = "[\n"
    for item in items:
        yield Piece(dataset.file, before + dump(_csl(item)))
        before = ",\n"
    yield Piece(dataset.file, "\n]\n" if before == ",\n" else "[]\n")


def _csl(item: Item) -> dict[str, Any]:
    article = item.marked.article
    date = _parts(article.published)
    value: dict[str, Any] = {"id": _key(item), "type": "article-newspaper", "title": _title(item)}
    if article.outlet:
        value["container-title"] = _flat(article.outlet)
    if article.authors:
        value["author"] = [_name(name) for name in article.authors]
    if date:
        value["issued"] = {"date-parts": [date]}
    if article.url:
        value["URL"] = article.url
    if article.language:
        value["language"] = article.language
    if keywords := _keywords(item):
        value["keyword"] = ", ".join(each.replace(",", " ") for each in keywords)
    if note := "\n\n".join(note.text for note in item.marked.notes):
        value["note"] = note
    return value


def _name(name: str) -> dict[str, str]:
    words = _flat(name).split(" ")
    if _HANGUL.search(name) or len(words) < 2:
        return {"literal": _flat(name)}
    return {"family": words[-1], "given": " ".join(words[:-1])}


def _promise_csl(item: Item, dataset: Dataset) -> Proof:
    proof = _promise(item, dataset)
    return proof._replace(tags=tuple(each.replace(",", " ") for each in proof.tags))


def _read_csl(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for line in files.lines(dataset.file):
        if line not in ("[", "]", "[]"):
            value = json.loads(line.removesuffix(","))
            keywords = value["keyword"].split(", ") if "keyword" in value else []
            yield Proof(value["id"], value["title"], (), tuple(keywords))


# RIS


def _write_ris(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    for item in items:
        article = item.marked.article
        date = _parts(article.published)
        lines = ["TY  - NEWS", f"ID  - {_key(item)}", f"TI  - {_title(item)}"]
        lines += [f"AU  - {_ris_name(name)}" for name in article.authors]
        lines += [f"T2  - {_flat(article.outlet)}"] if article.outlet else []
        if date:
            full = "/".join([f"{date[0]}", *(f"{each:02}" for each in date[1:])])
            lines += [f"PY  - {date[0]}", f"DA  - {full}"]
        lines += [f"UR  - {article.url}"] if article.url else []
        lines += [f"LA  - {article.language}"] if article.language else []
        lines += [f"KW  - {each}" for each in _keywords(item)]
        lines += [f"N1  - {_flat(note.text)}" for note in item.marked.notes]
        yield Piece(dataset.file, "\n".join([*lines, "ER  - ", "", ""]))


def _ris_name(name: str) -> str:
    said = _name(name)
    return said["literal"] if "literal" in said else f"{said['family']}, {said['given']}"


def _read_ris(files: Files, dataset: Dataset) -> Iterator[Proof]:
    found: dict[str, list[str]] = {}
    for line in files.lines(dataset.file):
        name, _, value = line.partition("  - ")
        if name == "ER":
            yield Proof(found["ID"][0], found["TI"][0], (), tuple(found.get("KW", ())))
            found = {}
        elif name:
            found.setdefault(name, []).append(value)


# BibTeX

_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
            "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip
_BACK = {value: key for key, value in _SPECIAL.items()}
_BACK_PATTERN = re.compile("|".join(re.escape(each) for each in sorted(_BACK, key=len, reverse=True)))


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)


def _write_bibtex(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    for item in items:
        article = item.marked.article
        date = _parts(article.published)
        fields = {"title": f"{{{_tex(_title(item))}}}"}
        if article.authors:
            fields["author"] = " and ".join(_bib_name(name) for name in article.authors)
        if article.outlet:
            fields["journal"] = f"{{{_tex(_flat(article.outlet))}}}"
        if date:
            fields["year"] = str(date[0])
            fields["date"] = "-".join([f"{date[0]}", *(f"{each:02}" for each in date[1:])])
        if article.url:
            fields["url"] = article.url.replace("{", "%7B").replace("}", "%7D")
        if article.language:
            fields["langid"] = {"ko": "korean", "en": "english"}.get(article.language, article.language)
        if keywords := _keywords(item):
            fields["keywords"] = ", ".join(_tex(each.replace(",", " ")) for each in keywords)
        if note := " ".join(_flat(note.text) for note in item.marked.notes):
            fields["annote"] = _tex(note)
        lines = [
            f"@article{{{_key(item)},",
            *(f"  {name} = {{{value}}}," for name, value in fields.items()),
            "}",
            "",
            "",
        ]
        yield Piece(dataset.file, "\n".join(lines))


def _bib_name(name: str) -> str:
    said = _name(name)
    return f"{{{_tex(said['literal'])}}}" if "literal" in said else _tex(f"{said['family']}, {said['given']}")


def _read_bibtex(files: Files, dataset: Dataset) -> Iterator[Proof]:
    key, title = "", ""
    keywords: list[str] = []
    for line in files.lines(dataset.file):
        if line.startswith("@article{"):
            key, title, keywords = line[9:-1], "", []
        elif line.startswith("  title = {{"):
            title = _plain(line[len("  title = {{") : -3])
        elif line.startswith("  keywords = {"):
            keywords = [_plain(each) for each in line[len("  keywords = {") : -2].split(", ")]
        elif line == "}":
            yield Proof(key, title, (), tuple(keywords))


def _plain(text: str) -> str:
    return _BACK_PATTERN.sub(lambda match: _BACK[match.group()], text)


CSL = Format(
    name="csl", label="CSL-JSON bibliography", write=_write_csl, read=_read_csl, promise=_promise_csl, suffix=".json",
    holds=_HOLDS | {"notes"}, unit="none",
)  # fmt: skip
RIS = Format(
    name="ris", label="RIS bibliography", write=_write_ris, read=_read_ris, promise=_promise, suffix=".ris",
    holds=_HOLDS | {"notes"}, unit="none",
)  # fmt: skip
BIBTEX = Format(
    name="bibtex", label="BibTeX bibliography", write=_write_bibtex, read=_read_bibtex, promise=_promise_csl, suffix=".bib",
    holds=_HOLDS | {"notes"}, unit="none",
)  # fmt: skip
"""One entry an article."""
