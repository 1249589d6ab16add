"""Relations that a text says: who runs, builds, supplies or certifies what, who signed with whom, who took part.

Between the named things of one sentence, Korean and English words that say so are looked for; the sentence is the
evidence. All of it is suggested, with a score of how sure the wording is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from store.recognition.relations_english import english_relations
from store.recognition.relations_korean import korean_relations
from store.recognition.saying import Named, Said, Sentence
from store.records import FoundRelation

OPERATES = "operates"
_REACH = 400
"""How many code points a passage has at most that holds a system and who is known to run it, no wording joining them."""
_FAR = 1_500
"""How far away who is known to run a system may be named, for its own sentence to be the passage."""


def find_relations(
    text: str,
    named: Iterable[Named],
    sentences: Iterable[tuple[int, int]],
    *,
    operators: Mapping[int, Set[int]] | None = None,
) -> tuple[FoundRelation, ...]:
    """Return the relations that a text says between the entities named in it, in the order of the text.

    `sentences` are spans of it (code points, half-open), in order; `operators` says of systems who is known to run
    them, which proves a relation wherever both are named together. Each is given once, with the surest evidence.
    """
    spans = tuple(sentences)
    ordered = sorted(named, key=lambda each: (each.start, -each.end))
    best: dict[tuple[int, str, int], FoundRelation] = {}
    for sentence in _sentences(text, ordered, spans):
        for said in (*korean_relations(sentence), *english_relations(sentence)):
            _keep(best, said, sentence.start, sentence.end)
    for known in _known_operators(text, ordered, operators or {}, spans):
        _keep(best, known[0], known[1], known[2])
    return tuple(sorted(best.values(), key=lambda each: (each.start, each.end, each.subject, each.object)))


def _keep(best: dict[tuple[int, str, int], FoundRelation], said: Said, start: int, end: int) -> None:
    if said.subject == said.object:
        return
    key = (said.subject, said.predicate, said.object)
    if said.predicate == "signs with" and (said.object, said.predicate, said.subject) in best:
        return  # who signs with whom is said once, whichever way round
    if key not in best or best[key].score < said.score:
        best[key] = FoundRelation(
            subject=said.subject, predicate=said.predicate, object=said.object, start=start, end=end, score=said.score
        )


def _sentences(text: str, named: Sequence[Named], spans: Iterable[tuple[int, int]]) -> Iterable[Sentence]:
    at = 0
    for start, end in spans:
        while at < len(named) and named[at].start < start:
            at += 1
        inside = []
        place = at
        while place < len(named) and named[place].start < end:
            if named[place].end <= end:
                inside.append(named[place])
            place += 1
        if len({each.entity for each in inside}) > 1:
            yield Sentence(text, start, end, tuple(inside))


def _known_operators(
    text: str, named: Sequence[Named], operators: Mapping[int, Set[int]], spans: Sequence[tuple[int, int]]
) -> Iterable[tuple[Said, int, int]]:
    """Give what is known of the systems of the text: beside who runs them, as near to each other as they stand."""
    for system in named:
        runners = [each for each in named if each.entity in operators.get(system.entity, ())]
        if not runners:
            continue
        nearest = min(runners, key=lambda each: (abs(each.start - system.start), each.start))
        low, high = min(nearest.start, system.start), max(nearest.end, system.end)
        if high - low > _FAR:
            continue
        apart = high - low > _REACH or "\n\n" in text[low:high]
        if apart:
            low, high = system.start, system.end
        start = max((start for start, _ in spans if start <= low), default=low)
        end = min((end for _, end in spans if end >= high), default=high)
        together = not apart and any(s <= low and high <= e for s, e in spans)
        score = 0.9 if together else 0.5 if apart else 0.6
        yield Said(nearest.entity, OPERATES, system.entity, score), start, end
