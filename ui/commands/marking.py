"""Verbs that mark: tag, mention, accept, reject, status, undo, redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from store import Store, UserError
from store.formats.attributes import certainty_of, checked
from store.images import Outdated
from store.records import STATUSES, Change
from ui.commands.common import (
    QUERIES,
    articles_meant,
    finish,
    opened,
    plural,
    project_argument,
    tell_change,
    where_option,
)

span_option = click.option(
    "--span", nargs=2, type=int, metavar="START END", help="A passage, in code points, half-open."
)
article_option = click.option("--article", type=int, metavar="ID", help="One article.")
by_option = click.option("--by", metavar="ANNOTATOR", help="Whose mark it is.")


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("tag")
@where_option
@article_option
@span_option
@click.option("--note", default="", help="A note on the tagging.")
@click.option("--certainty", default="", metavar="HOW", help="How sure: low, medium, high, or 0 to 100.")
@click.option("--attribute", "said", multiple=True, metavar="NAME=VALUE", help="What the tag lets a tagging say.")
@by_option
@click.option("--remove", is_flag=True, help="Take the tag off; without --span off the article only.")
def tag(
    project: Path,
    tag: str,
    where: str | None,
    article: int | None,
    span: tuple[int, int] | None,
    note: str,
    certainty: str,
    said: tuple[str, ...],
    by: str | None,
    remove: bool,
) -> None:
    """Put TAG on articles or on a passage; a tag that is missing is made."""
    if span is not None and article is None:
        raise click.UsageError("--span needs --article ID.")
    with opened(project, by=by) as store:
        articles = articles_meant(store, where, article)
        beside = _Beside(note=note, certainty=certainty_of(certainty), attributes=_pairs(said))
        change = _untag(store, tag, articles, span, by) if remove else _tag(store, tag, articles, span, beside)
    _say(change)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What a tagging says beside its tag."""

    note: str
    certainty: int | None
    attributes: dict[str, str]


def _pairs(said: tuple[str, ...]) -> dict[str, str]:
    for each in said:
        if "=" not in each:
            raise click.UsageError(f"“{each}” is no NAME=VALUE.")
    return {name: value for name, _, value in (each.partition("=") for each in said)}


def _tag(store: Store, path: str, articles: list[int], span: tuple[int, int] | None, beside: _Beside) -> Change:
    what = "a passage" if span else "1 article" if len(articles) == 1 else f"{len(articles):,} articles"
    with store.journal.change(f"Tag {what} with {path}") as step:
        tag = store.codebook.ensure(path)
        store.taggings.put(
            tag,
            articles,
            span=span,
            note=beside.note,
            certainty=beside.certainty,
            attributes=checked(beside.attributes, store.codebook.get(tag).attributes),
        )
    return step.change


def _untag(store: Store, path: str, articles: list[int], span: tuple[int, int] | None, by: str | None) -> Change:
    return store.taggings.take_off(store.codebook.find(path).id, articles, span=span, by=by)


@click.command()
@project_argument
@click.option("--article", type=int, required=True, metavar="ID")
@click.option("--span", nargs=2, type=int, required=True, metavar="START END", help="In code points, half-open.")
@click.option("--type", "kind", required=True, help="The entity type.")
@click.option("--entity", metavar="NAME", help="The entity it names; one that is missing is made.")
@by_option
def mention(project: Path, article: int, span: tuple[int, int], kind: str, entity: str | None, by: str | None) -> None:
    """Mark a stretch of an article as a mention."""
    with opened(project, by=by) as store:
        store.articles.get(article)
        _say(store.mentions.add(article, *span, type=kind, name=entity))


@click.command()
@project_argument
@click.argument("subject")
@click.argument("predicate")
@click.argument("object_", metavar="OBJECT")
@click.option("--article", type=int, metavar="ID", help="The article that says so; without it, a background fact.")
@click.option("--span", nargs=2, type=int, metavar="START END", help="The passage, in code points, half-open.")
@by_option
def relate(
    project: Path,
    subject: str,
    predicate: str,
    object_: str,
    article: int | None,
    span: tuple[int, int] | None,
    by: str | None,
) -> None:
    """Say that SUBJECT and OBJECT, entities by any of their names, stand in a relation: relate p.galpi Daegu operates D-MAP."""
    if (article is None) != (span is None):
        raise click.UsageError("An article goes with the --span that says so.")
    with opened(project, by=by) as store:
        ends = [_entity(store, name) for name in (subject, object_)]
        _say(store.relations.add(ends[0], predicate, ends[1], article=article, span=span))


def _entity(store: Store, name: str) -> int:
    found = store.entities.find(name)
    if not found:
        raise UserError(f"There is no entity “{name}” in this project.")
    if len(found) > 1:
        known = ", ".join(f"{each.type} {each.id}" for each in found[:5])
        raise UserError(f"“{name}” names several entities ({known}); use a name that only one of them has.")
    return found[0].id


def _judging(name: str, text: str) -> click.Command:
    @click.command(name, context_settings=QUERIES, help=text)
    @project_argument
    @click.argument("more", nargs=-1, type=int, metavar="")
    @click.option("--mention", "ids", multiple=True, type=int, metavar="ID...", help="These mentions.")
    @click.option("--relation", "said", multiple=True, type=int, metavar="ID...", help="These relations instead.")
    @where_option
    @click.option("--entity", metavar="NAME", help="With --where: mentions of this entity only.")
    @click.option("--type", "kind", metavar="TYPE", help="With --where: mentions of this type only.")
    @by_option
    def judge(
        project: Path,
        more: tuple[int, ...],
        ids: tuple[int, ...],
        said: tuple[int, ...],
        where: str | None,
        entity: str | None,
        kind: str | None,
        by: str | None,
    ) -> None:
        if (bool(ids) + bool(said) + (where is not None)) != 1 or (more and where is not None):
            raise click.UsageError("Say which: --mention ID..., --relation ID... or --where QUERY.")
        with opened(project, by=by) as store:
            if said:
                relations = (*said, *more)
                _say(store.relations.accept(relations) if name == "accept" else store.relations.reject(relations))
                return
            wanted = (*ids, *more) if ids else _suggested(store, where or "", entity, kind)
            _say(store.mentions.accept(wanted) if name == "accept" else store.mentions.reject(wanted))

    return judge


def _suggested(store: Store, where: str, entity: str | None, kind: str | None) -> tuple[int, ...]:
    """Give the suggestions that a bulk verb means; what a person has judged already is never among them."""
    if entity is None:
        return store.mentions.where(where, type=kind, state="suggested")
    found = store.entities.find(entity, type=kind)
    if not found:
        raise UserError(f"There is no entity “{entity}” in this project.")
    return tuple(
        number for each in found for number in store.mentions.where(where, entity=each.id, type=kind, state="suggested")
    )


accept = _judging("accept", "Accept mentions: by id, or all that are suggested in the articles that match.")
reject = _judging("reject", "Reject mentions: by id, or all that are suggested in the articles that match.")


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("status", type=click.Choice(STATUSES))
@where_option
@article_option
@by_option
def status(project: Path, status: str, where: str | None, article: int | None, by: str | None) -> None:
    """Set how far you are with articles."""
    with opened(project, by=by) as store:
        _say(store.articles.set_status(articles_meant(store, where, article), status))


keep_option = click.option(
    "--keep", is_flag=True, help="Where it cannot be done: keep things as they are, and go past it from now on."
)


@click.command()
@project_argument
@keep_option
@click.option("--change", type=int, metavar="N", help="Take back this older change alone, as a step of its own.")
@click.option("--to", "back_to", type=int, metavar="N", help="Undo all that came after change N; 0 undoes everything.")
def undo(project: Path, keep: bool, change: int | None, back_to: int | None) -> None:
    """Take back the latest change."""
    if change is not None and back_to is not None:
        raise click.UsageError("Say either --change or --to.")
    with opened(project) as store:
        if back_to is not None:
            from store.rewinding import rewind

            click.echo(f"{plural(finish(rewind(store, back_to)), 'change')} undone.")
            return
        if change is not None:
            click.echo(store.journal.take_back(change).label)
            return
        undone = _turn(store, store.journal.undo, keep=keep)
    if undone is None:
        raise UserError("There is nothing to undo.")
    click.echo(undone.label)


@click.command()
@project_argument
@keep_option
def redo(project: Path, keep: bool) -> None:
    """Bring back the change undone last."""
    with opened(project) as store:
        change = _turn(store, store.journal.redo, keep=keep)
    if change is None:
        raise UserError("There is nothing to redo.")
    click.echo(change.label)


def _turn(store: Store, turn: Callable[[], Change | None], *, keep: bool) -> Change | None:
    try:
        return turn()
    except Outdated as error:
        if keep:
            return store.journal.give_up(error.change)
        raise UserError(f"{str(error).removesuffix('.')} with --keep.") from error


def _say(change: Change) -> None:
    tell_change(change)
