"""The card that lies with every export, in Markdown: what is in the dataset, how it was made, and what its tags mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from store.dataset.counts import Counts
from store.dataset.items import Dataset
from store.dataset.methods import english, korean
from store.formats.agreement import MEASURES, label, rows, shown
from store.formats.manifest import GALPI
from store.formats.split_report import sentences
from store.records import Agreement, SplitReport

_TEXTS = {
    "body": "of each article only the body",
    "paragraph": "a record for each paragraph",
    "sentence": "a record for each sentence",
}


def write_card(dataset: Dataset, counts: Counts, *, unit: str) -> str:
    """Write the card; the same state gives the same bytes. `unit` is what offsets count."""
    lines = [f"# {dataset.recipe.title or dataset.project or 'Dataset card'}", "", *_facts(dataset, counts, unit), ""]
    lines += _split(dataset.split, counts.splits)
    lines += _table("Languages", "language", counts.languages)
    lines += _table("Mentions by type", "type", counts.types)
    lines += _table("Tagged passages", "tag", counts.passages)
    lines += _table("Tagged articles", "tag", counts.tags)
    lines += _table("Annotators", "annotator", counts.annotators)
    lines += _codebook(dataset)
    lines += _agreement(dataset.agreement)
    lines += ["## What was lost", ""]
    lines += [f"- {sentence}" for sentence in dataset.losses.sentences()] or ["- Nothing: all that was chosen is here."]
    lines += ["", "## Methods", "", english(dataset, counts), "", korean(dataset, counts), ""]
    return "\n".join(lines)


def _facts(dataset: Dataset, counts: Counts, unit: str) -> Iterator[str]:
    recipe = dataset.recipe
    yield f"- Articles: {counts.articles:,}"
    if counts.records != counts.articles:
        yield f"- Records: {counts.records:,}"
    yield f"- Format: {recipe.format}" + (f" ({recipe.flavour})" if recipe.flavour else "")
    yield f"- Filter: `{recipe.where}`" if recipe.where else "- Filter: none, all articles"
    if recipe.done:
        yield "- Only articles that are done."
    if recipe.one_per_group:
        yield "- Of copies of one text only the earliest is here."
    if recipe.text in _TEXTS:
        yield f"- Text: {_TEXTS[recipe.text]}"
    if recipe.marks != "all":
        yield f"- Marks of the text: {recipe.marks} alone"
    yield f"- Mentions: {recipe.include}" if recipe.include != "all" else "- Mentions: all, each with its state"
    if recipe.annotators:
        yield f"- Taggings of {', '.join(recipe.annotators)} alone"
    if recipe.level:
        yield f"- Tags: as {recipe.level} name{'' if recipe.level == 1 else 's'} from the root"
    if recipe.overlaps != "keep":
        kept = "the longest" if recipe.overlaps == "longest" else "the first of the codebook"
        yield f"- Of marks that overlap one is kept: {kept}."
    if recipe.anonymise:
        yield "- Names of persons are placeholders; read it before you pass it on, for no machine finds every name."
    if recipe.split:
        by = _KEPT.get(recipe.group, "")
        yield f"- Split: {'/'.join(map(str, recipe.split))}, copies together{by}, seed {recipe.seed}"
    yield f"- State of the project: change {dataset.change}, {dataset.at or 'never changed'}"
    yield f"- Made by Galpi {GALPI}"
    yield f"- Positions are {unit}, half-open, of the text in NFC with LF."
    if recipe.creator:
        yield f"- Creator: {recipe.creator}"
    if recipe.licence:
        yield f"- Licence of the annotations: {recipe.licence}"
    yield "- Licence of the articles: theirs; ask their publishers before you pass them on."


_KEPT = {
    "outlet": ", articles of one outlet too",
    "time": ", trained on the past and tested on what came later, days uncut; articles without a date are trained on",
}


def _table(heading: str, name: str, counter: Mapping[str, int]) -> list[str]:
    if not counter:
        return []
    rows = [f"| {cell(value) or 'unknown'} | {count:,} |" for value, count in sorted(counter.items())]
    return [f"## {heading}", "", f"| {name} | number |", "|---|---:|", *rows, ""]


def _split(report: SplitReport | None, records: Mapping[str, int]) -> list[str]:
    if report is None:
        return []
    lines = ["## Split", "", "| part | share | articles wanted | articles | records |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {part.name} | {part.share} % | {part.wanted:,.1f} | {part.articles:,} | {records.get(part.name, 0):,} |"
        for part in report.parts
    ]
    lines += ["", *(f"- {sentence}" for sentence in sentences(report)[1:]), ""]
    if report.labels:
        names = " | ".join(part.name for part in report.parts)
        lines += [f"| articles with the tag | {names} | points off |", f"|---|{'---:|' * (len(report.parts) + 1)}"]
        for each in report.labels:
            counts = " | ".join(f"{count:,}" for count in each.articles)
            lines.append(f"| {cell(each.label)} | {counts} | {each.deviation:.1f} |")
        lines += [
            "",
            "Points off: the largest distance, in percentage points, between a part's share of these articles and the share"
            " that it was to get.",
            "",
        ]
    return lines


def _agreement(agreed: Agreement | None) -> list[str]:
    if agreed is None:
        return []
    headings = " | ".join(heading for _, heading, _ in MEASURES)
    lines = [
        "## Agreement", "",
        f"Articles coded by two or more of {', '.join(agreed.annotators)}: {agreed.articles:,}. What is not defined is –.", "",
        f"| of | units | {headings} |", f"|---|{'---:|' * (len(MEASURES) + 1)}",
    ]  # fmt: skip
    for each in rows(agreed):
        figures = " | ".join(shown(getattr(each, name), decimals) for name, _, decimals in MEASURES)
        lines.append(f"| {cell(label(each))} | {each.units:,} | {figures} |")
    return [*lines, "", agreed.overall.counts, ""]


def _codebook(dataset: Dataset) -> list[str]:
    paths = dataset.paths()
    if not paths:
        return []
    rows = [f"| {cell(path)} | {cell(tag.definition)} |" for path, tag in paths.items()]
    return ["## Codebook", "", "| tag | definition |", "|---|---|", *rows, ""]


def cell(text: str) -> str:
    """Give a text as a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")
