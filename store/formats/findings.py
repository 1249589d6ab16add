"""What lint found, as JSON and as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.records import SEVERITIES, LintReport

_FIRST = 5


def lint_json(report: LintReport) -> dict[str, Any]:
    """Give the JSON object of `lint --json`."""
    return {
        "articles": report.articles,
        "records": report.records,
        "findings": [
            {
                "kind": each.kind,
                "severity": each.severity,
                "label": each.label or None,
                "count": each.count,
                "sentence": each.sentence,
                "articles": list(each.articles),
            }
            for each in report.findings
        ],
    }


def lines(report: LintReport) -> Iterator[str]:
    """Give a line for each finding: how much it matters, its kind, its sentence, and a filter for its first articles."""
    for each in report.findings:
        first = ",".join(map(str, each.articles[:_FIRST]))
        more = f" and {len(each.articles) - _FIRST:,} more" if len(each.articles) > _FIRST else ""
        yield f"{each.severity:<8} {each.kind:<21} {each.sentence} (id:{first}{more})"


def summary(report: LintReport) -> str:
    """Say how much was found in a few words: `1 error, 3 warnings`; `nothing odd` where that is so."""
    counts = [(report.count(severity), severity) for severity in SEVERITIES]
    said = [f"{count:,} {word if count == 1 else word + 's'}" for count, word in counts if count]
    return ", ".join(said) or "nothing odd"
