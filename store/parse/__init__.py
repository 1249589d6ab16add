"""Bytes in, drafts of articles out; nothing here touches the disk."""

from store.parse.plain import parse_plain, parse_text

__all__ = ["parse_plain", "parse_text"]
