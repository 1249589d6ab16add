"""What is odd in a dataset before it is written."""

from __future__ import annotations

from dataclasses import dataclass

SEVERITIES = ("error", "warning", "note")
"""How much a finding matters: it makes the dataset wrong, it makes it poorer, or it is good to know."""


FINDING_KINDS = (
    "empty",
    "contradictory_copies",
    "exclusive",
    "two_types",
    "two_entities",
    "disagreement",
    "exact_copies",
    "near_copies",
    "unmarked_copies",
    "overlapping",
    "crossing",
    "outside",
    "cut_by_tokens",
    "same_tokens",
    "without_token",
    "edge_space",
    "long_cell",
    "deprecated",
    "suggested",
    "untagged",
    "rare",
    "utf16",
)
"""What a finding may be about, in the order in which findings are told among those that matter alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something odd: one of `FINDING_KINDS`, how much it matters (`SEVERITIES`), how often it is so, and in which articles.

    `count` is what the sentence counts (marks, articles, records), `articles` are ids in the order of the dataset, each
    once; `label` is the tag or type that is meant, where it is one.
    """

    kind: str
    severity: str
    sentence: str
    count: int
    articles: tuple[int, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintReport:
    """All that is odd in what a recipe gives now, what matters most first, with the articles and records it was looked for in."""

    articles: int
    records: int
    findings: tuple[Finding, ...]

    def count(self, severity: str) -> int:
        """Count the findings that matter so much."""
        return sum(each.severity == severity for each in self.findings)
