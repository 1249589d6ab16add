"""A project as exports meet it: articles of 2 KB in Korean and English, with ten marks each that nest and overlap.

Words are drawn from 30,000 Korean and 15,000 English ones, a few often and most hardly ever (Zipf). Of the ten marks in the
mean five are mentions, of which four lead to an entity and Korean ones end before a particle, and five are tagged passages:
clauses, sentences and paragraphs. Beside them there are tags of whole articles, notes and relations. The second annotator
coded every tenth article too.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store import create_project
from store.store import Store
from tests.benchmarks.million_words import ENDINGS, PARTICLES, Chooser, names, vocabulary

BYTES = 2_000
"""About how long a text is, as UTF-8."""

TYPES = ("person", "place", "organisation", "system", "programme")
TAGS = tuple(
    f"{root}/{leaf} {number}"
    for root in ("systems", "scope", "태도")
    for leaf in ("주제", "kind")
    for number in range(10)
)
_WORDS = {"ko": 30_000, "en": 15_000}
_ENTITIES = 5_000


@dataclass(slots=True)
class _Text:
    """A text on its way: its sentences as ranges, and the names in it, each with the entity that it names."""

    text: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    named: list[tuple[int, int, int]] = field(default_factory=list)


class _Author:
    """Writes texts."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = {language: vocabulary(language, chance, size) for language, size in _WORDS.items()}
        self._choose = {language: Chooser(size) for language, size in _WORDS.items()}
        self.names = names(_ENTITIES, chance)
        self._entities = Chooser(_ENTITIES, slope=0.8)

    def text(self, language: str) -> _Text:
        """Write a text: a headline, and paragraphs of a few sentences; one in fifty has an emoji."""
        made = _Text()
        made.text = f"{self._sentence(made, language)}\n\n"
        while len(made.text.encode()) < BYTES:
            for _ in range(self._chance.randrange(1, 5)):
                made.text += self._sentence(made, language) + " "
            made.text = made.text[:-1] + ("\n\n" if self._chance.random() < 0.8 else "\n")
        if self._chance.random() < 0.02:
            made.text += "🚌 👍🏽"
        made.text = made.text.rstrip()
        return made

    def _sentence(self, made: _Text, language: str) -> str:
        chance, begin = self._chance, len(made.text)
        count = chance.randrange(6, 13) if language == "ko" else chance.randrange(8, 22)
        words = [self._words[language][number] for number in self._choose[language].several(chance, count)]
        if language == "ko":
            words = [word + chance.choice(PARTICLES) for word in words] + [chance.choice(ENDINGS)]
        else:
            words[-1] += "."
        if chance.random() < 0.6:
            entity = self._entities.several(chance, 1)[0]
            name = self.names[entity][language == "en"]
            place = chance.randrange(len(words) - 1)
            start = begin + sum(len(word) + 1 for word in words[:place])
            made.named.append((start, start + len(name), entity))
            words.insert(place, name + (chance.choice(PARTICLES) if language == "ko" else ""))
        sentence = " ".join(words)
        made.sentences.append((begin, begin + len(sentence)))
        return sentence


class _Marker:
    """Marks texts by rows of the tables."""

    def __init__(
        self, chance: random.Random, entities: Sequence[int], tags: Sequence[int], people: Sequence[int]
    ) -> None:
        self._chance = chance
        self._entities, self._tags, self._people = entities, tags, people
        self.mentions: list[tuple[object, ...]] = []
        self.taggings: list[tuple[object, ...]] = []
        self.notes: list[tuple[object, ...]] = []
        self.relations: list[tuple[object, ...]] = []

    def mark(self, number: int, made: _Text) -> None:
        """Mark one text."""
        chance = self._chance
        found = sorted(chance.sample(made.named, min(len(made.named), chance.randrange(2, 7))))
        for start, end, entity in found:
            self._mention(number, made, start, end, entity)
        if found and chance.random() < 0.9:
            # A name inside of a longer one.
            start, end, entity = found[0]
            self._mention(number, made, start, end - 1 if end - start > 2 else end, entity + 1)
        if len(found) > 1 and number % 10 == 0:
            (start, _, one), (_, end, other) = found[:2]
            fact = (self._entities[one], 1 + number % 2, self._entities[other])
            self.relations.append((f"r{number}", *fact, number, start, end, made.text[start:end], "accepted", "person"))
        for _ in range(chance.randrange(3, 8)):
            self._passage(number, made, self._people[0])
        for tag in chance.sample(self._tags, chance.randrange(0, 3)):
            self._tagging(number, tag, None, None, made, self._people[0])
        if number % 10 == 0:
            self._passage(number, made, self._people[1])
            self._tagging(number, chance.choice(self._tags), None, None, made, self._people[1])
            self.notes.append(
                (f"n{number}", number, f"다시 읽는다, {made.text[:20]}", self._people[1], "2024-01-01T00:00:00Z")
            )

    def _mention(self, number: int, made: _Text, start: int, end: int, entity: int) -> None:
        linked = self._entities[entity % _ENTITIES] if self._chance.random() < 0.8 else None
        kind, uid = TYPES[entity % len(TYPES)], f"m{len(self.mentions)}"
        self.mentions.append((uid, number, start, end, made.text[start:end], kind, linked, "accepted", "person", None))

    def _passage(self, number: int, made: _Text, person: int) -> None:
        """Tag a clause, a sentence or some sentences on end, over line breaks too."""
        chance = self._chance
        first = chance.randrange(len(made.sentences))
        start, end = made.sentences[first]
        if chance.random() < 0.5:
            words = made.text[start:end].split(" ")
            begin = chance.randrange(len(words) - 2)
            start += sum(len(word) + 1 for word in words[:begin])
            end = start + len(" ".join(words[begin : begin + chance.randrange(2, 6)]))
        elif chance.random() < 0.3:
            end = made.sentences[min(first + 2, len(made.sentences) - 1)][1]
        self._tagging(number, chance.choice(self._tags), start, end, made, person)

    def _tagging(self, number: int, tag: int, start: int | None, end: int | None, made: _Text, person: int) -> None:
        quote = None if start is None else made.text[start:end]
        note = "뜻이 넓다" if self._chance.random() < 0.05 else ""
        uid = f"t{len(self.taggings)}"
        self.taggings.append((uid, number, tag, start, end, quote, note, person, "2024-01-01T00:00:00Z"))


def build(path: Path, articles: int) -> None:
    """Make a project of so many articles at `path`, the same each time."""
    chance = random.Random(1)
    author = _Author(chance)
    with create_project(path) as store:
        for tag in TAGS:
            store.codebook.add(tag, definition=f"What is said of {tag}.")
        tags = [store.codebook.find(tag).id for tag in TAGS]
        connection = store.db.conn
        connection.execute("begin")
        connection.execute("insert into batch(id, uid, at, label) values (1, 'b1', '2024-01-01T00:00:00Z', 'all')")
        connection.execute("insert into annotator(id, uid, name) values (101, 'p1', 'Kim'), (102, 'p2', '나리')")
        connection.execute(
            "insert or ignore into predicate(id, uid, name) values (1, 'b1', 'built'), (2, 'b2', '운영한다')"
        )
        marker = _Marker(chance, _entities(store, author), tags, (101, 102))
        for number in range(1, articles + 1):
            language = "ko" if chance.random() < 0.7 else "en"
            made = author.text(language)
            _article(store, number, language, made)
            marker.mark(number, made)
        _put(store, marker)
        connection.execute("commit")


def _entities(store: Store, author: _Author) -> list[int]:
    """Add the entities; half of them are known elsewhere too."""
    first = store.db.conn.execute("select coalesce(max(id), 0) + 1 from entity").fetchone()[0]
    for place, pair in enumerate(author.names):
        external = f'{{"wikidata": "Q{place}"}}' if place % 2 else "{}"
        store.db.conn.execute(
            "insert into entity(id, uid, type, name, external, origin) values (?, ?, ?, ?, ?, 'person')",
            (first + place, f"be{place}", TYPES[place % len(TYPES)], pair[0], external),
        )
        store.db.conn.executemany(
            "insert into entity_name(uid, entity, name, language, preferred, folded) values (?, ?, ?, ?, 1, ?)",
            [
                (f"bn{place}.{side}", first + place, name, ("ko", "en")[side], name.casefold())
                for side, name in enumerate(pair)
            ],
        )
    return list(range(first, first + len(author.names)))


def _article(store: Store, number: int, language: str, made: _Text) -> None:
    title = made.text.partition("\n")[0]
    body = len(title) + 2
    store.db.conn.execute(
        "insert into article(id, uid, batch, source, sha256, language, title, outlet, published, url, length, text_sha256)"
        " values (?, ?, 1, ?, 'x', ?, ?, ?, ?, ?, ?, 'x')",
        (
            number,
            f"a{number:08}",
            f"{language}/{number}.txt",
            language,
            title,
            f"outlet {number % 40}",
            f"2021-{1 + number % 12:02}-{1 + number % 28:02}",
            f"https://example.com/{language}/{number}",
            len(made.text),
        ),
    )
    store.db.conn.execute("insert into article_text(article, text) values (?, ?)", (number, made.text))
    store.db.conn.executemany(
        'insert into part(article, role, start, "end") values (?, ?, ?, ?)',
        [(number, "headline", 0, len(title)), (number, "body", body, len(made.text))],
    )


def _put(store: Store, marker: _Marker) -> None:
    connection = store.db.conn
    connection.executemany(
        'insert into mention(uid, article, start, "end", quote, type, entity, state, origin, score)'
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        marker.mentions,
    )
    connection.executemany(
        'insert into tagging(uid, article, tag, start, "end", quote, note, annotator, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        marker.taggings,
    )
    connection.executemany("insert into note(uid, article, text, annotator, at) values (?, ?, ?, ?, ?)", marker.notes)
    connection.executemany(
        'insert into relation(uid, subject, predicate, object, article, start, "end", quote, state, origin)'
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        marker.relations,
    )
