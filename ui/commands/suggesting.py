"""The verb `suggest`: tags for what has none yet, and how far to trust them."""

from __future__ import annotations

from pathlib import Path

import click

from store import Store
from store.records import TagsReport
from ui.commands.common import finish, json_option, opened, plural, print_json, project_argument, where_option

_UNITS = {"article": "tagged article", "passage": "tagged sentence"}


@click.command()
@project_argument
@where_option
@click.option("--passages", is_flag=True, help="Suggest passages: sentences that may ask for a tag.")
@click.option(
    "--bar", type=click.FloatRange(0, 1), help="Passages likely from this on; without it, the bar of the window."
)
@click.option("--report", is_flag=True, help="Show how suggestions did on taggings kept back instead.")
@json_option
def suggest(project: Path, where: str | None, passages: bool, bar: float | None, report: bool, as_json: bool) -> None:
    """Suggest tags for the articles without tags, or for passages, learned from those that have some.

    All tags are given for each article, the likeliest first, whatever bar is set in the window. With --passages the
    sentences of all articles that match are looked at, learned from the tagged passages, and those at or over the bar are
    given, each with all tags that were learned. Suggestions are no tags: no export has them.
    """
    from store.suggesting import learn_tags_from

    if bar is not None and not passages:
        raise click.UsageError("--bar goes with --passages; for articles all tags are given.")
    with opened(project) as store:
        learned = finish(learn_tags_from(store, kind="passage" if passages else "article"))
        paths = {tag.id: tag.path for tag in store.codebook.tags()}
        if report:
            _tell(learned, paths, as_json=as_json)
            return
        if passages:
            _passages(store, where or "", paths, bar=bar, as_json=as_json)
            return
        for line in store.suggestions.lines(store.search.ids(where or "", sort="id")):
            tags = [{"tag": paths[tag], "score": round(score, 4)} for tag, score in line.tags]
            if as_json:
                print_json({"id": line.article, "source": line.source, "tags": tags})
            else:
                first = ", ".join(f"{paths[tag]} {score:.2f}" for tag, score in line.tags[:3])
                click.echo(f"{line.article:>6}  {line.source:<30}  {first}")


def _passages(store: Store, where: str, paths: dict[int, str], *, bar: float | None, as_json: bool) -> None:
    for line in store.passage_suggestions.lines(store.search.ids(where, sort="id"), bar=bar):
        tags = [{"tag": paths[tag], "score": round(score, 4)} for tag, score in line.tags if tag in paths]
        if as_json:
            place = {"start": line.start, "end": line.end, "quote": line.quote}
            print_json({"id": line.article, "source": line.source, **place, "tags": tags})
        else:
            tag, score = line.tags[0]
            click.echo(f"{line.article:>6}  {line.start:>6}–{line.end:<6}  {paths[tag]} {score:.2f}  {line.quote}")


def _tell(report: TagsReport | None, paths: dict[int, str], *, as_json: bool) -> None:
    if report is None:
        click.echo("null" if as_json else "There is too little to learn from yet: tag some five for each tag first.")
        return
    if as_json:
        print_json(_values(report, paths))
        return
    click.echo(
        f"learned from {plural(report.articles, _UNITS[report.unit])} and {plural(report.untagged, 'untagged one')},"
        f" {report.seconds:.1f} s; on taggings kept back, from {report.bar:.2f} on:"
    )
    click.echo(f"  {'tag':<30} {'tagged':>7} {'precision':>10} {'recall':>7} {'off by':>7} {'untagged':>9}")
    for each, weight in zip(report.tags, report.weights, strict=True):
        doubt = "" if each.trusted else "  too few to trust"
        click.echo(
            f"  {paths.get(each.tag, '?'):<30} {each.tagged:>7,} {each.precision:>10.2f} {each.recall:>7.2f}"
            f" {each.gap:>7.2f} {weight:>9.1f}{doubt}"
        )


def _values(report: TagsReport, paths: dict[int, str]) -> dict[str, object]:
    return {
        "unit": report.unit,
        "articles": report.articles,
        "untagged": report.untagged,
        "exclusive": report.exclusive,
        "bar": report.bar,
        "macro_f1": round(report.macro_f1, 4),
        "tags": [
            {
                "tag": paths.get(each.tag, "?"),
                "tagged": each.tagged,
                "precision": round(each.precision, 4),
                "recall": round(each.recall, 4),
                "calibration_error": round(each.gap, 4),
                "bins": [{"said": round(a, 4), "was": round(b, 4), "count": count} for a, b, count in each.bins],
                "weight_of_untagged": weight,
                "trusted": each.trusted,
            }
            for each, weight in zip(report.tags, report.weights, strict=True)
        ],
        "at": report.at,
        "seconds": round(report.seconds, 3),
    }
