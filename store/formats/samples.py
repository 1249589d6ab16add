"""Samples as JSON, in the companion of a native export; which articles were drawn stands with the articles."""

from __future__ import annotations

from store.errors import UserError
from store.records import Sample


def sample_json(sample: Sample) -> dict[str, object]:
    """Give how a sample was drawn as a JSON object."""
    return {
        "uid": sample.uid,
        "name": sample.name,
        "query": sample.query,
        "method": sample.method,
        "seed": sample.seed,
        "at": sample.at,
    }


def read_sample(value: dict[str, object]) -> Sample:
    """Read how a sample was drawn; raises UserError, one sentence, where it is none."""
    name, seed = value.get("name"), value.get("seed")
    if not (isinstance(name, str) and name.strip()):
        raise UserError("A sample needs a name.")
    query, method, at, uid = (str(value.get(key) or "") for key in ("query", "method", "at", "uid"))
    return Sample(name=name, query=query, method=method, seed=seed if isinstance(seed, int) else 0, at=at, uid=uid)
