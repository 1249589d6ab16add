"""Training ends soon after nobody waits for it."""

from __future__ import annotations

import multiprocessing
import random
import time
from pathlib import Path

from store.training import Trainer
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
    before = set(multiprocessing.active_children())
    workers = Workers(always=True)
    for _ in workers.map(_touch, [tmp_path / "up"]):
        pass
    (worker, *_) = set(multiprocessing.active_children()) - before
    assert workers._pool is not None
    workers._pool.submit(_long_training, path)
    deadline = time.monotonic() + 60
    while not path.with_suffix(".begun").exists() and time.monotonic() < deadline:
        worker.join(0.05)
    workers.close(wait=False)
    worker.join(60)  # a step of the training may take long where other work runs
    assert not worker.is_alive()
    assert not path.exists()


def _touch(path: Path) -> None:
    path.touch()
