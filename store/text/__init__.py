"""Text as the store keeps it: normal form, tokens, ranges, anchors."""
