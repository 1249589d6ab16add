"""Which Galpi this is."""

from __future__ import annotations


def galpi_version() -> str:
    """Give the version of the program, as it was installed."""
    # Loads all that reads mails and archives; only the window that tells it needs that.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("galpi")
    except PackageNotFoundError:
        return "0.1.0"  # run in place, not installed
