"""Samples: articles drawn at random under a name, to be coded twice, once more, or by several annotators."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.annotators import new_uid
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.journal import Journal, now
from store.records import Change, Sample
from store.search import Search
from store.text.canonical import canonical
from store.text.normal import folded

STRATA = ("outlet", "year", "language", "tag", "length")
"""What a sample can be stratified by."""

LONGEST = 100
"""How long the name of a sample may be, in code points."""

_LENGTHS = (500, 1000, 2000, 4000, 8000)
"""Where one stratum of lengths ends and the next begins, in code points."""

_STRATUM = {
    "outlet": "select id, coalesce(outlet, '') from article",
    "year": "select id, coalesce(substr(published, 1, 4), '') from article",
    "language": "select id, coalesce(language, '') from article",
    "length": "select id, length from article",
    # The tag that most articles have: small tags would make a stratum of each pair of them.
    "tag": "select a.id, coalesce((select min(tag) from tagging where article = a.id), 0) from article a",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How a sample is drawn: so many articles or so many in a hundred, by strata in proportion, split or not.

    With `annotators` the articles are dealt out among them; `overlap` of them are for everybody, to be coded by all.
    """

    size: int | None = None
    percent: float | None = None
    strata: tuple[str, ...] = ()
    seed: int = 0
    annotators: tuple[str, ...] = ()
    overlap: int | None = None


class Samples:
    """The samples of a project; names are equal whatever their case, width, blanks and hyphens."""

    def __init__(self, db: Database, journal: Journal, search: Search) -> None:
        self._db = db
        self._journal = journal
        self._search = search

    # Reading

    def all(self) -> tuple[Sample, ...]:
        """List the samples by name, with how many articles they have for whom; deleted ones are not counted."""
        shares: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for sample, annotator, number in self._db.conn.execute(
            "select d.sample, coalesce(d.annotator, ''), count(*) from sample_article d join article a on a.id = d.article"
            " where a.removed = 0 group by 1, 2 order by 1, 2"
        ):
            shares[sample].append((str(annotator), int(number)))
        return tuple(
            Sample(
                name=name,
                query=query,
                method=method,
                seed=seed,
                at=at,
                articles=sum(count for _, count in shares[number]),
                shares=tuple(shares[number]),
                id=number,
                uid=uid,
            )
            for number, uid, name, query, method, seed, at in self._db.conn.execute(
                "select id, uid, name, query, method, seed, at from sample order by folded"
            )
        )

    def get(self, name: str) -> Sample:
        """Read a sample by its name; raises UserError where there is none."""
        for sample in self.all():
            if folded(sample.name) == folded(name):
                return sample
        raise UserError(f"There is no sample “{name}” in this project; 'samples' lists them.")

    def terms(self) -> tuple[str, ...]:
        """List what may follow `sample:` in a filter: the samples, and the shares of annotators."""
        found: list[str] = []
        for sample in self.all():
            found.append(sample.name)
            found += [f"{sample.name}/{annotator}" for annotator, _ in sample.shares if annotator]
        return tuple(found)

    def of_several(self, articles: Sequence[int]) -> Mapping[int, tuple[tuple[str, str], ...]]:
        """Give for each article the samples it was drawn for, each with the annotator ("": everybody)."""
        found: dict[int, list[tuple[str, str]]] = {}
        for some in chunks(articles):
            for article, name, annotator in self._db.conn.execute(
                "select d.article, s.name, coalesce(d.annotator, '') from sample_article d join sample s on s.id = d.sample"
                f" where d.article in ({places(some)}) order by d.article, s.folded, 3",
                some,
            ):
                found.setdefault(article, []).append((str(name), str(annotator)))
        return {article: tuple(drawn) for article, drawn in found.items()}

    # Drawing

    def draw(self, name: str, query: str, design: Design, *, origin: str = "") -> Change:
        """Draw a sample of the articles that match and keep it under a name; one of this name is drawn anew.

        The same articles, design and seed give the same sample. Raises UserError for a name, a size or a stratum that is
        none, and where nothing matches; QueryError for a filter that cannot be read.
        """
        name = _named(name)
        articles = list(self._search.ids(query, sort="id"))
        size = _size(design, len(articles))
        chosen = self._chosen(articles, size, design)
        dealt = _dealt(chosen, design)
        with self._journal.change(f"Draw the sample {name} of {len(chosen):,} articles", origin=origin) as step:
            number = self._make(name, query, design, len(articles), len(chosen))
            self._db.conn.executemany(
                "insert into sample_article(uid, sample, article, annotator) values (?, ?, ?, ?)",
                [(new_uid(), number, article, annotator) for article, annotator in dealt],
            )
        return step.change

    def _chosen(self, articles: Sequence[int], size: int, design: Design) -> list[int]:
        """Choose articles, from each stratum its share by the largest remainders (Hamilton), in the order of the draw."""
        draw = random.Random(design.seed)
        strata = self._strata(articles, design.strata)
        shares = _shares({key: len(members) for key, members in strata.items()}, size)
        chosen = [article for key in sorted(strata) for article in draw.sample(strata[key], shares[key])]
        draw.shuffle(chosen)
        return chosen

    def _strata(self, articles: Sequence[int], by: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
        if unknown := set(by) - set(STRATA):
            raise UserError(f"“{unknown.pop()}” is no stratum; choose of {', '.join(STRATA)}.")
        values = [
            {article: _band(each, value) for article, value in self._db.conn.execute(_STRATUM[each])} for each in by
        ]
        strata: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for article in articles:
            strata[tuple(each[article] for each in values)].append(article)
        return strata

    def _make(self, name: str, query: str, design: Design, whole: int, size: int) -> int:
        row = self._db.conn.execute("select id from sample where folded = ?", (folded(name),)).fetchone()
        values = (name, query, _method(design, whole, size), design.seed, now())
        if row is None:
            row = self._db.conn.execute(
                "insert into sample(name, query, method, seed, at, folded, uid) values (?, ?, ?, ?, ?, ?, ?) returning id",
                (*values, folded(name), new_uid()),
            ).fetchone()
        else:
            self._db.conn.execute("delete from sample_article where sample = ?", (row[0],))
            self._db.conn.execute(
                "update sample set name = ?, query = ?, method = ?, seed = ?, at = ? where id = ?", (*values, row[0])
            )
        return int(row[0])

    def rename(self, name: str, new: str, *, origin: str = "") -> Change:
        """Give a sample another name; raises UserError for an empty or a taken one."""
        sample, new = self.get(name), _named(new)
        if folded(new) != folded(sample.name) and any(folded(each.name) == folded(new) for each in self.all()):
            raise UserError(f"There is a sample “{new}” already; choose another name.")
        with self._journal.change(f"Rename the sample {sample.name} to {new}", origin=origin) as step:
            self._db.conn.execute("update sample set name = ?, folded = ? where id = ?", (new, folded(new), sample.id))
        return step.change

    def remove(self, name: str, *, origin: str = "") -> Change:
        """Remove a sample; its articles stay as they are. Raises UserError where there is none of this name."""
        sample = self.get(name)
        with self._journal.change(f"Remove the sample {sample.name}", origin=origin) as step:
            self._db.conn.execute("delete from sample_article where sample = ?", (sample.id,))
            self._db.conn.execute("delete from sample where id = ?", (sample.id,))
        return step.change

    # What comes in

    def insert(self, samples: Iterable[Sample]) -> None:
        """Write samples without their articles inside the caller's import; one of a name that is here stays as it is."""
        self._db.conn.executemany(
            "insert or ignore into sample(uid, name, folded, query, method, seed, at) values (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    each.uid or new_uid(),
                    each.name,
                    folded(each.name),
                    each.query,
                    each.method,
                    each.seed,
                    each.at or now(),
                )
                for each in samples
            ],
        )

    def insert_article(self, article: int, drawn: Iterable[tuple[str, str]]) -> bool:
        """Put an article into samples inside an import, by name and annotator; says whether it was not in one of them."""
        known = set(self.of_several([article]).get(article, ()))
        fresh = [each for each in drawn if each not in known]
        for name, annotator in fresh:
            self.insert([Sample(name=name)])
            self._db.conn.execute(
                "insert into sample_article(uid, sample, article, annotator)"
                " select ?, id, ?, ? from sample where folded = ?",
                (new_uid(), article, annotator or None, folded(name)),
            )
        return bool(fresh)


def _named(name: str) -> str:
    name = " ".join(canonical(name).split())
    if not folded(name):
        raise UserError("A sample needs a name.")
    if len(name) > LONGEST or "/" in name:
        raise UserError(f"The name of a sample may have up to {LONGEST} characters, and no slash.")
    return name


def _size(design: Design, whole: int) -> int:
    if (design.size is None) == (design.percent is None):
        raise UserError("Say how large the sample shall be: a number of articles, or so many in a hundred.")
    if not whole:
        raise UserError("No article matches this filter, so there is nothing to draw from.")
    if design.percent is not None:
        if not 0 < design.percent <= 100:
            raise UserError("A sample takes more than 0 and at most 100 in a hundred articles.")
        return max(1, round(whole * design.percent / 100))
    size = design.size or 0
    if not 0 < size <= whole:
        raise UserError(f"A sample of this filter takes from 1 to {whole:,} articles.")
    return size


def _band(by: str, value: object) -> str:
    if by != "length":
        return str(value)
    return str(sum(int(str(value)) >= limit for limit in _LENGTHS))


def _shares(sizes: Mapping[tuple[str, ...], int], size: int) -> dict[tuple[str, ...], int]:
    """Share a sample among strata in proportion, whole numbers by the largest remainders."""
    whole = sum(sizes.values())
    shares = {key: size * number // whole for key, number in sizes.items()}
    rest = sorted(sizes, key=lambda key: (-(size * sizes[key] % whole), key))
    for key in rest[: size - sum(shares.values())]:
        shares[key] += 1
    return shares


def _dealt(chosen: Sequence[int], design: Design) -> list[tuple[int, str | None]]:
    """Deal articles out: the overlap to everybody, the others in turn; without annotators all are for everybody."""
    names = tuple(dict.fromkeys(name.strip() for name in design.annotators if name.strip()))
    if not names:
        if design.overlap is not None:
            raise UserError("Say among which annotators the sample is split; an overlap is of several.")
        return [(article, None) for article in chosen]
    overlap = design.overlap or 0
    if not 0 <= overlap <= len(chosen):
        raise UserError(f"Of {len(chosen):,} articles, 0 to {len(chosen):,} can be for everybody.")
    shared, rest = chosen[:overlap], chosen[overlap:]
    turns = [(article, names[place % len(names)]) for place, article in enumerate(rest)]
    return [*((article, None) for article in shared), *turns]


def _method(design: Design, whole: int, size: int) -> str:
    by = f", stratified by {', '.join(design.strata)}" if design.strata else ""
    split = f", split among {', '.join(design.annotators)}" if design.annotators else ""
    both = f", {design.overlap:,} for all of them" if design.annotators and design.overlap else ""
    return f"{size:,} of {whole:,} articles at random{by}{split}{both}, seed {design.seed}"
