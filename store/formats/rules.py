"""Rules as JSON: a list of objects, the same in a file of their own and in the companion of a native export."""

from __future__ import annotations

import json
from collections.abc import Iterable

from store.errors import UserError
from store.records import ROLES, Rule


def rule_json(rule: Rule) -> dict[str, object]:
    """Give a rule as a JSON object; its number belongs to one project alone and is left out."""
    return {
        "uid": rule.uid,
        "outlet": rule.outlet,
        "line": rule.line,
        "role": rule.role,
        "active": rule.active,
    }


def read_rule(value: dict[str, object]) -> Rule:
    """Read a rule; raises UserError, one sentence, where it is none."""
    outlet, line, role = value.get("outlet"), value.get("line"), value.get("role")
    if not (isinstance(outlet, str) and outlet.strip() and isinstance(line, str) and line.strip()):
        raise UserError("A rule needs an outlet and a line.")
    if role not in ROLES:
        raise UserError(f"“{role}” is no role of a part; a rule needs one of {', '.join(ROLES)}.")
    uid = value.get("uid")
    return Rule(
        id=0,
        uid=uid if isinstance(uid, str) else "",
        outlet=outlet,
        line=line,
        role=str(role),
        active=value.get("active") is not False,
    )


def write_rules(rules: Iterable[Rule]) -> str:
    """Write a file of rules: indented JSON, the same bytes for the same rules."""
    value = {"format": "galpi-rules", "version": 1, "rules": [rule_json(rule) for rule in rules]}
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def read_rules(text: str) -> tuple[Rule, ...]:
    """Read a file of rules, or the companion of a native export; raises UserError, one sentence, where it is neither."""
    try:
        value = json.loads(text)
        if value["format"] not in ("galpi-rules", "galpi-project"):
            raise UserError("This file holds no rules; choose one that was written by the list of rules.")
        return tuple(read_rule(each) for each in value["rules"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError(f"This file of rules is damaged ({error}).") from error
