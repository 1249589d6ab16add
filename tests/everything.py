"""What fills a small project with everything that a project can hold, for the tests of what goes out and comes in again."""

from __future__ import annotations

from store import Store
from store.db import writing
from store.records import Attribute
from tests.projects import article_of, span_of


def tag_in_every_way(project: Store) -> None:
    """Change the codebook in all that a tag says of itself, and put tags by two annotators, with all that a tagging says."""
    fair, lamp = (article_of(project, name) for name in ("ko/fair.txt", "lamp.txt"))
    tags = {tag.path: tag.id for tag in project.codebook.tags()}
    project.codebook.recolour(tags["stance"], "#123abc")
    project.codebook.set_key(tags["stance"], "s")
    project.codebook.define(tags["stance"], "What\u2028the writer thinks.")
    project.codebook.add("late/one")
    project.codebook.remove(project.codebook.find("late/one").id)
    project.taggings.put(tags["stance"], [fair.article.id], span=span_of(fair, "😀 웃는"), note="한 줄\n두 줄\u2028끝")
    project.taggings.put(tags["stance"], [fair.article.id], span=span_of(fair, "😀 웃는"), by="둘째")
    project.codebook.set_attributes(
        tags["stance"],
        [Attribute(name="어조", kind="choice", choices=("좋음", "나쁨")), Attribute(name="n", kind="number")],
    )
    stance = project.taggings.of(fair.article.id)[0]
    project.taggings.describe([stance.id], certainty=70, attributes={"어조": "좋음", "n": "2"})
    project.taggings.put(tags["systems/energy"], [lamp.article.id, fair.article.id], by="둘째")


def say_all_else(project: Store) -> None:
    """Write notes, settings, mentions, statuses, rejections and a relation, and delete an article."""
    fair, water = (article_of(project, name) for name in ("ko/fair.txt", "en/water.txt"))
    tags = {tag.path: tag.id for tag in project.codebook.tags()}
    project.notes.write(fair.article.id, "메모 😀\u2028\u0085 “인용”")
    project.notes.write(fair.article.id, "another", by="둘째")
    project.notes.write(None, "The project.\nTwo lines.")
    project.settings.set("view:mine", "lang:ko -tag:stance")
    project.mentions.add(water.article.id, *span_of(water, "300 pipes"), type="thing of mine", name="the pipes")
    project.mentions.add(water.article.id, *span_of(water, "leak"), type="event")
    first, second, *_ = project.mentions.where("", state="suggested")
    project.mentions.reject([first])
    project.mentions.accept([second], by="둘째")
    project.mentions.remove([project.mentions.where("", state="suggested")[3]])
    project.entities.add("person", "한 사람")
    project.articles.set_status([water.article.id], "discuss")
    project.articles.remove([article_of(project, "ko/bus.txt").article.id])
    project.suggestions.reject(tags["systems/energy"], water.article.id)
    project.annotator = "셋째"
    project.passage_suggestions.reject(tags["stance"], fair.article.id, span_of(fair, "웃는"))
    project.annotator = "researcher"
    with writing(project.db):
        predicate = project.relations.ensure_predicate("stands beside")
        start, end = span_of(water, "city of Daegu")
        project.db.conn.execute(
            'insert into relation(uid, subject, predicate, object, article, start, "end", quote, state, origin)'
            " values ('r', 3, ?, 5, ?, ?, ?, 'city of Daegu', 'accepted', 'person')",
            (predicate, water.article.id, start, end),
        )
