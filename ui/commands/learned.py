"""How the command line tells of the project's own recogniser."""

from __future__ import annotations

import click

from store.learned import outdated
from store.records import LEAST_OF_TYPE, LearnReport, Score
from ui.commands.common import plural


def learned_values(report: LearnReport) -> dict[str, object]:
    """Give the keys of JSON for what was learned; precision, recall and F1 are cross-validated."""
    return {
        "articles": report.articles,
        "mentions": report.mentions,
        "rejected": report.rejected,
        **_figures(report.overall),
        "types": {score.type: {"marked": score.marked, **_figures(score)} for score in report.types},
        "patterns": _figures(report.patterns),
        "too_few": {each.type: each.marked for each in report.wanting},
        "passed_over": list(report.passed_over),
        "kiwi": report.morphemes,
        "trusted": report.trusted,
        "at": report.at,
        "seconds": round(report.seconds, 3),
    }


def summary(report: LearnReport) -> str:
    """Say in a line what was learned, and whether it is used."""
    use = "used by recognition" if report.trusted else "not used by recognition"
    return (
        f"from {plural(report.articles, 'article')} on {report.at[:10]}, precision {report.overall.precision:.2f},"
        f" recall {report.overall.recall:.2f} on articles kept back; {use}{advice(report)}"
    )


def advice(report: LearnReport) -> str:
    """Say what to do where what was learned needs another Kiwi, or nothing."""
    said = outdated(report)
    return f". {said} ('recognize --learn')" if said else ""


def tell_learned(report: LearnReport) -> None:
    """Print what was learned, by type."""
    click.echo(
        f"learned from {plural(report.mentions, 'accepted mention')} in {plural(report.articles, 'article')}"
        f" {'with' if report.morphemes else 'without'} Kiwi, {report.seconds:.1f} s; on articles kept back:"
    )
    click.echo(f"  {'type':<14} {'marked':>7} {'precision':>10} {'recall':>7} {'F1':>6}")
    for score in (*report.types, report.overall):
        click.echo(
            f"  {score.type or 'all':<14} {score.marked:>7,} {score.precision:>10.2f} {score.recall:>7.2f} {score.f1:>6.2f}"
        )
    click.echo(f"  the patterns alone: precision {report.patterns.precision:.2f}, recall {report.patterns.recall:.2f}")
    if report.wanting:
        few = ", ".join(f"{each.type} ({each.marked})" for each in report.wanting)
        click.echo(f"  too few marks to learn: {few}; {LEAST_OF_TYPE} in two articles are needed,")
        click.echo("  until then only the patterns and the known names suggest these")
    if report.passed_over:
        click.echo(f"  found and never accepted, so not suggested any more: {', '.join(report.passed_over)}")


def _figures(score: Score) -> dict[str, float]:
    return {"precision": round(score.precision, 3), "recall": round(score.recall, 3), "f1": round(score.f1, 3)}
