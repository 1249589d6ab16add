"""What a key is called, the same in every button, list and sheet."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def key_text(key: QKeySequence) -> str:
    """Say a key as it stands on the keyboard; of the two that enter something, the one word used everywhere."""
    return key.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
