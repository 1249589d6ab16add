"""What is odd about tags and labels: none, two that exclude each other, deprecated ones, annotators who differ, rare labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from store.dataset.linted import Check, Linted, LintRules, Tally, many
from store.records import Finding, TagDraft, Tagging


def tag_checks(rules: LintRules) -> Iterator[Check]:
    """Give the checks that a recipe needs."""
    yield _Exclusive(rules.tags)
    yield _Disagreement(rules.recipe.annotators, rules.consensus)
    yield _Deprecated(rules.tags, rules.recipe.annotators)
    yield _Untagged()
    yield _Rare(rules)


class _Exclusive:
    """Tags of branches that exclude each other, in one place."""

    def __init__(self, tags: Mapping[str, TagDraft]) -> None:
        self._above = frozenset(path for path, tag in tags.items() if tag.exclusive)
        self._choices: dict[str, tuple[tuple[str, str], ...]] = {}
        self._found: dict[str, Tally] = defaultdict(Tally)

    def see(self, article: Linted) -> None:
        if not self._above:
            return
        taken: dict[tuple[int | None, int | None, str], str] = {}
        broken: set[tuple[int | None, int | None, str]] = set()
        for tagging in article.chosen.taggings:
            for above, branch in self._chosen(tagging.tag):
                place = (tagging.start, tagging.end, above)
                if taken.setdefault(place, branch) != branch:
                    broken.add(place)
        for _, _, above in broken:
            self._found[above].add(article.id)

    def _chosen(self, path: str) -> tuple[tuple[str, str], ...]:
        """Say which branch a tag takes of each group above it that takes one alone."""
        known = self._choices.get(path)
        if known is None:
            names = path.split("/")
            steps = [("/".join(names[:depth]), names[depth]) for depth in range(1, len(names))]
            known = self._choices[path] = tuple(step for step in steps if step[0] in self._above)
        return known

    def findings(self) -> Iterator[Finding]:
        for path, tally in self._found.items():
            places = many(tally.count, "place")
            sentence = f"In {places} two tags under “{path}” stand together, though they exclude each other."
            yield from tally.finding("exclusive", "error", sentence, label=path)


class _Disagreement:
    """Articles to which annotators have put different tags, and nobody has settled it.

    Where one annotator alone goes out, it is about the others' tags beside hers.
    """

    def __init__(self, annotators: Sequence[str], consensus: str) -> None:
        self._annotators = annotators
        self._consensus = consensus
        self._found = Tally()

    def see(self, article: Linted) -> None:
        whole = article.whole
        if not whole.taggings:
            return
        # One who gave an article a status and no tag has said that nothing is there.
        tags: dict[str, set[str]] = {annotator: set() for annotator, _ in whole.statuses}
        for tagging in whole.taggings:
            tags.setdefault(tagging.annotator, set()).add(tagging.tag)
        if tags.pop(self._consensus, None) is not None and (
            not self._annotators or self._consensus in self._annotators
        ):
            return
        compared = list(tags.values())
        if len(self._annotators) > 1:
            compared = [tags[name] for name in self._annotators if name in tags]
        elif self._annotators and self._annotators[0] not in tags:
            return
        self._found.add(article.id, int(any(each != compared[0] for each in compared[1:])))

    def findings(self) -> Iterator[Finding]:
        number = self._found.count
        articles = f"{many(number, 'article')} {'was' if number == 1 else 'were'} tagged differently by two annotators"
        if len(self._annotators) == 1:
            sentence = f"{articles}; only what {self._annotators[0]} says goes out."
        else:
            sentence = f"{articles} and not settled; all their tags go out."
        yield from self._found.finding("disagreement", "warning", sentence)


class _Deprecated:
    """Tags that are on nothing new any more."""

    def __init__(self, tags: Mapping[str, TagDraft], annotators: Sequence[str]) -> None:
        self._old = frozenset(path for path, tag in tags.items() if tag.deprecated)
        self._annotators = annotators
        self._found: dict[str, Tally] = defaultdict(Tally)

    def see(self, article: Linted) -> None:
        if self._old:
            for tagging in article.whole.taggings:
                if tagging.tag in self._old and self._goes(tagging):
                    self._found[tagging.tag].add(article.id)

    def _goes(self, tagging: Tagging) -> bool:
        return not self._annotators or tagging.annotator in self._annotators

    def findings(self) -> Iterator[Finding]:
        for path, tally in self._found.items():
            sentence = f"The tag “{path}” is deprecated and still on {many(tally.count, 'place')}."
            yield from tally.finding("deprecated", "warning", sentence, label=path)


class _Untagged:
    """Articles without a tag, which matter where others have one."""

    def __init__(self) -> None:
        self._found = Tally()
        self._tagged = 0

    def see(self, article: Linted) -> None:
        if article.chosen.taggings:
            self._tagged += 1
        else:
            self._found.add(article.id)

    def findings(self) -> Iterator[Finding]:
        number = self._found.count
        have = f"{many(number, 'article')} {'has' if number == 1 else 'have'} no tag"
        if self._tagged:
            sentence = f"{have}: to a model that says that none of the codebook is there."
            yield from self._found.finding("untagged", "warning", sentence)
        else:
            yield from self._found.finding("untagged", "note", f"No article has a tag ({number:,} in all).")


class _Rare:
    """Labels on few articles: too few to learn from, or to be in every part of a split."""

    def __init__(self, rules: LintRules) -> None:
        self._rare = max(rules.rare, rules.parts)
        self._parts = rules.parts
        self._states = rules.states
        self._tags: dict[str, Tally] = defaultdict(Tally)
        self._types: dict[str, Tally] = defaultdict(Tally)

    def see(self, article: Linted) -> None:
        for tag in {each.tag for each in article.chosen.taggings}:
            self._see(self._tags[tag], article.id)
        for kind in {each.type for each in article.chosen.mentions if each.state in self._states}:
            self._see(self._types[kind], article.id)

    def _see(self, tally: Tally, article: int) -> None:
        # What is frequent is neither counted nor listed any further.
        if tally.count < self._rare:
            tally.add(article)

    def findings(self) -> Iterator[Finding]:
        for what, tallies in (("tag", self._tags), ("type", self._types)):
            for label, tally in tallies.items():
                if tally.count < self._rare:
                    short = tally.count < self._parts
                    rest = f", fewer than the {self._parts} parts of the split" if short else ""
                    sentence = f"The {what} “{label}” is on {many(tally.count, 'article')} only{rest}."
                    yield from tally.finding("rare", "warning" if short else "note", sentence, label=label)
