"""Training ends soon after nobody waits for it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from store.training import Trainer, UnwantedError
from store.workers import Workers


def _long_training(path: Path) -> None:
    """Train on noise, which takes many times longer than the test waits."""
    trainer = Trainer("lbfgs", verbose=False)
    chance = random.Random(3)
    for _ in range(600):
        features = [[f"{group}{chance.randrange(9_000)}" for group in "abcdefgh"] for _ in range(40)]
        trainer.append(features, [chance.choice("ABCDEFGHIJKLMNOPQRSTU") for _ in features])
    path.with_suffix(".begun").touch()
    trainer.set_params({"max_iterations": 2_000})
    trainer.train(str(path))


def test_training_that_nobody_waits_for_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "field"
    workers = Workers(always=True)
    training = workers.one(_long_training, path)
    while not path.with_suffix(".begun").exists():
        next(training)
    workers.close()  # waits for the end of the processes
    with pytest.raises(UnwantedError):
        list(training)
    assert not path.exists()
