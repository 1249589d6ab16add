"""What the tooltip says about the marks under the mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from store.records import Mention, Tagging
from ui import theme


def describe(mentions: Sequence[Mention], taggings: Sequence[Tagging], colours: Mapping[int, str]) -> str:
    """Return rich text with one line for each mention and tagging, the notes below theirs; empty without any."""
    lines = [_tagging(item, colours.get(item.tag_id, "#888888")) for item in taggings]
    lines += [_mention(item) for item in mentions]
    return "".join(f'<p style="margin: 2px 0; white-space: pre-wrap">{line}</p>' for line in lines)


def _tagging(tagging: Tagging, colour: str) -> str:
    note = f"<br>✎ {escape(tagging.note)}" if tagging.note else ""
    return f'<span style="color: {colour}">■</span> <b>{escape(tagging.tag)}</b>{_dim(tagging.annotator)}{note}'


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
