"""The paragraph for the methods section of a paper, English and Korean, with the real numbers of a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from store.dataset.counts import Counts
from store.dataset.items import Dataset
from store.records import Agreement

_MOST = 5


def english(dataset: Dataset, counts: Counts) -> str:
    """Say in English how the dataset was made."""
    recipe = dataset.recipe
    outlets = sum(1 for outlet in counts.outlets if outlet)
    said = [f"The dataset comprises {_many(counts.articles, 'news article')}"]
    said[0] += f" from {_many(outlets, 'outlet')}" if outlets else ""
    said[0] += f", published between {counts.first} and {counts.last}" if counts.first else ""
    said[0] += f" ({counts.characters:,} characters)."
    if recipe.where:
        said.append(f"Articles were selected with the filter “{recipe.where}”.")
    if recipe.one_per_group:
        said.append("Of near-duplicate articles only the earliest was kept.")
    if recipe.text in ("paragraph", "sentence"):
        said.append(f"The unit of analysis is the {recipe.text} ({counts.records:,} records).")
    if counts.passages or counts.tags:
        said.append(
            f"{_many(len(counts.annotators), 'annotator')} applied a codebook of {_many(len(dataset.paths()), 'tag')},"
            f" giving {counts.passages.total():,} tagged passages and {counts.tags.total():,} tags on whole articles."
        )
    if counts.types:
        named = ", ".join(f"{count:,} {name}" for name, count in counts.types.most_common(_MOST))
        how = {"accepted": "confirmed by hand", "suggested": "proposed automatically and partly confirmed by hand"}
        said.append(
            f"It holds {_many(counts.mentions, 'entity mention')} {how.get(recipe.include, 'in all states of review')}"
            f" (most frequent: {named})" + (f" and {_many(counts.relations, 'relation')}." if counts.relations else ".")
        )
    if (agreed := dataset.agreement) is not None:
        said.append(
            f"On the {_many(agreed.articles, 'article')} that two or more of {len(agreed.annotators):,} annotators coded they"
            f" agreed as follows: {_figures(agreed, 'overall', 'for single tags')}."
        )
    said += _english_split(dataset, counts)
    if recipe.anonymise:
        said.append("Names of persons were replaced by stable placeholders.")
    said.append(f"The data were prepared with Galpi (project state {dataset.change}, {dataset.at[:10] or 'undated'}).")
    return " ".join(said)


def _english_split(dataset: Dataset, counts: Counts) -> Iterator[str]:
    if not counts.splits:
        return
    by = dataset.recipe.group if dataset.recipe.group in ("outlet", "time") else ""
    yield (
        f"It was split into {_shares(counts.splits)}; near-duplicates never cross parts"
        + (f", which are divided by {by}" if by else "")
        + f" (seed {dataset.recipe.seed})."
    )
    if dataset.split is not None and dataset.split.pairs:
        were = "was" if dataset.split.pairs == 1 else "were"
        yield (
            f"{_many(dataset.split.pairs, 'pair')} of near-duplicates {were} kept together; a plain random split of the"
            f" same sizes would have separated {dataset.split.parted_at_random:,}."
        )


def korean(dataset: Dataset, counts: Counts) -> str:
    """Say in Korean how the dataset was made."""
    recipe = dataset.recipe
    outlets = sum(1 for outlet in counts.outlets if outlet)
    first = "본 데이터셋은 "
    first += f"{outlets:,}개 매체의 " if outlets else ""
    first += f"{counts.first}부터 {counts.last}까지 발행된 " if counts.first else ""
    said = [f"{first}뉴스 기사 {counts.articles:,}건(총 {counts.characters:,}자)으로 이루어져 있다."]
    if recipe.where:
        said.append(f"기사는 필터 ‘{recipe.where}’로 선정하였다.")
    if recipe.one_per_group:
        said.append("거의 같은 기사들 가운데에서는 가장 먼저 발행된 것만 남겼다.")
    if recipe.text in ("paragraph", "sentence"):
        unit = "문단" if recipe.text == "paragraph" else "문장"
        said.append(f"분석 단위는 {unit}이다({counts.records:,}건).")
    if counts.passages or counts.tags:
        said.append(
            f"주석자 {len(counts.annotators):,}명이 태그 {len(dataset.paths()):,}개로 된 코드북을 적용하여 구절"
            f" {counts.passages.total():,}곳과 기사 단위 {counts.tags.total():,}건에 태그를 달았다."
        )
    if counts.types:
        named = ", ".join(f"{name} {count:,}" for name, count in counts.types.most_common(_MOST))
        how = {"accepted": "사람이 확인한", "suggested": "자동으로 제안되고 일부를 사람이 확인한"}
        rest = f"과 관계 {counts.relations:,}건" if counts.relations else ""
        reviewed = how.get(recipe.include, "검토 상태를 가리지 않은")
        said.append(f"{reviewed} 개체 언급 {counts.mentions:,}건({named}){rest}을 담고 있다.")
    if (agreed := dataset.agreement) is not None:
        said.append(
            f"주석자 {len(agreed.annotators):,}명 중 둘 이상이 주석한 기사 {agreed.articles:,}건에서 일치도는 다음과 같다:"
            f" {_figures(agreed, '전체', '태그별')}."
        )
    said += _korean_split(dataset, counts)
    if recipe.anonymise:
        said.append("인명은 일관된 가명 기호로 바꾸었다.")
    said.append(f"데이터는 Galpi로 준비하였다(프로젝트 상태 {dataset.change}, {dataset.at[:10] or '날짜 없음'}).")
    return " ".join(said)


def _korean_split(dataset: Dataset, counts: Counts) -> Iterator[str]:
    if not counts.splits:
        return
    yield (
        f"데이터는 {_shares(counts.splits)}건으로 나누었으며, 거의 같은 기사는 한쪽에만 두었다(시드 {dataset.recipe.seed})."
    )
    if dataset.split is not None and dataset.split.pairs:
        yield (
            f"거의 같은 기사 {dataset.split.pairs:,}쌍을 함께 두었으며, 같은 크기로 단순 무작위 분할을 하였다면"
            f" {dataset.split.parted_at_random:,}쌍이 갈라졌을 것이다."
        )


def _shares(splits: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in splits.items())


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _figures(agreed: Agreement, overall: str, single: str) -> str:
    """Give the figures that a paper names: in percent, alpha over all, and between which two tags it lies."""
    whole = agreed.overall
    said = [f"{overall} {whole.percent:.1f} %"] if whole.percent is not None else [overall]
    if whole.krippendorff_alpha is not None:
        said.append(f"Krippendorff’s α = {whole.krippendorff_alpha:.3f}")
    if whole.span_f1 is not None:
        said.append(f"F1 = {whole.span_f1:.3f} ({whole.passages:,})")
    alphas = sorted((each.krippendorff_alpha, each.tag) for each in agreed.tags if each.krippendorff_alpha is not None)
    if len(alphas) > 1:
        (low, worst), (high, best) = alphas[0], alphas[-1]
        said.append(f"{single} α = {low:.3f} ({worst}) – {high:.3f} ({best})")
    return ", ".join(said)
