"""Verbs of several annotators: samples for them, how far they agree, and merging their copies."""

from __future__ import annotations

from pathlib import Path

import click

from store.agreement.alpha import LEVELS
from store.agreement.bootstrap import RESAMPLES
from store.agreements import agreement as measure
from store.errors import UserError
from store.formats import agreement as tables
from store.merging import merge as run_merge
from store.merging import summary
from store.records import Agreement, AgreementFigures, MergeReport
from store.sampling import STRATA, Design
from ui.commands.common import (
    QUERIES,
    finish,
    json_option,
    opened,
    print_json,
    project_argument,
    query_argument,
    tell_change,
)
from ui.commands.marking import by_option


@click.command(context_settings=QUERIES)
@project_argument
@query_argument
@click.option(
    "--annotator", "annotators", multiple=True, metavar="NAME", help="Only these annotators; all if not said."
)
@click.option("--level", type=click.Choice(LEVELS), default="nominal", help="Level of alpha, where tags are numbers.")
@click.option("--resamples", type=click.IntRange(min=0), default=RESAMPLES, show_default=True, help="For the interval.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same interval.")
@click.option("--disagreements", metavar="TAG", help="List the articles on which they differ about TAG (“”: any).")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@json_option
def agreement(
    project: Path,
    query: str,
    annotators: tuple[str, ...],
    level: str,
    resamples: int,
    seed: int,
    disagreements: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Say how far annotators agree on the articles that match QUERY and that two or more of them have coded.

    An annotator has coded an article if a tagging or a status of hers is on it. A tag is there if it is on the article or
    on a passage of it. Figures that are not defined are empty.
    """
    found = finish(measure(project, query, annotators=annotators, level=level, resamples=resamples, seed=seed))
    if disagreements is not None:
        articles = _of(found, disagreements).disagreements
        print_json(list(articles)) if as_json else click.echo("\n".join(map(str, articles)), nl=bool(articles))
    elif as_json:
        print_json(tables.as_json(found))
    elif as_csv:
        click.echo(tables.csv_text(found), nl=False)
    else:
        click.echo(_text(found))


def _of(found: Agreement, tag: str) -> AgreementFigures:
    if not tag:
        return found.overall
    for each in (*found.tags, *found.groups):
        if each.tag.casefold() == tag.casefold():
            return each
    raise UserError(f"No annotator put “{tag}” on an article that two or more of them have coded.")


def _text(found: Agreement) -> str:
    if not found.articles:
        return "No article is coded by two or more annotators yet."
    lines = [f"{found.articles:,} articles coded by two or more of {', '.join(found.annotators)}"]
    lines.append("\t".join(["", "units", *(heading for _, heading, _ in tables.MEASURES), "95 % of α", "differ"]))
    for each in tables.rows(found):
        low, high = each.interval or (None, None)
        interval = "–" if low is None else f"{tables.shown(low, 3)} to {tables.shown(high, 3)}"
        figures = (tables.shown(getattr(each, name), decimals) for name, _, decimals in tables.MEASURES)
        lines.append("\t".join([tables.label(each), str(each.units), *figures, interval, str(len(each.disagreements))]))
    return "\n".join([*lines, found.overall.counts])


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("name")
@query_argument
@click.option("--size", type=click.IntRange(min=1), metavar="N", help="So many articles.")
@click.option("--percent", type=float, metavar="P", help="So many in a hundred of the articles that match.")
@click.option("--by", "strata", multiple=True, type=click.Choice(STRATA), help="Stratify by this, in proportion.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed draws the same articles.")
@click.option("--among", multiple=True, metavar="ANNOTATOR", help="Deal the articles out among these.")
@click.option("--overlap", type=click.IntRange(min=0), metavar="N", help="With --among: so many are for all of them.")
@click.option("--rename", metavar="NEW", help="Give the sample another name.")
@click.option("--remove", is_flag=True, help="Remove the sample; its articles stay.")
def sample(
    project: Path,
    name: str,
    query: str,
    size: int | None,
    percent: float | None,
    strata: tuple[str, ...],
    seed: int,
    among: tuple[str, ...],
    overlap: int | None,
    rename: str | None,
    remove: bool,
) -> None:
    """Draw articles that match QUERY at random, to be used in filters as sample:NAME; or rename or remove the sample.

    A sample of this name is drawn anew. With --among, sample:NAME/ANNOTATOR are the articles that one of them shall read.
    """
    if [size is not None or percent is not None, rename is not None, remove].count(True) != 1:
        raise click.UsageError("Say how large it shall be with --size or --percent, or else --rename or --remove.")
    with opened(project) as store:
        if rename is not None:
            change = store.samples.rename(name, rename)
        elif remove:
            change = store.samples.remove(name)
        else:
            design = Design(size=size, percent=percent, strata=strata, seed=seed, annotators=among, overlap=overlap)
            change = store.samples.draw(name, query, design)
    tell_change(change)


@click.command()
@project_argument
@json_option
def samples(project: Path, as_json: bool) -> None:
    """List the samples: how each was drawn, and how many articles it has for whom."""
    with opened(project) as store:
        for each in store.samples.all():
            if as_json:
                print_json(
                    {
                        "uid": each.uid, "name": each.name, "query": each.query, "method": each.method, "seed": each.seed,
                        "at": each.at, "articles": each.articles,
                        "shares": {annotator or "all": number for annotator, number in each.shares},
                    }
                )  # fmt: skip
            else:
                click.echo(f"{each.name}  {each.query or '(all articles)'}  {each.method}")


@click.command()
@project_argument
@click.argument("other", type=click.Path(path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help="Write nothing; say what would be done.")
@click.option("--theirs", is_flag=True, help="In conflicts take what OTHER says.")
@by_option
@json_option
def merge(project: Path, other: Path, dry: bool, theirs: bool, by: str | None, as_json: bool) -> None:
    """Bring what OTHER, a colleague's copy of the project, has and this one has not, as one step that can be undone.

    What only one of both has changed since they parted holds; what both have changed is listed as a conflict, and stays as
    it is here. OTHER is only read. It may also be a project that is no copy of this one.
    """
    found = finish(run_merge(project, other, dry=dry, theirs=theirs, annotator=by or ""))
    if as_json:
        print_json(_merge_json(found))
        return
    click.echo(summary(found))
    for each in found.conflicts:
        where = f" (article {each.article})" if each.article is not None else ""
        column = f", {each.column}" if each.column else ""
        click.echo(f"conflict: {each.what}{column}{where}: here {each.here}, there {each.there}. {each.why}".rstrip())
    for sentence in found.lost:
        click.echo(sentence)


def _merge_json(found: MergeReport) -> dict[str, object]:
    return {
        "other": found.other,
        "history": found.history,
        "dry_run": found.dry,
        "change": found.change or None,
        "articles": found.articles,
        "added": dict(found.added),
        "changed": dict(found.changed),
        "removed": dict(found.removed),
        "conflicts": [
            {
                "what": each.what, "table": each.table, "uid": each.uid, "article": each.article,
                "column": each.column or None, "here": each.here, "there": each.there, "reason": each.why or None,
            }
            for each in found.conflicts
        ],
        "lost": list(found.lost),
    }  # fmt: skip
