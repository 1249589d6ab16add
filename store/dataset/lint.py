"""Lint: what is odd in a dataset before it is written, article by article, with the articles in which it is so."""

from __future__ import annotations

from store.dataset.lint_copies import copy_checks
from store.dataset.lint_marks import mark_checks
from store.dataset.lint_tags import tag_checks
from store.dataset.lint_texts import text_checks
from store.dataset.linted import Check, Linted, LintRules
from store.records import FINDING_KINDS, SEVERITIES, Finding


class Lint:
    """Looks at the articles of a dataset one after the other; nothing of them is kept but numbers."""

    def __init__(self, rules: LintRules) -> None:
        self.articles = self.records = 0
        self._checks: tuple[Check, ...] = (
            *text_checks(rules),
            *copy_checks(rules),
            *mark_checks(rules),
            *tag_checks(rules),
        )

    def see(self, article: Linted) -> None:
        """Look at one article."""
        self.articles += 1
        self.records += len(article.records)
        for check in self._checks:
            check.see(article)

    def findings(self) -> tuple[Finding, ...]:
        """Tell all that was found, what matters most first."""
        found = [finding for check in self._checks for finding in check.findings()]
        found.sort(key=_order)
        return tuple(found)


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return SEVERITIES.index(finding.severity), FINDING_KINDS.index(finding.kind), -finding.count, finding.label
