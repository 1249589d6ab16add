"""Rules as JSON: what was written is read again, and what is none is told."""

from __future__ import annotations

import pytest

from store.errors import UserError
from store.formats.rules import read_rule, read_rules, write_rules
from store.records import Rule

RULES = (
    Rule(id=0, uid="r1", outlet="나루뉴스", line="조회수 12\u2028", role="boilerplate"),
    Rule(id=0, uid="", outlet="Example Times", line="Read more", role="caption", active=False),
)


def test_rules_come_back_as_they_were() -> None:
    assert read_rules(write_rules(RULES)) == RULES
    assert read_rules(write_rules(())) == ()


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"outlet": "A", "line": "b", "role": "lead"},
        {"outlet": " ", "line": "b", "role": "body"},
        {"outlet": "A", "line": 3, "role": "body"},
    ],
)
def test_what_is_no_rule_is_told(value: dict[str, object]) -> None:
    with pytest.raises(UserError):
        read_rule(value)
