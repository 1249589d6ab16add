"""Bytes in, drafts of articles out; nothing here touches the disk."""

from store.parse.html import parse_html
from store.parse.plain import parse_plain, parse_text

__all__ = ["parse_html", "parse_plain", "parse_text"]
