"""Agreement measured on a project: what several annotators put on the same articles, as figures with what they count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from store.agreement import kappa
from store.agreement.alpha import LEVELS, alpha
from store.agreement.bootstrap import RESAMPLES, alpha_interval
from store.agreement.profiles import Profile, Profiles, mean, paired, size
from store.agreement.spans import Span, f1, found
from store.agreement.unitizing import alpha_u
from store.codings import NO_TAG, Coding, Codings, by_tag, chosen, chosen_of, spans_of
from store.errors import UserError
from store.records import Agreement, AgreementFigures, Progress

if TYPE_CHECKING:
    from store.store import Store

_CODED = (
    "An annotator has coded an article if a tagging or a status of hers is on it; what she has not coded is missing, not"
    " a no, and what only one has coded is left out."
)
_MORE = "Of more than two annotators, Cohen's kappa and Scott's pi are the mean of all pairs."
_PASSAGES = (
    "alpha_U and F1 are about passages: alpha_U of the articles that all of them coded, laid end to end; F1 of the"
    " articles that both of a pair coded, the mean of all pairs."
)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What one figure is made of: the profiles of its units, and the articles on which annotators differ."""

    kind: str
    tag: str
    profiles: Profiles
    differing: tuple[int, ...]
    counts: str
    categories: int | None = None


def agreement(
    project: Path,
    query: str = "",
    *,
    annotators: Sequence[str] = (),
    level: str = "nominal",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Generator[Progress, None, Agreement]:
    """Measure agreement over the articles that match: of these annotators, or of all people who coded any.

    `level` is the level of measurement of alpha where the names of tags are numbers. The interval is drawn `resamples`
    times (0: not at all) and is the same for the same `seed`. Raises QueryError for a filter that cannot be read,
    UserError for an unknown annotator or level, and for a level above nominal where no tag is a number.
    """
    from store.store import open_project  # the store itself need not know of all that is measured on it

    if level not in LEVELS:
        raise UserError(f"“{level}” is no level of measurement; choose one of {', '.join(LEVELS)}.")
    with open_project(project) as store:
        codings = Codings(store.db, store.search, store.codebook)
        names = tuple(dict.fromkeys(annotators)) or tuple(codings.coders())
        yield Progress(done=0, total=0, label="Reading what was coded")
        read = codings.read(query, names)
        colours = {path: tag.colour for path, tag in codings.tags().items()}
    return (yield from _Measure(names, read, level, resamples, seed, colours).all(query))


def agreement_on(
    store: Store, articles: Sequence[int], query: str = "", *, annotators: Sequence[str] = (), level: int = 0
) -> Generator[Progress, None, Agreement | None]:
    """Measure agreement over those of these articles that match, nominal and without intervals; None where there is none.

    It is of these annotators, or of all people who coded any; of fewer than two there is nothing to measure. Tags are cut
    to so many names from the root as `level` says (0: as they are).
    """
    codings = Codings(store.db, store.search, store.codebook)
    names = tuple(dict.fromkeys(annotators)) or tuple(codings.coders())
    if len(names) < 2:
        return None
    yield Progress(done=0, total=0, label="Reading what was coded")
    wanted = frozenset(articles)
    read = [coding for coding in codings.read(query, names, level=level) if coding.article in wanted]
    if not read:
        return None
    return (yield from _Measure(names, read, "nominal", 0, 0, {}).all(query))


class _Measure:
    """Makes all figures of what was read."""

    def __init__(
        self,
        names: tuple[str, ...],
        codings: Sequence[Coding],
        level: str,
        resamples: int,
        seed: int,
        colours: Mapping[str, str],
    ) -> None:
        self._names = names
        self._codings = codings
        self._level = level
        self._resamples = resamples
        self._seed = seed
        self._colours = colours
        self._passages = _Passages(codings, len(names))

    def all(self, query: str) -> Generator[Progress, None, Agreement]:
        tags = by_tag(self._codings)
        groups = list(_groups(self._codings, tags))
        overall = _overall(self._codings, tags)
        self._refuse_level([overall, *groups])
        figures = [self.figures(overall)]
        figures += [self.figures(each) for each in groups]
        for done, path in enumerate(sorted(tags)):
            yield Progress(done=done, total=len(tags), label="Measuring")
            figures.append(self.figures(_of_tag(path, *tags[path])))
        return Agreement(
            query=query,
            annotators=self._names,
            articles=len(self._codings),
            overall=figures[0],
            groups=tuple(each for each in figures if each.kind == "group"),
            tags=tuple(each for each in figures if each.kind == "tag"),
            pairs=tuple(self._pairs(overall)),
            level=self._level,
            resamples=self._resamples,
            seed=self._seed,
        )

    def _refuse_level(self, spoken: Iterable[_Spoken]) -> None:
        if self._level != "nominal" and self._codings and not any(_numbers(each) for each in spoken):
            raise UserError(
                f"The level “{self._level}” is for tags that are numbers, of which each annotator puts one on an article;"
                " here are none. Measure at the level “nominal”."
            )

    def figures(self, spoken: _Spoken) -> AgreementFigures:
        """Make the figures of one thing."""
        numbers = _numbers(spoken)
        level = self._level if numbers else "nominal"
        rated = numbers or spoken.profiles
        exact, overlapping = self._passages.f1(spoken)
        units = paired(spoken.profiles)
        return AgreementFigures(
            kind=spoken.kind,
            tag=spoken.tag,
            units=size(units),
            annotators=tuple(name for place, name in enumerate(self._names) if any(unit[place] is not None for unit in units)),
            percent=_percent(spoken.profiles),
            cohen_kappa=kappa.cohen(spoken.profiles),
            fleiss_kappa=kappa.fleiss(spoken.profiles),
            scott_pi=kappa.scott(spoken.profiles),
            krippendorff_alpha=alpha(rated, level=level),
            gwet_ac1=kappa.ac1(spoken.profiles, categories=spoken.categories),
            level=level,
            interval=alpha_interval(rated, level=level, resamples=self._resamples, seed=self._seed),
            alphas=tuple((each, alpha(numbers, level=each)) for each in LEVELS) if numbers else (),
            passages=self._passages.count(spoken),
            alpha_u=self._passages.alpha_u(spoken),
            span_f1=exact,
            span_f1_overlap=overlapping,
            disagreements=spoken.differing,
            counts=spoken.counts,
            colour=self._colours.get(spoken.tag),
        )  # fmt: skip

    def _pairs(self, overall: _Spoken) -> Iterable[AgreementFigures]:
        """Give the overall figures of each two annotators, where there are more than two."""
        for two in combinations(range(len(self._names)), 2) if len(self._names) > 2 else ():
            codings = [_narrowed(coding, two) for coding in self._codings]
            both: Counter[Profile] = Counter()
            for unit, number in overall.profiles.items():
                both[unit[two[0]], unit[two[1]]] += number
            said = [(each.article, chosen(each) if overall.categories is None else each.any) for each in codings]
            names = (self._names[two[0]], self._names[two[1]])
            measure = _Measure(names, codings, self._level, 0, self._seed, self._colours)
            yield measure.figures(replace(overall, kind="pair", profiles=both, differing=_differing(said)))


class _Passages:
    """The passages of all annotators, and how far they agree on them."""

    def __init__(self, codings: Sequence[Coding], annotators: int) -> None:
        self._spans, self._length = spans_of(codings, annotators)
        self._pairs: dict[str, dict[tuple[int, int], list[tuple[int, ...]]]] = defaultdict(lambda: defaultdict(list))
        self._counts: Counter[str] = Counter()
        for coding in codings:
            self._add(coding)

    def _add(self, coding: Coding) -> None:
        places = sorted(coding.pieces)
        tags = {tag for pieces in coding.pieces.values() for tag, _, _ in pieces}
        for tag in tags:
            spans: dict[int, list[Span]] = {
                place: [(start, end, tag) for other, start, end in coding.pieces[place] if other == tag]
                for place in places
            }
            self._counts[tag] += sum(map(len, spans.values()))
            for index, one in enumerate(places):
                for two in places[index + 1 :]:
                    counted = (*found(spans[one], spans[two]), *found(spans[one], spans[two], overlap=True))
                    self._pairs[tag][one, two].append(counted)

    def _meant(self, spoken: _Spoken) -> list[str]:
        if spoken.kind in ("overall", "pair"):
            return sorted(self._counts)
        if spoken.kind == "tag":
            return [spoken.tag] if spoken.tag in self._counts else []
        return sorted(tag for tag in self._counts if tag.rpartition("/")[0] == spoken.tag)

    def count(self, spoken: _Spoken) -> int:
        return sum(self._counts[tag] for tag in self._meant(spoken))

    def alpha_u(self, spoken: _Spoken) -> float | None:
        meant = set(self._meant(spoken))
        spans = [[span for span in each if span[2] in meant] for each in self._spans]
        return alpha_u(spans, length=self._length) if meant else None

    def f1(self, spoken: _Spoken) -> tuple[float | None, float | None]:
        sums: dict[tuple[int, int], list[int]] = {}
        for tag in self._meant(spoken):
            for pair, counted in self._pairs[tag].items():
                total = sums.setdefault(pair, [0] * 8)
                for numbers in counted:
                    total[:] = [one + other for one, other in zip(total, numbers, strict=True)]
        return mean(f1(*each[:4]) for each in sums.values()), mean(f1(*each[4:]) for each in sums.values())


# What a figure is made of


def _overall(codings: Sequence[Coding], tags: Mapping[str, tuple[Profiles, tuple[int, ...]]]) -> _Spoken:
    if any(any(coding.whole) for coding in codings) and all(
        len(each) <= 1 for coding in codings for each in coding.whole if each is not None
    ):
        values = [(coding.article, chosen(coding)) for coding in codings]
        return _Spoken(
            "overall",
            "",
            Counter(value for _, value in values),
            _differing(values),
            "One unit is an article that two or more annotators have coded; its value is the one tag that each put on it"
            " as a whole, or that she put none though she gave it a status. One who tagged only passages is missing."
            f" {_CODED} {_MORE} {_PASSAGES}",
        )
    pooled: Counter[Profile] = Counter()
    for profiles, _ in tags.values():
        pooled.update(profiles)
    return _Spoken(
        "overall",
        "",
        pooled,
        tuple(sorted({article for _, differing in tags.values() for article in differing})),
        f"One unit is one tag on one article: {len(codings):,} articles that two or more annotators have coded, and"
        f" {len(tags):,} tags that any of them used. Its value is whether the tag is there, on the article or on a passage"
        f" of it. {_CODED} {_MORE} {_PASSAGES}",
        2,
    )


def _groups(codings: Sequence[Coding], tags: Iterable[str]) -> Iterable[_Spoken]:
    """Find the tags of which each annotator put at most one on an article: siblings in the codebook."""
    children: dict[str, set[str]] = defaultdict(set)
    for path in tags:
        children[path.rpartition("/")[0]].add(path)
    for parent, paths in sorted(children.items()):
        group = frozenset(paths)
        put = [len(each & group) for coding in codings for each in coding.whole if each is not None]
        if parent and len(group) > 1 and any(put) and max(put) == 1:
            values = [(coding.article, chosen_of(coding, group)) for coding in codings]
            yield _Spoken(
                "group",
                parent,
                Counter(value for _, value in values),
                _differing(values),
                f"One unit is an article on which two or more annotators put a tag of “{parent}” as a whole; its value is"
                f" which. One who put none of them is missing. {_MORE}",
            )


def _of_tag(path: str, profiles: Profiles, differing: tuple[int, ...]) -> _Spoken:
    counts = (
        "One unit is an article that two or more annotators have coded; its value is whether the tag is there, on the"
        f" article or on a passage of it. {_CODED} {_MORE} {_PASSAGES}"
    )
    return _Spoken("tag", path, profiles, differing, counts, 2)


def _differing(values: Iterable[tuple[int, Profile]]) -> tuple[int, ...]:
    return tuple(article for article, unit in values if len({value for value in unit if value is not None}) > 1)


def _numbers(spoken: _Spoken) -> Profiles | None:
    """Give the profiles with the numbers that the tags' last names are, or None where one is no number."""
    if spoken.kind == "tag" or spoken.categories == 2:
        return None
    read: dict[object, float | None] = {None: None, NO_TAG: None}
    for unit in spoken.profiles:
        for value in unit:
            if value not in read:
                number = _number(str(value).rpartition("/")[2])
                if number is None:
                    return None
                read[value] = number
    numbers: Counter[Profile] = Counter()
    for unit, times in spoken.profiles.items():
        numbers[tuple(read[value] for value in unit)] += times
    return numbers if len(read) > 2 else None


def _number(name: str) -> float | None:
    try:
        number = float(name)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _narrowed(coding: Coding, places: tuple[int, ...]) -> Coding:
    """Keep what two annotators said, under their new places."""
    return Coding(
        article=coding.article,
        length=coding.length,
        whole=tuple(coding.whole[place] for place in places),
        any=tuple(coding.any[place] for place in places),
        judged=tuple(coding.judged[place] for place in places),
        pieces={new: coding.pieces[old] for new, old in enumerate(places) if old in coding.pieces},
    )


def _percent(profiles: Profiles) -> float | None:
    share = kappa.observed(profiles)
    return None if share is None else share * 100
