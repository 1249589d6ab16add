"""The verb `suggest`: tags for what has none yet, and how far to trust them."""

from __future__ import annotations

from pathlib import Path

import click

from store.records import TagsReport
from ui.commands.common import finish, json_option, opened, plural, print_json, project_argument, where_option


@click.command()
@project_argument
@where_option
@click.option("--report", is_flag=True, help="Show how suggestions did on taggings kept back instead.")
@json_option
def suggest(project: Path, where: str | None, report: bool, as_json: bool) -> None:
    """Suggest tags for the articles without tags, learned from those that have some.

    All tags are given for each article, the likeliest first, whatever bar is set in the window. Suggestions are no tags:
    no export has them.
    """
    from store.suggesting import learn_tags_from

    with opened(project) as store:
        learned = finish(learn_tags_from(store))
        paths = {tag.id: tag.path for tag in store.codebook.tags()}
        if report:
            _tell(learned, paths, as_json=as_json)
            return
        for line in store.suggestions.lines(store.search.ids(where or "", sort="id")):
            tags = [{"tag": paths[tag], "score": round(score, 4)} for tag, score in line.tags]
            if as_json:
                print_json({"id": line.article, "source": line.source, "tags": tags})
            else:
                first = ", ".join(f"{paths[tag]} {score:.2f}" for tag, score in line.tags[:3])
                click.echo(f"{line.article:>6}  {line.source:<30}  {first}")


def _tell(report: TagsReport | None, paths: dict[int, str], *, as_json: bool) -> None:
    if report is None:
        click.echo("null" if as_json else "There is too little to learn from yet: tag some articles first.")
        return
    if as_json:
        print_json(_values(report, paths))
        return
    click.echo(
        f"learned from {plural(report.articles, 'tagged article')} and {plural(report.untagged, 'untagged one')},"
        f" {report.seconds:.1f} s; on taggings kept back, from {report.bar:.2f} on:"
    )
    click.echo(f"  {'tag':<30} {'tagged':>7} {'precision':>10} {'recall':>7} {'off by':>7} {'untagged':>9}")
    for each, weight in zip(report.tags, report.weights, strict=True):
        doubt = "" if each.trusted else "  too few articles to trust"
        click.echo(
            f"  {paths.get(each.tag, '?'):<30} {each.tagged:>7,} {each.precision:>10.2f} {each.recall:>7.2f}"
            f" {each.gap:>7.2f} {weight:>9.1f}{doubt}"
        )


def _values(report: TagsReport, paths: dict[int, str]) -> dict[str, object]:
    return {
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
