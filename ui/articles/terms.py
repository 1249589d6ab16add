"""Edits the text of a filter term by term: text in, text out. What the terms mean is the store's business.

A term is what stands between spaces at the top level: `lang:ko,en`, `-tag:"out of scope"`, `(a OR b)`, a word.
Positions are code points of the filter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SINGLE = frozenset({"lang", "outlet", "status", "date", "author"})
"""Fields of which an article has one value (or is filtered by one at a time): choosing another replaces it."""

_PIECES = re.compile(r'"(?:[^"\\]|\\.)*"?|\s|.', re.DOTALL)
"""A quoted string (perhaps not closed yet), a space, or one sign."""
_PATTERN = re.compile(r"-?/(?:[^/\\\n]|\\.)+/(?=[\s)]|$)")
_ESCAPED = re.compile(r'\\(["\\])')


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a filter, `text` as it stands in `[start, end)`; `values` are unquoted, empty without a `field`."""

    text: str
    start: int
    end: int
    negated: bool = False
    field: str | None = None
    values: tuple[str, ...] = ()

    @property
    def grouped(self) -> bool:
        """Whether it is a group in brackets, negated or not."""
        return self.text.removeprefix("-").startswith("(")

    @property
    def label(self) -> str:
        """What a chip says: `lang: ko`, `not tag: out of scope`."""
        words = f"{self.field}: {', '.join(self.values)}" if self.field else self.text[self.negated :]
        if self.grouped and words.endswith(")"):
            words = words[1:-1].strip()
        return f"not {words}" if self.negated else words


@lru_cache(maxsize=64)
def terms(query: str) -> tuple[Term, ...]:
    """Split a filter into its top-level terms in order; half-typed text gives the terms that are there so far."""
    found, at = [], 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        end = _term_end(query, at)
        found.append(_term(query[at:end], at))
        at = end
    return tuple(found)


def chips(query: str) -> tuple[Term, ...]:
    """What is shown as chips: terms that name a field, and groups in brackets; a filter of alternatives is one group."""
    found = terms(query)
    if any(term.text == "OR" for term in found):
        return (Term(text=query[found[0].start : found[-1].end], start=found[0].start, end=found[-1].end),)
    return tuple(term for term in found if term.field or term.grouped)


def words(query: str) -> bool:
    """Say whether the filter searches for words, so that the list has snippets to show."""
    shown = [term for term in terms(query) if term.text not in ("OR", "-")]
    return any(not term.negated and (term.field is None or term.field in ("near", "like")) for term in shown)


def replaced(query: str, term: Term, text: str) -> str:
    """The filter with this text in place of the term; without the term where there is none."""
    return query[: term.start] + text + query[term.end :] if text else removed(query, term)


def removed(query: str, term: Term) -> str:
    """The filter without this term; an `OR` left hanging goes with it."""
    if (term.start, term.end) not in [(other.start, other.end) for other in terms(query)]:
        return f"{query[: term.start]}{query[term.end :]}".strip()
    kept = [other.text for other in terms(query) if (other.start, other.end) != (term.start, term.end)]
    return " ".join(_without_hanging_or(kept))


def toggled(query: str, wanted: str) -> str:
    """The filter narrowed by the term `wanted`, or freed of it if it is there already.

    In a field of one value another value replaces the one that stands there.
    """
    new = _single(wanted)
    allowed = _taken_out(query, new, negated=True)
    if any(_holds(term, new) and not term.negated for term in terms(query)):
        # Both asked for and left out: the click settles it in favour of the article.
        return _taken_out(query, new, negated=False) if allowed == query else allowed
    query = allowed
    if new.field in SINGLE:
        query = without_field(query, new.field)
    return _appended(query, new.text)


def narrowed(query: str, wanted: str) -> str:
    """The filter with all terms of `wanted` that it does not hold yet; unlike `toggled` it takes none away."""
    for new in terms(wanted):
        if not any(not term.negated and _holds(term, new) for term in terms(query)):
            query = _appended(query, new.text)
    return query


def excluded(query: str, wanted: str) -> str:
    """The filter with the articles of `wanted` left out, or no longer left out if they were."""
    new = _single(wanted)
    if any(term.negated and _holds(term, new) for term in terms(query)):
        return _taken_out(query, new, negated=True)
    return _appended(_taken_out(query, new, negated=False), f"-{new.text}")


def widened(query: str, wanted: str) -> str:
    """The filter that takes the articles of `wanted` too: its value joins the last term of its field by a comma."""
    new = _single(wanted)
    held = [term for term in terms(query) if term.field == new.field and not term.negated]
    if any(_holds(term, new) for term in held):
        return _taken_out(query, new, negated=False)
    query = _taken_out(query, new, negated=True)
    held = [term for term in terms(query) if term.field == new.field and not term.negated]
    if not held:
        return _appended(query, new.text)
    last = held[-1]
    return query[: last.end] + "," + new.text.partition(":")[2] + query[last.end :]


def state(query: str, wanted: str) -> str:
    """How the filter treats the term `wanted`: `in`, `out`, or empty when it says nothing of it."""
    new = _single(wanted)
    for term in terms(query):
        if _holds(term, new):
            return "out" if term.negated else "in"
    return ""


def covers(term: str, wanted: str) -> bool:
    """Say whether one term names all that another one of its field does."""
    return _holds(_single(term), _single(wanted))


def without_field(query: str, field: str | None) -> str:
    """The filter without the positive terms of this field."""
    for term in reversed(terms(query)):
        if term.field == field and not term.negated:
            query = removed(query, term)
    return query


def term_at(query: str, cursor: int) -> Term:
    """The term that ends at or holds the cursor; an empty one where there is none."""
    for term in terms(query):
        if term.start < cursor <= term.end:
            return term
    return Term(text="", start=cursor, end=cursor)


def _term_end(query: str, at: int) -> int:
    pattern = _PATTERN.match(query, at)
    if pattern is not None:
        return pattern.end()
    depth = 0
    for piece in _PIECES.finditer(query, at):
        text = piece.group()
        if text.isspace() and depth <= 0:
            return piece.start()
        depth += (text == "(") - (text == ")")
    return len(query)


def _term(text: str, start: int) -> Term:
    negated = text.startswith("-") and len(text) > 1
    body = text[1:] if negated else text
    field, colon, value = body.partition(":")
    end = start + len(text)
    if not colon or not field.isascii() or not field.isalpha() or value.startswith("//"):
        return Term(text=text, start=start, end=end, negated=negated)
    values = tuple(_bare(piece) for piece in _pieces(value))
    return Term(text=text, start=start, end=end, negated=negated, field=field.lower(), values=values)


def _pieces(value: str) -> list[str]:
    """The values between commas, quotes kept."""
    pieces = [""]
    for piece in _PIECES.finditer(value):
        if piece.group() == ",":
            pieces.append("")
        else:
            pieces[-1] += piece.group()
    return pieces


def _bare(piece: str) -> str:
    exact, quoted = ("=", piece[1:]) if piece.startswith("=") else ("", piece)
    if quoted.startswith('"'):
        quoted = _ESCAPED.sub(r"\1", quoted[1:].removesuffix('"'))
    return exact + quoted.strip()


@lru_cache(maxsize=16_384)
def _single(wanted: str) -> Term:
    return _term(wanted.strip(), 0)


def _key(value: str) -> str:
    return unicodedata.normalize("NFKC", value).casefold()


def _holds(term: Term, new: Term) -> bool:
    if new.field is None:
        return term.field is None and _key(term.text.removeprefix("-")) == _key(new.text)
    if term.field != new.field:
        return False
    keys = {_key(value) for value in term.values}
    return all(_key(value) in keys for value in new.values)


def _taken_out(query: str, new: Term, *, negated: bool) -> str:
    for term in reversed(terms(query)):
        if term.negated == negated and _holds(term, new):
            query = _value_out(query, term, new)
    return query


def _value_out(query: str, term: Term, new: Term) -> str:
    out = {_key(value) for value in new.values}
    value = term.text.partition(":")[2]
    left = [piece for piece in _pieces(value) if _key(_bare(piece)) not in out] if term.field else []
    if not left:
        return removed(query, term)
    head = term.text.partition(":")[0]
    return query[: term.start] + f"{head}:{','.join(left)}" + query[term.end :]


def _appended(query: str, text: str) -> str:
    query = query.strip()
    if any(term.text == "OR" for term in terms(query)):
        # OR binds weaker than "and": without brackets the new term would narrow the last alternative alone.
        query = f"({query})"
    return f"{query} {text}".strip()


def _without_hanging_or(texts: list[str]) -> list[str]:
    kept: list[str] = []
    for text in texts:
        if text == "OR" and (not kept or kept[-1] == "OR"):
            continue
        kept.append(text)
    return kept[:-1] if kept and kept[-1] == "OR" else kept
