"""Agreement as JSON and as a table: the figures with what each counts."""

from __future__ import annotations

import csv
import io
from typing import Any

from store.formats.tables import defuse
from store.records import Agreement, AgreementFigures

MEASURES = (
    ("percent", "percent", 1),
    ("cohen_kappa", "Cohen’s κ", 3),
    ("fleiss_kappa", "Fleiss’ κ", 3),
    ("scott_pi", "Scott’s π", 3),
    ("krippendorff_alpha", "Krippendorff’s α", 3),
    ("gwet_ac1", "Gwet’s AC1", 3),
    ("alpha_u", "α_U", 3),
    ("span_f1", "F1 exact", 3),
    ("span_f1_overlap", "F1 overlap", 3),
)
"""The figures in their order: the name of each, its heading, and its decimals where a person reads it."""

BOOTSTRAP = "units drawn with replacement, 95 % percentile interval"
"""How the interval is made."""


def as_json(agreement: Agreement) -> dict[str, Any]:
    """Give the JSON object of `agreement --json`; what is not defined is null."""
    return {
        "query": agreement.query,
        "annotators": list(agreement.annotators),
        "articles": agreement.articles,
        "level": agreement.level,
        "bootstrap": {"method": BOOTSTRAP, "resamples": agreement.resamples, "seed": agreement.seed},
        "overall": _figures_json(agreement.overall),
        "groups": [{"group": each.tag, **_figures_json(each)} for each in agreement.groups],
        "pairs": [_figures_json(each) for each in agreement.pairs],
        "tags": [{"tag": each.tag, **_figures_json(each)} for each in agreement.tags],
    }


def _figures_json(figures: AgreementFigures) -> dict[str, Any]:
    return {
        "units": figures.units,
        "annotators": len(figures.annotators),
        "names": list(figures.annotators),
        "percent": figures.percent,
        "cohen_kappa": figures.cohen_kappa,
        "fleiss_kappa": figures.fleiss_kappa,
        "scott_pi": figures.scott_pi,
        "krippendorff_alpha": figures.krippendorff_alpha,
        "krippendorff_alpha_interval_95": None if figures.interval is None else list(figures.interval),
        "level": figures.level,
        **{f"krippendorff_alpha_{level}": value for level, value in figures.alphas},
        "gwet_ac1": figures.gwet_ac1,
        "passages": figures.passages,
        "alpha_u": figures.alpha_u,
        "span_f1": figures.span_f1,
        "span_f1_overlap": figures.span_f1_overlap,
        "disagreements": len(figures.disagreements),
        "counts": figures.counts,
    }


def rows(agreement: Agreement) -> list[AgreementFigures]:
    """List all figures in the order of the table: overall, groups, tags, pairs."""
    return [agreement.overall, *agreement.groups, *agreement.tags, *agreement.pairs]


def label(figures: AgreementFigures) -> str:
    """Name a row of the table."""
    if figures.kind == "overall":
        return "All tags"
    if figures.kind == "pair":
        return " and ".join(figures.annotators)
    return f"{figures.tag} (one of)" if figures.kind == "group" else figures.tag


def csv_text(agreement: Agreement) -> str:
    """Give the table as CSV (RFC 4180), numbers whole, empty cells where a figure is not defined."""
    out = io.StringIO()
    heading = [
        "of", "kind", "units", "annotators", *(name for name, _, _ in MEASURES), "alpha low", "alpha high", "level",
        "passages", "disagreements", "counts",
    ]  # fmt: skip
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    for each in rows(agreement):
        low, high = each.interval or (None, None)
        writer.writerow(
            [
                defuse(label(each)), each.kind, each.units, defuse("; ".join(each.annotators)),
                *(_cell(getattr(each, name)) for name, _, _ in MEASURES), _cell(low), _cell(high), each.level,
                each.passages, len(each.disagreements), each.counts,
            ]
        )  # fmt: skip
    return out.getvalue()


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def shown(value: float | None, decimals: int) -> str:
    """Write a figure as a person reads it; a dash where it is not defined."""
    return "–" if value is None else f"{value:.{decimals}f}"
