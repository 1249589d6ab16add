"""Rules: lines that an outlet prints on every page, and the part they always are."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from store.annotators import new_uid
from store.corrections import Corrections, write_parts
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.formats.rules import read_rules, write_rules
from store.journal import Journal
from store.records import ROLES, ArticleDraft, Change, Part, Progress, Rule
from store.steps import finished
from store.text.canonical import canonical
from store.text.lines import masked, masked_lines, ruled_lines
from store.text.normal import folded
from store.text.roles import with_roles, without

Ruling = Generator[Progress, None, Change]
"""A rule being made, changed or taken over: it yields after each batch of articles and returns the change."""

_BATCH = 500
_LOOK = 1_000
_SELECT = "select id, uid, outlet, line, role, active from rule"


class Rules:
    """The rules of a project: one a line and outlet, compared in normal form and with all numbers alike.

    A rule is applied when it is made or changed, to the articles of its outlet, and to each new one that comes in. It
    changes parts alone; mentions and taggings stay, and so do lines whose role was set by hand.
    """

    def __init__(self, db: Database, journal: Journal, corrections: Corrections) -> None:
        self._db = db
        self._journal = journal
        self._corrections = corrections

    # Reading

    def all(self) -> tuple[Rule, ...]:
        """List the rules, by outlet and in the order in which they were made."""
        return tuple(_rule(row) for row in self._db.conn.execute(f"{_SELECT} order by outlet, id"))

    def get(self, rule: int) -> Rule:
        """Read one rule; raises UserError if there is none with this id."""
        row = self._db.conn.execute(f"{_SELECT} where id = ?", (rule,)).fetchone()
        if row is None:
            raise UserError(f"There is no rule {rule} in this project.")
        return _rule(row)

    def reach(self, outlet: str, lines: Sequence[str]) -> int:
        """Count the live articles of an outlet that have one of these lines; what a rule for them would be about."""
        patterns = frozenset(filter(None, (masked(line.strip()) for line in lines)))
        return sum(not patterns.isdisjoint(masked_lines(text)) for _, text in self._texts(outlet))

    def counts(self) -> Mapping[int, int]:
        """Count for each rule, by its id, the live articles that have its line; reads all texts of the outlets ruled."""
        rules: dict[str, dict[str, int]] = {}
        for number, outlet, pattern in self._db.conn.execute("select id, outlet, pattern from rule"):
            rules.setdefault(folded(outlet), {})[pattern] = number
        counts = {number: 0 for patterns in rules.values() for number in patterns.values()}
        for outlet, patterns in rules.items():
            for _, text in self._texts(outlet):
                for pattern in patterns.keys() & masked_lines(text):
                    counts[patterns[pattern]] += 1
        return counts

    # Writing

    def add(self, outlet: str, lines: Sequence[str], role: str, *, origin: str = "") -> Change:
        """Make lines that are like these always this role in an outlet, its articles included, as one undoable step.

        A rule that is there already for such a line takes the new role. Raises UserError for an unknown role, or where
        there is no outlet or no line.
        """
        return finished(self.adding(outlet, lines, role, origin=origin))

    def adding(self, outlet: str, lines: Sequence[str], role: str, *, origin: str = "") -> Ruling:
        """Do as `add` does, as long work: closing the generator takes all of it back."""
        rules = [_ready(Rule(id=0, uid="", outlet=outlet, line=line, role=role)) for line in lines if line.strip()]
        if not rules:
            raise UserError("Select at least one line that the rule is to be about.")
        return (yield from self._write(rules, f"Always {role} in {rules[0].outlet}", origin=origin))

    def edit(
        self,
        rule: int,
        *,
        outlet: str | None = None,
        line: str | None = None,
        role: str | None = None,
        active: bool | None = None,
        origin: str = "",
    ) -> Change:
        """Change what is given of a rule, and apply it anew; what it did before is not undone.

        Raises UserError as `add` does, and where the outlet has such a rule already.
        """
        return finished(self.editing(rule, outlet=outlet, line=line, role=role, active=active, origin=origin))

    def editing(
        self,
        rule: int,
        *,
        outlet: str | None = None,
        line: str | None = None,
        role: str | None = None,
        active: bool | None = None,
        origin: str = "",
    ) -> Ruling:
        """Do as `edit` does, as long work: closing the generator takes all of it back."""
        old = self.get(rule)
        given = {"outlet": outlet, "line": line, "role": role, "active": active}
        new = _ready(replace(old, **{name: value for name, value in given.items() if value is not None}))  # type: ignore[arg-type]
        other = self._same(new)
        if other not in (None, rule):
            raise UserError(f"{new.outlet} has a rule for this line already; change that one.")
        if new == old:
            return Change(label="")
        return (yield from self._write([new], f"Change the rule “{_short(old.line)}” of {old.outlet}", origin=origin))

    def remove(self, rules: Sequence[int], *, origin: str = "") -> Change:
        """Remove rules; what they did stays."""
        what = f"the rule “{_short(self.get(rules[0]).line)}”" if len(rules) == 1 else f"{len(rules):,} rules"
        with self._journal.change(f"Remove {what}", origin=origin) as step:
            self._db.conn.executemany("delete from rule where id = ?", [(rule,) for rule in rules])
        return step.change

    def write(self, path: Path) -> None:
        """Write all rules to a file that another project can read; raises UserError if it cannot be written."""
        try:
            path.write_text(write_rules(self.all()), encoding="utf-8", newline="\n")
        except OSError as error:
            raise UserError(f"{path} cannot be written ({error.strerror or error}).") from error

    def read(self, path: Path, *, origin: str = "") -> Change:
        """Take over the rules of a file, and apply them, as one undoable step; raises UserError if it cannot be read."""
        return finished(self.reading(path, origin=origin))

    def reading(self, path: Path, *, origin: str = "") -> Ruling:
        """Do as `read` does, as long work: closing the generator takes all of it back."""
        try:
            rules = read_rules(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"{path} cannot be read ({error}).") from error
        return (
            yield from self._write([_ready(rule) for rule in rules], f"Take over rules from {path.name}", origin=origin)
        )

    def _write(self, rules: Sequence[Rule], label: str, *, origin: str) -> Ruling:
        with self._journal.change(label, origin=origin) as step:
            for rule in rules:
                self._put(rule)
            changed = yield from self._apply([rule for rule in rules if rule.active])
            if changed and step.label == label:
                step.label += " (1 article)" if changed == 1 else f" ({changed:,} articles)"
        return step.change

    def _apply(self, rules: Sequence[Rule]) -> Generator[Progress, None, int]:
        """Write the parts that the rules change, and count the articles; search and copies follow batch by batch."""
        total = sum(self._size(outlet) for outlet in {folded(rule.outlet) for rule in rules})
        changed: set[int] = set()
        waiting = 0
        for done, (article, parts) in enumerate(self._ruled(rules), 1):
            if parts is not None:
                write_parts(self._db, article, parts)
                changed.add(article)
                waiting += 1
            if waiting == _BATCH or done % _LOOK == 0:
                self._journal.check_now()
                waiting = 0
                yield Progress(done=done, total=total, label="Applying rules")
        return len(changed)

    def insert(self, rules: Iterable[Rule]) -> None:
        """Write rules inside the caller's import, unapplied; a line that has a rule already keeps it."""
        for rule in map(_ready, rules):
            if self._same(rule) is None:
                self._put(rule)

    def _put(self, rule: Rule) -> None:
        connection = self._db.conn
        values = (rule.outlet, folded(rule.outlet), rule.line, masked(rule.line), rule.role, int(rule.active))
        there = rule.id or self._same(rule)
        if there:
            connection.execute(
                "update rule set outlet = ?, folded = ?, line = ?, pattern = ?, role = ?, active = ? where id = ?",
                (*values, there),
            )
            return
        uid = rule.uid
        if not uid or connection.execute("select 1 from rule where uid = ?", (uid,)).fetchone():
            uid = new_uid()
        connection.execute(
            "insert into rule(uid, outlet, folded, line, pattern, role, active) values (?, ?, ?, ?, ?, ?, ?)",
            (uid, *values),
        )

    def _same(self, rule: Rule) -> int | None:
        row = self._db.conn.execute(
            "select id from rule where folded = ? and pattern = ?", (folded(rule.outlet), masked(rule.line))
        ).fetchone()
        return None if row is None else int(row[0])

    # Applying

    def over(self, draft: ArticleDraft) -> ArticleDraft:
        """Give a draft with the rules of its outlet put over its parts."""
        if draft.outlet is None:
            return draft
        rows = self._db.conn.execute(
            "select pattern, role from rule where folded = ? and active = 1", (folded(draft.outlet),)
        ).fetchall()
        lines = ruled_lines(draft.text, dict(rows)) if rows else ()
        return replace(draft, parts=with_roles(draft.text, draft.parts, lines)) if lines else draft

    def _ruled(self, rules: Sequence[Rule]) -> Iterator[tuple[int, tuple[Part, ...] | None]]:
        """Give all articles of the rules' outlets, with their new parts where the rules change them."""
        outlets: dict[str, dict[str, str]] = {}
        for rule in rules:
            outlets.setdefault(folded(rule.outlet), {})[masked(rule.line)] = rule.role
        for outlet, roles in outlets.items():
            for article, text in self._texts(outlet):
                lines = ruled_lines(text, roles)
                for line in self._corrections.roles(article) if lines else ():
                    lines = without(text, lines, line)
                old = self._parts(article) if lines else ()
                new = with_roles(text, old, lines)
                yield article, None if new == old else new

    def _texts(self, outlet: str) -> Iterator[tuple[int, str]]:
        """Give the live articles of an outlet, however its name is written, with their texts."""
        for some in chunks(self._articles(outlet)):
            yield from self._db.conn.execute(
                f"select article, text from article_text where article in ({places(some)}) order by article", some
            ).fetchall()

    def _articles(self, outlet: str) -> list[int]:
        names = self._names(outlet)
        rows = self._db.conn.execute(
            f"select id from article where removed = 0 and outlet in ({places(names)}) order by id", names
        )
        return [int(row[0]) for row in rows]

    def _size(self, outlet: str) -> int:
        names = self._names(outlet)
        sql = f"select count(*) from article where removed = 0 and outlet in ({places(names)})"
        return int(self._db.conn.execute(sql, names).fetchone()[0])

    def _names(self, outlet: str) -> list[str]:
        wanted = folded(outlet)
        rows = self._db.conn.execute("select distinct outlet from article where outlet is not null")
        return [name for (name,) in rows if folded(name) == wanted]

    def _parts(self, article: int) -> tuple[Part, ...]:
        rows = self._db.conn.execute('select role, start, "end" from part where article = ? order by start', (article,))
        return tuple(Part(role=role, start=start, end=end) for role, start, end in rows)


def _rule(row: Sequence[object]) -> Rule:
    number, uid, outlet, line, role, active = row
    return Rule(
        id=number,  # type: ignore[arg-type]
        uid=str(uid),
        outlet=str(outlet),
        line=str(line),
        role=str(role),
        active=bool(active),
    )


def _ready(rule: Rule) -> Rule:
    outlet, line = canonical(rule.outlet).strip(), canonical(rule.line).strip()
    if rule.role not in ROLES:
        raise UserError(f"“{rule.role}” is no role of a part; choose one of {', '.join(ROLES)}.")
    if not outlet:
        raise UserError("A rule belongs to an outlet; give the article its outlet first.")
    if not masked(line) or "\n" in line:
        raise UserError("A rule is about one line with something to see in it.")
    return replace(rule, outlet=outlet, line=line)


def _short(line: str) -> str:
    return line if len(line) <= 40 else line[:39].rstrip() + "…"
