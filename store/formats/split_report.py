"""The report of a split: as JSON for the manifest, as tables for the card, as sentences for everybody."""

from __future__ import annotations

from typing import Any

from store.records import SplitReport


def split_json(report: SplitReport) -> dict[str, Any]:
    """Give the JSON object that manifests have."""
    names = [part.name for part in report.parts]
    worst = report.worst
    return {
        "parts": [
            {"name": part.name, "share": part.share, "wanted": part.wanted, "articles": part.articles}
            for part in report.parts
        ],
        "tags": [
            {
                "tag": label.label,
                "articles": dict(zip(names, label.articles, strict=True)),
                "deviation": label.deviation,
            }
            for label in report.labels
        ],
        "largest_deviation": None if worst is None else {"tag": worst.label, "points": worst.deviation},
        "copies": {"pairs": report.pairs, "parted": report.parted, "parted_at_random": report.parted_at_random},
        "outlets": {
            "with_several": report.outlets,
            "parted": report.outlets_parted,
            "parted_at_random": report.outlets_parted_at_random,
        },
        "undated": report.undated,
        "empty": list(report.empty),
    }


def sentences(report: SplitReport) -> tuple[str, ...]:
    """Say what the split came to: sizes, copies, outlets, dates, balance."""
    said = [
        "; ".join(f"{part.name} {part.articles:,} of {part.wanted:,.1f} wanted" for part in report.parts) + ".",
    ]
    if report.empty:
        said.append(f"Nothing is in {' and '.join(report.empty)}.")
    if report.pairs:
        said.append(
            f"Pairs of copies: {report.pairs:,}; {report.parted:,} are parted, a plain random split of this seed and these"
            f" sizes would have parted {report.parted_at_random:,}."
        )
    else:
        said.append("There are no copies that could have been parted.")
    if report.outlets:
        said.append(
            f"Outlets with several articles: {report.outlets:,}; {report.outlets_parted:,} stand in more than one part, at"
            f" random {report.outlets_parted_at_random:,} would."
        )
    if report.undated:
        said.append(f"Articles without a date: {report.undated:,}.")
    if (worst := report.worst) is not None:
        said.append(
            f"The tag shared out least evenly is {worst.label}: {'/'.join(f'{count:,}' for count in worst.articles)},"
            f" {worst.deviation:.1f} percentage points off."
        )
    return tuple(said)
