"""The shared material beside the repository, where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2] / "shared"


def shared(*parts: str) -> Path:
    """Return the path of shared material, or skip the test that asks for what is not there."""
    path = _ROOT.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"shared material is not there: {'/'.join(parts)}")
    return path
