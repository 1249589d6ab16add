"""What is odd about marks in texts: two types in one place, blanks at their ends, and what goes lost by the recipe."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from store.dataset.items import Item, Losses
from store.dataset.linted import Check, Linted, LintRules, Tally, many, marks_of
from store.dataset.tokens import labelled, tokens
from store.records import Finding


def mark_checks(rules: LintRules) -> Iterator[Check]:
    """Give the checks that a recipe needs."""
    yield _TwoTypes(rules.states)
    yield _Blanks()
    yield _Lost(rules)
    if rules.tokens in ("eojeol", "morphemes"):
        yield _Tokens(rules.tokens)
    elif rules.tokens:
        yield _WithoutToken()
    yield _Suggested(rules.recipe.include)


class _TwoTypes:
    """The same stretch as mentions of two types, or of two entities."""

    def __init__(self, states: Collection[str]) -> None:
        self._states = states
        self._types = Tally()
        self._entities = Tally()

    def see(self, article: Linted) -> None:
        seen: dict[tuple[int, int], tuple[str, int | None]] = {}
        for mention in article.chosen.mentions:
            if mention.state not in self._states:
                continue
            kind, entity = seen.setdefault((mention.start, mention.end), (mention.type, mention.entity_id))
            if kind != mention.type:
                self._types.add(article.id)
            elif entity is not None and mention.entity_id is not None and entity != mention.entity_id:
                self._entities.add(article.id)

    def findings(self) -> Iterator[Finding]:
        passages = many(self._types.count, "mention")
        yield from self._types.finding(
            "two_types", "error", f"{passages} stand where a mention of another type stands, from end to end."
        )
        passages = many(self._entities.count, "mention")
        yield from self._entities.finding(
            "two_entities", "warning", f"{passages} stand where a mention of another entity stands, from end to end."
        )


class _Blanks:
    """Marks that begin or end with white space."""

    def __init__(self) -> None:
        self._found = Tally()

    def see(self, article: Linted) -> None:
        for mark in marks_of(article.chosen):
            quote = mark.quote
            if quote and (quote[0].isspace() or quote[-1].isspace()):
                self._found.add(article.id)

    def findings(self) -> Iterator[Finding]:
        begin = "begins or ends" if self._found.count == 1 else "begin or end"
        yield from self._found.finding(
            "edge_space", "warning", f"{many(self._found.count, 'mark')} {begin} with white space."
        )


class _Lost:
    """Marks that go lost because they overlap another one, or lie across or outside of what is written."""

    def __init__(self, rules: LintRules) -> None:
        recipe = rules.recipe
        kept = "the first of the codebook" if recipe.overlaps == "priority" else "the longest"
        why = "" if "overlaps" in rules.form.holds else ": the format holds one mark in a place"
        record = recipe.text if recipe.text in ("paragraph", "sentence") else "stretch of the body"
        self._sentences = {
            "overlaps": ("overlapping", f"{{n}} overlapping another one will be dropped, of each {kept} stays{why}."),
            "crossing": ("crossing", f"{{n}} reaching beyond one {record} will be dropped."),
            "outside": ("outside", "{n} outside of the text that is written will be dropped."),
        }
        self._found = {kind: Tally() for kind in self._sentences}

    def see(self, article: Linted) -> None:
        for kind, tally in self._found.items():
            tally.add(article.id, article.lost.get(kind, 0))

    def findings(self) -> Iterator[Finding]:
        for lost, (kind, sentence) in self._sentences.items():
            tally = self._found[lost]
            yield from tally.finding(kind, "warning", sentence.format(n=many(tally.count, "mark")))


class _Tokens:
    """Marks whose ends lie inside of a token, and marks that share their tokens with another one."""

    def __init__(self, how: str) -> None:
        self._how = how
        self._cut = Tally()
        self._same = Tally()

    def see(self, article: Linted) -> None:
        for record in article.records:
            spans = Item(key="", marked=record).spans
            if not spans:
                continue
            losses = Losses()
            labelled(tokens(record.article.text, spans, self._how), spans, losses)
            self._cut.add(article.id, losses.counts["widened"])
            self._same.add(article.id, losses.counts["merged"])

    def findings(self) -> Iterator[Finding]:
        number = self._cut.count
        yield from self._cut.finding(
            "cut_by_tokens",
            "warning",
            f"{many(number, 'mark')} {'begins or ends' if number == 1 else 'begin or end'} inside of a token and will be"
            " widened to whole tokens; tokens that are cut at marks lose nothing.",
        )
        yield from self._same.finding(
            "same_tokens",
            "warning",
            f"{many(self._same.count, 'mark')} on the tokens of another one, or on none, will be dropped.",
        )


class _WithoutToken:
    """Marks of nothing but white space, which no token holds."""

    def __init__(self) -> None:
        self._found = Tally()

    def see(self, article: Linted) -> None:
        for record in article.records:
            for mark in marks_of(record):
                if mark.quote is not None and not mark.quote.strip():
                    self._found.add(article.id)

    def findings(self) -> Iterator[Finding]:
        yield from self._found.finding(
            "without_token",
            "warning",
            f"{many(self._found.count, 'mark')} of nothing but white space will be dropped: no token is there.",
        )


class _Suggested:
    """Suggestions: those that stay at home, or those that go out though nobody has looked at them."""

    def __init__(self, include: str) -> None:
        self._include = include
        self._found = Tally()

    def see(self, article: Linted) -> None:
        marked = article.whole if self._include == "accepted" else article.chosen
        number = sum(each.state == "suggested" for each in marked.mentions)
        self._found.add(article.id, number + sum(each.relation.state == "suggested" for each in marked.relations))

    def findings(self) -> Iterator[Finding]:
        number = self._found.count
        what = f"{many(number, 'suggestion')} of mentions and relations"
        go = "goes" if number == 1 else "go"
        sentence = {
            "accepted": f"{what} {'is' if number == 1 else 'are'} left out.",
            "suggested": f"{what} {go} out like accepted ones though nobody has reviewed them.",
        }.get(self._include, f"{what} {go} out, as what they are.")
        yield from self._found.finding("suggested", "warning" if self._include == "suggested" else "note", sentence)
