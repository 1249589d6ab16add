"""Verbs about datasets: export, lint, formats, recipes."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import click

from store.records import SEVERITIES, ExportReport, Recipe
from ui.commands.common import (
    QUERIES,
    Function,
    finish,
    json_option,
    opened,
    plural,
    print_json,
    project_argument,
    query_argument,
    where_option,
)

_LINTED = 5_000
"""An export of more articles is not linted by the way: that would take seconds."""


_SCOPE = (
    click.option("--format", "name", help="One of those that 'formats' lists."),
    where_option,
    click.option("--include", help="Which mentions and relations: accepted, suggested (these too) or all."),
    click.option("--flavour", help="One of the flavours that 'formats' lists."),
    click.option("--marks", help="Which marks of the text: all, mentions or tags."),
    click.option("--text", help="Which text: whole, body, or a record for each paragraph or sentence."),
    click.option("--level", type=click.IntRange(0), metavar="N", help="Tags as so many names from the root."),
    click.option(
        "--overlaps", help="Of marks that overlap: keep all, the longest, or the first of the codebook (priority)."
    ),
    click.option("--one-per-group", is_flag=True, help="Of copies of one text only the earliest."),
    click.option("--done", is_flag=True, help="Only articles that are done."),
    click.option("--anonymise", is_flag=True, help="Placeholders for the names of persons."),
    click.option(
        "--annotator", "annotators", multiple=True, metavar="NAME",
        help="Only taggings of this annotator; may be repeated.",
    ),
    click.option("--split", metavar="80/10/10", help="Shares of train, dev and test; copies stay together."),
    click.option("--group", help="What a split keeps together: outlet, or time (the latest are for testing)."),
    click.option("--seed", type=int, metavar="N", help="Another split of the same shares."),
    click.option("--target", help="Whose counting refi follows: spec, nvivo, atlasti or maxqda."),
    click.option("--recipe", "recipe_name", metavar="NAME", help="A saved recipe; other options change it."),
)  # fmt: skip
"""The options that say what goes out, and in which format."""


def scope_options(function: Function) -> Function:
    """Add the options that say what goes out."""
    for option in reversed(_SCOPE):
        function = option(function)
    return function


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("out", type=click.Path(path_type=Path))
@scope_options
@click.option("--title", help="For the card.")
@click.option("--creator", help="For the card.")
@click.option("--licence", help="For the card: the licence of the annotations.")
@click.option("--save-recipe", metavar="NAME", help="Save what was asked for under this name.")
@json_option
def export(  # one parameter an option
    project: Path, out: Path, recipe_name: str | None, save_recipe: str | None, as_json: bool, **options: Any
) -> None:
    """Export articles and their marks to OUT."""
    from store import export as export_articles
    from store.exporting import settled
    from store.formats.findings import summary
    from store.formats.split_report import sentences as split_sentences
    from store.linting import lint as run_lint

    with opened(project) as store:
        recipe = store.recipes.get(recipe_name).recipe if recipe_name is not None else None
        recipe = _recipe(recipe, options)
        settled(recipe)
        if save_recipe is not None:
            store.recipes.save(save_recipe, recipe)
    report = finish(export_articles(project, out, recipe))
    linted = finish(run_lint(project, recipe)) if report.articles <= _LINTED else None
    if as_json:
        found = None if linted is None else {severity: linted.count(severity) for severity in SEVERITIES}
        print_json({**_report_json(report), "lint": found})
        return
    click.echo(
        f"{report.path}: {plural(report.articles, 'article')}, {report.bytes:,} bytes,"
        f" written in {report.writing:.1f} s, proved in {report.proving:.1f} s"
    )
    for name, number in report.splits:
        click.echo(f"  {name}: {plural(number, 'record')}")
    for sentence in split_sentences(report.split) if report.split is not None else ():
        click.echo(f"  {sentence}")
    for loss in report.losses:
        click.echo(f"  {loss}", err=True)
    if linted is not None and linted.findings:
        click.echo(f"  lint: {summary(linted)}; 'lint' with the same options lists them", err=True)


@click.command(context_settings=QUERIES)
@project_argument
@query_argument
@scope_options
@click.option(
    "--rare", type=click.IntRange(min=1), metavar="N", help="Labels on fewer than N articles are rare (5 if not said)."
)
@json_option
def lint(  # one parameter an option
    project: Path, query: str, recipe_name: str | None, rare: int | None, as_json: bool, **options: Any
) -> None:
    """Look for what is odd in a dataset before it is written; nothing is written.

    The options are those of 'export'; without a format it is about what the native one holds. Each line is a finding with
    the first of its articles; with --json all of them are listed. What is odd is no failure: the exit code is 0.
    """
    from store.dataset.linted import RARE
    from store.formats.findings import lines, lint_json, summary
    from store.linting import lint as run_lint

    if query and options["where"] is not None:
        raise click.UsageError("Say which articles once: as QUERY, or by --where.")
    options["where"] = query or options["where"]
    with opened(project) as store:
        saved = store.recipes.get(recipe_name).recipe if recipe_name is not None else None
    options["name"] = options["name"] or (saved.format if saved is not None else "jsonl")
    report = finish(run_lint(project, _recipe(saved, options), rare=rare or RARE))
    if as_json:
        print_json(lint_json(report))
        return
    for line in lines(report):
        click.echo(line)
    click.echo(f"{plural(report.articles, 'article')}: {summary(report)}")


def _recipe(saved: Recipe | None, options: dict[str, Any]) -> Recipe:
    """Give a recipe of the options that were said, on top of a saved one."""
    name = options.pop("name") or (saved.format if saved is not None else None)
    if name is None:
        raise click.UsageError("Say in which format (--format NAME), or by which saved recipe (--recipe NAME).")
    said = {key: value for key, value in options.items() if value not in (None, False, ())}
    if "split" in said:
        said["split"] = _shares(said["split"])
    known = {field.name for field in fields(Recipe)}
    recipe = saved or Recipe(format=name)
    if saved is not None and saved.format != name and "flavour" not in said:
        said["flavour"] = ""
    return replace(recipe, format=name, **{key: value for key, value in said.items() if key in known})


def _shares(text: str) -> tuple[int, ...]:
    shares = text.split("/")
    if not all(share.strip().isdecimal() for share in shares):
        raise click.UsageError(f"“{text}” is no split; write the shares as 80/10/10.")
    return tuple(map(int, shares))


def _report_json(report: ExportReport) -> dict[str, object]:
    from store.formats.split_report import split_json

    return {
        "path": report.path,
        "articles": report.articles,
        "records": report.records,
        "bytes": report.bytes,
        "seconds": report.seconds,
        "writing": report.writing,
        "proving": report.proving,
        "splits": dict(report.splits),
        "split": None if report.split is None else split_json(report.split),
        "losses": list(report.losses),
    }


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """List the formats that can be imported and exported."""
    from store import known_formats

    known = known_formats()
    if as_json:
        print_json([{"name": f.name, "label": f.label, "reads": f.reads, "writes": f.writes} for f in known])
        return
    for each in known:
        click.echo(f"{each.name:<16} {'in ' if each.reads else '   '}{'out' if each.writes else '   '}  {each.label}")
        for name, label in each.flavours:
            click.echo(f"{'':<25}--flavour {name:<18} {label}")


@click.command()
@project_argument
@click.option("--remove", metavar="NAME", help="Remove a recipe.")
@json_option
def recipes(project: Path, remove: str | None, as_json: bool) -> None:
    """List the saved recipes of exports, or remove one."""
    from store.formats.recipe import saved_json

    with opened(project) as store:
        if remove is not None:
            store.recipes.remove(remove)
        saved = store.recipes.all()
    if as_json:
        print_json([saved_json(each) for each in saved])
        return
    for each in saved:
        click.echo(f"{each.name}: {each.recipe.format} {each.recipe.where}".rstrip())
