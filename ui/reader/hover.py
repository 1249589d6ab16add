"""The mentions and taggings of the article shown: which lie over a place, and what the tooltip says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from store.formats.attributes import certainty_text
from store.records import Mention, Tagging
from ui import theme


@dataclass(frozen=True, slots=True)
class Marks:
    """Mentions and taggings of one article; `colours` are the tags' by tag id."""

    mentions: tuple[Mention, ...] = ()
    taggings: tuple[Tagging, ...] = ()
    colours: Mapping[int, str] = field(default_factory=dict)

    def mentions_at(self, point: int) -> tuple[Mention, ...]:
        """Return the mentions over a code point that are not rejected, the shortest first."""
        found = [item for item in self.mentions if item.start <= point < item.end and item.state != "rejected"]
        return tuple(sorted(found, key=lambda item: item.end - item.start))

    def taggings_at(self, point: int) -> tuple[Tagging, ...]:
        """Return the taggings of passages over a code point."""
        return tuple(item for item in self.taggings if (item.start or 0) <= point < (item.end or 0))

    def span_of(self, tagging: int | None) -> tuple[int, int] | None:
        """Return the span of a tagging's passage; None where there is none."""
        for each in self.taggings:
            if each.id == tagging and each.start is not None and each.end is not None:
                return each.start, each.end
        return None

    def describe(self, point: int) -> str:
        """Return rich text with one line for each tagging and mention over a code point; empty without any."""
        lines = [_tagging(item, self.colours.get(item.tag_id, "#888888")) for item in self.taggings_at(point)]
        lines += [_mention(item) for item in self.mentions_at(point)]
        return "".join(f'<p style="margin: 2px 0; white-space: pre-wrap">{line}</p>' for line in lines)


def _tagging(tagging: Tagging, colour: str) -> str:
    note = f"<br>✎ {escape(tagging.note)}" if tagging.note else ""
    said = "".join(f"<br>{escape(name)}: {escape(str(value))}" for name, value in tagging.attributes)
    facts = " · ".join(each for each in (tagging.annotator, certainty_text(tagging.certainty)) if each)
    return f'<span style="color: {colour}">■</span> <b>{escape(tagging.tag)}</b>{_dim(facts)}{said}{note}'


def _mention(mention: Mention) -> str:
    colour = theme.entity_colour(mention.type).name()
    name = mention.entity or mention.quote
    facts = [mention.type]
    if mention.state == "suggested":
        score = f" {mention.score:.2f}" if mention.score is not None else ""
        facts.append(f"suggested by {mention.origin}{score}" if mention.origin else f"suggested{score}")
    keys = _dim("y accepts, x rejects") if mention.state == "suggested" else ""
    return f'<span style="color: {colour}">▁</span> <b>{escape(name)}</b>{_dim(" · ".join(facts))}{keys}'


def _dim(text: str) -> str:
    return f' <span style="color: {theme.palette().dim}">&nbsp;{escape(text)}</span>' if text else ""
