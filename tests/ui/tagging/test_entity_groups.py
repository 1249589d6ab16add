"""Mentions are grouped by what they name, in an order that review does not change."""

from __future__ import annotations

from dataclasses import replace

from store.records import Entity, EntityName, Mention
from ui.tagging.entity_groups import count_text, entity_groups


def mention(
    number: int, start: int, *, entity: int | None = 7, kind: str = "place", state: str = "suggested"
) -> Mention:
    return Mention(
        id=number, article=1, start=start, end=start + 2, quote="가람", type=kind, entity=None, entity_id=entity,
        state=state, origin="pattern", score=None,
    )  # fmt: skip


def entity(number: int, kind: str, name: str) -> Entity:
    names = (EntityName(name=name, language="ko", preferred=True),)
    return Entity(
        id=number,
        uid=str(number),
        type=kind,
        name=name,
        names=names,
        part_of=None,
        note="",
        external=(),
        origin="person",
    )


ENTITIES = {7: entity(7, "place", "가람시"), 8: entity(8, "person", "나은결"), 9: entity(9, "place", "다온구")}


def test_one_entity_is_one_group_whatever_its_places() -> None:
    (group,) = entity_groups([mention(2, 40), mention(1, 5)], ENTITIES, "ko")
    assert (group.id, group.name, [each.start for each in group.mentions]) == (7, "가람시", [5, 40])


def test_groups_stand_by_type_then_by_their_first_place() -> None:
    mentions = [
        mention(1, 30, entity=9),
        mention(2, 50, entity=8, kind="person"),
        mention(3, 40),
        mention(4, 60, entity=9),
    ]
    assert [group.id for group in entity_groups(mentions, ENTITIES, "ko")] == [8, 9, 7]


def test_review_moves_nothing() -> None:
    mentions = [mention(1, 30, entity=9), mention(2, 40), mention(3, 50, entity=9)]
    before = [group.id for group in entity_groups(mentions, ENTITIES, "ko")]
    reviewed = [replace(mentions[0], state="accepted"), mentions[1], mentions[2]]
    assert [group.id for group in entity_groups(reviewed, ENTITIES, "ko")] == before


def test_a_mention_without_entity_is_grouped_by_its_words() -> None:
    mentions = [mention(3, 1, entity=None, kind="amount"), mention(4, 9, entity=None, kind="amount"),
                mention(5, 20, entity=None, kind="date")]  # fmt: skip
    groups = entity_groups(mentions, {}, "ko")
    assert [(group.type, len(group.mentions), group.known) for group in groups] == [
        ("date", 1, False),
        ("amount", 2, False),
    ]
    assert all(group.id < 0 for group in groups)


def test_an_unknown_type_stands_between_names_and_values() -> None:
    mentions = [mention(1, 1, entity=None, kind="amount"), mention(2, 5, entity=None, kind="vessel"), mention(3, 9)]
    assert [group.type for group in entity_groups(mentions, ENTITIES, None)] == ["place", "vessel", "amount"]


def test_the_count_says_what_is_only_suggested() -> None:
    def text(*states: str) -> str:
        (group,) = entity_groups([mention(n, n * 9, state=state) for n, state in enumerate(states)], ENTITIES, "ko")
        return count_text(group)

    assert text("suggested") == "suggested"
    assert text("suggested", "suggested") == "suggested · 2"
    assert text("accepted", "accepted", "suggested") == "2 · 1 suggested"
    assert text("accepted", "accepted") == "2"
