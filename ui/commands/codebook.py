"""The verb codebook: the tags listed, taken in from a file, written to one, merged, split, deprecated, frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from store import Store
from store.records import Change, TagFate
from ui.commands.common import QUERIES, json_option, opened, plural, print_json, project_argument, tell_change


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("action", default="list", metavar="[ACTION]")
@click.argument("arguments", nargs=-1, metavar="[ARGUMENT]...")
@click.option("--where", metavar="QUERY", help="split: taggings in these articles.")
@click.option("--annotator", metavar="NAME", help="split: taggings of this annotator.")
@click.option("--format", "kind", type=click.Choice(["json", "csv", "qdc"]), help="export: else by the ending of FILE.")
@click.option("--codebook", "book", metavar="NAME", help="export: this codebook only.")
@click.option("--dry-run", is_flag=True, help="import: say what would happen, and do nothing.")
@click.option("--note", default="", help="freeze: what to remember of this version.")
@json_option
def codebook(
    project: Path,
    action: str,
    arguments: tuple[str, ...],
    where: str | None,
    annotator: str | None,
    kind: str | None,
    book: str | None,
    dry_run: bool,
    note: str,
    as_json: bool,
) -> None:
    """List the tags; import, export, merge, split, deprecate or freeze them, or say how they changed.

    \b
    list                      the tags, with what each is on
    import FILE               take in JSON, a table (CSV) or REFI-QDA .qdc; --dry-run only says what it would do
    export FILE               write them; --format, --codebook
    merge TAG INTO            one tag becomes another, with all it is on
    split TAG INTO            taggings chosen by --where or --annotator get another tag
    deprecate|offer TAG       put it on nothing more, or again
    freeze NAME               keep the codebook as it is now as a version; --note
    versions                  the versions
    compare A [B]             what changed from version A to B, or to now
    history                   the changes of the codebook, and what they did to taggings
    """
    if action not in _ACTIONS:
        raise click.UsageError(f"“{action}” is none of {', '.join(_ACTIONS)}.")
    counts, do = _ACTIONS[action]
    if len(arguments) not in counts:
        raise click.UsageError(f"“{action}” takes {' or '.join(map(str, counts))} arguments, not {len(arguments)}.")
    with opened(project) as store:
        do(store, _Asked(arguments, where, annotator, kind, book, dry_run, note, as_json))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an action is told: its arguments, and the options of all actions."""

    arguments: tuple[str, ...]
    where: str | None
    annotator: str | None
    kind: str | None
    book: str | None
    dry_run: bool
    note: str
    as_json: bool

    @property
    def first(self) -> str:
        """The first argument."""
        return self.arguments[0]


def _merge(store: Store, asked: _Asked) -> None:
    _say(store.retagging.merge(*(_tag(store, each) for each in asked.arguments)))


def _deprecate(store: Store, name: str, wanted: bool) -> None:
    _say(store.codebook.set_deprecated(_tag(store, name), wanted))


def _tag(store: Store, name: str) -> int:
    return store.codebook.find(name).id


def _say(change: Change) -> None:
    tell_change(change)


def _list(store: Store, *, as_json: bool) -> None:
    books = {book.id: book.name for book in store.codebooks.all()}
    counts = store.retagging.counts()
    if as_json:
        tags = [
            {
                "path": tag.path, "uid": tag.uid, "codebook": books[tag.codebook], "colour": tag.colour, "key": tag.key,
                "definition": tag.definition, "include": tag.include, "exclude": tag.exclude, "examples": tag.examples,
                "scope": tag.scope, "exclusive": tag.exclusive, "deprecated": tag.deprecated,
                "taggings": counts.get(tag.id, (0, 0))[0], "articles": counts.get(tag.id, (0, 0))[1],
            }
            for tag in store.codebook.tags()
        ]  # fmt: skip
        codebooks = [{"uid": book.uid, "name": book.name} for book in store.codebooks.all()]
        print_json({"codebooks": codebooks, "tags": tags})
        return
    shown = None
    for tag in store.codebook.tags():
        if tag.codebook != shown and len(books) > 1:
            click.echo(books[tag.codebook])
        shown = tag.codebook
        words = [f"({tag.key})"] if tag.key else []
        words += ["deprecated"] if tag.deprecated else []
        words += [f"for {tag.scope}s"] if tag.scope != "both" else []
        words += ["its tags exclude one another"] if tag.exclusive else []
        taggings = counts.get(tag.id, (0, 0))[0]
        click.echo(f"{'  ' * tag.path.count('/')}{tag.name}  {taggings:,}  {'  '.join(words)}".rstrip())


def _import(store: Store, path: Path, *, dry_run: bool, as_json: bool) -> None:
    from store.codebook_imports import load_codebook_file

    file = load_codebook_file(path)
    fates = store.codebook_imports.fates(file)
    if not dry_run:
        store.codebook_imports.take(file)
    counts = {word: sum(fate.fate == word for fate in fates) for word in ("new", "changed", "same")}
    if as_json:
        print_json({**counts, "tags": [_fate(each) for each in fates], "losses": list(file.losses)})
        return
    for each in fates:
        if dry_run and each.fate != "same":
            _tell(each)
    click.echo(f"{plural(counts['new'], 'tag')} new, {counts['changed']:,} changed, {counts['same']:,} the same")
    for loss in file.losses:
        click.echo(f"  {loss}", err=True)


def _export(store: Store, path: Path, kind: str | None, book: str | None) -> None:
    number = None if book is None else store.codebooks.find(book).id
    losses = store.codebook_imports.write(path, kind=kind, codebook=number)
    click.echo(f"{path}: {plural(len(store.codebook.tags()), 'tag')}" if book is None else f"{path}: {book}")
    for loss in losses:
        click.echo(f"  {loss}", err=True)


def _split(store: Store, asked: _Asked) -> None:
    (tag, into), where, annotator = asked.arguments, asked.where, asked.annotator
    if where is None and annotator is None:
        raise click.UsageError("Say which taggings: --where QUERY or --annotator NAME.")
    known = store.codebook.find(tag).id
    chosen = store.retagging.chosen(known, where=where or "", annotator=annotator)
    _say(store.retagging.split(known, chosen, into))


def _versions(store: Store, *, as_json: bool) -> None:
    for each in store.codebook_versions.all():
        if as_json:
            print_json(
                {
                    "name": each.name,
                    "at": each.at,
                    "annotator": each.annotator,
                    "note": each.note,
                    "change": each.change,
                }
            )
        else:
            click.echo(f"{each.at}  {each.name}  {each.note}".rstrip())


def _compare(store: Store, names: tuple[str, ...], *, as_json: bool) -> None:
    fates = store.codebook_versions.compare(*(store.codebook_versions.find(name).id for name in names))
    for each in fates:
        if as_json:
            print_json(_fate(each))
        else:
            _tell(each)
    if not fates and not as_json:
        click.echo("Nothing has changed.")


def _history(store: Store, *, as_json: bool) -> None:
    for each in store.codebook_history.entries(limit=10_000):
        taggings = {"added": each.added, "moved": each.moved, "removed": each.removed}
        if as_json:
            print_json(
                {
                    "id": each.id, "at": each.at, "label": each.label, "annotator": each.annotator, "undone": each.undone,
                    "tags": [_fate(fate) for fate in each.fates], "taggings": taggings,
                }
            )  # fmt: skip
            continue
        did = ", ".join(f"{count:,} taggings {word}" for word, count in taggings.items() if count)
        undone = "undone" if each.undone else ""
        click.echo("  ".join(filter(None, (each.at, each.label, each.annotator, did, undone))))


def _fate(fate: TagFate) -> dict[str, object]:
    differences = [{"field": each.field, "before": each.before, "after": each.after} for each in fate.differences]
    return {"path": fate.path, "fate": fate.fate, "differences": differences}


def _tell(fate: TagFate) -> None:
    said = "; ".join(f"{each.field}: {each.before or '–'} → {each.after or '–'}" for each in fate.differences)
    click.echo(f"{fate.fate}  {fate.path}" + (f"  ({said})" if said else ""))


_ACTIONS: Mapping[str, tuple[tuple[int, ...], Callable[[Store, _Asked], None]]] = {
    "list": ((0,), lambda store, its: _list(store, as_json=its.as_json)),
    "import": ((1,), lambda store, its: _import(store, Path(its.first), dry_run=its.dry_run, as_json=its.as_json)),
    "export": ((1,), lambda store, its: _export(store, Path(its.first), its.kind, its.book)),
    "merge": ((2,), _merge),
    "split": ((2,), _split),
    "deprecate": ((1,), lambda store, its: _deprecate(store, its.first, True)),
    "offer": ((1,), lambda store, its: _deprecate(store, its.first, False)),
    "freeze": ((1,), lambda store, its: _say(store.codebook_versions.freeze(its.first, note=its.note))),
    "versions": ((0,), lambda store, its: _versions(store, as_json=its.as_json)),
    "compare": ((1, 2), lambda store, its: _compare(store, its.arguments, as_json=its.as_json)),
    "history": ((0,), lambda store, its: _history(store, as_json=its.as_json)),
}
"""By its name how many arguments an action takes, and what it does."""
