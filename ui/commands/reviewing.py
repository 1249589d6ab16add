"""Verbs about mentions all over the project: every occurrence of words, and names that are never marked."""

from __future__ import annotations

from pathlib import Path

import click

from store import Store, UserError
from store.records import OCCURRENCE_KINDS, OCCURRENCE_SCOPES, Change, Exclusion, Occurrence, OccurrenceQuery
from ui.commands.common import QUERIES, json_option, opened, print_json, project_argument, tell_change, where_option


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("words", nargs=-1, required=True)
@where_option
@click.option(
    "--in", "scope", type=click.Choice(OCCURRENCE_SCOPES), default="text", help="The body; all but boilerplate; all."
)
@click.option("--inside", is_flag=True, help="Take those inside a longer word too.")
@click.option("--overlapping", is_flag=True, help="Take those that overlap an existing mark too.")
@click.option("--type", "kind", metavar="TYPE", help="Mark them as mentions of this type.")
@click.option("--entity", metavar="NAME", help="With --type: of this entity; one that is missing is made.")
@click.option("--tag", metavar="TAG", help="Put this tag on them; one that is missing is made.")
@click.option("--by", metavar="ANNOTATOR", help="Whose mark it is.")
@json_option
def occurrences(
    project: Path,
    words: tuple[str, ...],
    where: str | None,
    scope: str,
    inside: bool,
    overlapping: bool,
    kind: str | None,
    entity: str | None,
    tag: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """List every occurrence of WORDS (each argument one writing), or mark all of them in one step.

    Without a type or a tag it only lists. Korean particles may follow the words; Latin words are found whole.
    """
    if kind is not None and tag is not None:
        raise click.UsageError("Say either --type or --tag, not both.")
    if entity is not None and kind is None:
        raise click.UsageError("--entity needs --type.")
    with opened(project, by=by) as store:
        put_on = _tag_there(store, tag)
        query = OccurrenceQuery(words=words, where=where or "", scope=scope, tag=put_on)
        wanted = {"exact", "particle"} | ({"inside"} if inside else set()) | ({"overlapping"} if overlapping else set())
        found = store.occurrences.find(query)
        chosen = [each for each in found if each.kind in wanted]
        if kind is None and tag is None:
            _list(store, found, as_json=as_json)
            return
        change = _mark(store, chosen, kind=kind, entity=entity, tag=tag) if chosen else Change(label="")
    if as_json:
        print_json({"found": len(found), "marked": len(chosen) if change.rows else 0, "change": change.label})
    else:
        tell_change(change)


def _tag_there(store: Store, tag: str | None) -> int | None:
    try:
        # A tag that is still to be made is on nothing.
        return None if tag is None else store.codebook.find(tag).id
    except UserError:
        return -1


def _mark(store: Store, chosen: list[Occurrence], *, kind: str | None, entity: str | None, tag: str | None) -> Change:
    if kind is not None:
        return store.occurrences.mark(chosen, type=kind, name=entity)
    with store.journal.change(f"Tag {len(chosen):,} occurrences with {tag}") as step:
        store.occurrences.tag(chosen, store.codebook.ensure(tag or ""))
    return step.change


def _list(store: Store, found: tuple[Occurrence, ...], *, as_json: bool) -> None:
    for start in range(0, len(found), 500):
        for line in store.occurrences.lines(found[start : start + 500]):
            each = line.occurrence
            if as_json:
                print_json(
                    {
                        "article": each.article,
                        "start": each.start,
                        "end": each.end,
                        "quote": each.quote,
                        "kind": each.kind,
                        "before": line.before,
                        "after": line.after,
                    }
                )
            else:
                click.echo(
                    f"{each.article:>6}  {each.kind:<11}  {line.before[-30:]:>30}[{each.quote}]{line.after[:30]}"
                )
    if not as_json:
        kinds = (f"{sum(each.kind == kind for each in found):,} {kind}" for kind in OCCURRENCE_KINDS)
        click.echo(f"{len(found):,} in {len({each.article for each in found}):,} articles: {', '.join(kinds)}")


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("name")
@click.option("--type", "kind", metavar="TYPE", help="Never as this type.")
@click.option("--entity", metavar="NAME", help="Never as this entity (of --type, where several have the name).")
@click.option("--article", type=int, metavar="ID", help="In this article alone.")
@click.option("--outlet", metavar="NAME", help="In this outlet alone.")
@click.option("--remove", is_flag=True, help="Let the name be marked again.")
def exclude(
    project: Path,
    name: str,
    kind: str | None,
    entity: str | None,
    article: int | None,
    outlet: str | None,
    remove: bool,
) -> None:
    """Never mark NAME: as an entity, a type or anything; in an article, an outlet or anywhere.

    Suggestions of it go at once, and recognition makes no new ones.
    """
    if article is not None and outlet is not None:
        raise click.UsageError("Say either --article or --outlet, not both.")
    with opened(project) as store:
        wanted = Exclusion(
            name=name,
            type=None if entity else kind,
            entity=_entity(store, entity, kind) if entity else None,
            article=None if article is None else store.articles.get(article).uid,
            outlet=outlet,
        )
        if remove:
            there = store.exclusions.same(wanted)
            if there is None:
                raise UserError(f"“{name}” is not among the names never marked; 'exclusions' lists them.")
            change = store.exclusions.remove([there])
        else:
            change = store.exclusions.add([wanted])
    tell_change(change)


def _entity(store: Store, name: str, kind: str | None) -> int:
    found = store.entities.find(name, type=kind)
    if len(found) != 1:
        many = "several entities" if found else "no entity"
        raise UserError(f"There is {many} called “{name}”; say which with --type, or exclude the name as a type.")
    return found[0].id


@click.command()
@project_argument
@json_option
def exclusions(project: Path, as_json: bool) -> None:
    """List the names that are never marked."""
    with opened(project) as store:
        for each in store.exclusions.all():
            entity = None if each.entity is None else store.entities.get(each.entity).name
            title = None if each.article is None else store.exclusions.title_of(each.article)
            if as_json:
                print_json(
                    {
                        "uid": each.uid,
                        "name": each.name,
                        "type": each.type,
                        "entity": entity,
                        "article": each.article,
                        "outlet": each.outlet,
                        "active": each.active,
                    }
                )
            else:
                place = title or each.article or each.outlet or "anywhere"
                off = "" if each.active else "  (off)"
                click.echo(f"{each.name}  as {entity or each.type or 'anything'}  in {place}{off}")
