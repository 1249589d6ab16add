"""What a script tells of its reader: one line of JSON, the last one that it prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.metadata import version

Span = tuple[str, str, str]
"""The article's number, the label, and the text that the reader itself has at that place."""


class Told:
    """Collects what a reader read: files, complaints, spans by the export that they are of."""

    def __init__(self, package: str) -> None:
        self.version = version(package)
        self.files = 0
        self.complaints: list[str] = []
        self.spans: dict[str, list[Span]] = {}

    def read(self, name: str, work: Callable[[], Sequence[Span] | None]) -> None:
        """Read one export; what the reader raises is a complaint of it."""
        self.files += 1
        try:
            found = work()
        except Exception as error:  # noqa: BLE001  whatever it is, it is told
            self.complain(f"{name}: {type(error).__name__}: {' '.join(str(error).split())[:300]}")
            return
        if found is not None:
            self.spans[name] = list(found)

    def complain(self, sentence: str) -> None:
        """Take down a complaint."""
        self.complaints.append(" ".join(sentence.split()))

    def tell(self) -> None:
        """Print it."""
        value = {
            "version": self.version,
            "files": self.files,
            "complaints": self.complaints,
            "spans": self.spans,
        }
        print("\n" + json.dumps(value))
