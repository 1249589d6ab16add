"""The rules of the house: who imports whom, what the checkers say, what never lands."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import store

ROOT = Path(__file__).parents[1]
OURS = [
    *sorted(path for folder in ("store", "ui", "tests") for path in (ROOT / folder).rglob("*.py")),
    ROOT / "main.py",
]


def _run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
        timeout=300,
    )


def test_layers_hold() -> None:
    """The store knows neither window nor Qt, and its folders neither disk nor SQLite."""
    code = "import sys; from importlinter.cli import lint_imports_command as go; sys.exit(go(['--no-cache']))"
    ended = _run("-c", code)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.timeout(300)
def test_types_hold() -> None:
    """Mypy has nothing to say: strict on the store, full hints in the window."""
    ended = _run("-m", "mypy", "--no-error-summary")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_lint_is_clean() -> None:
    """Ruff has nothing to say."""
    ended = _run("-m", "ruff", "check", "--no-cache", "--output-format=concise", ".")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_face_of_the_store() -> None:
    """The store's face is what it says, and all of it is there."""
    assert sorted(store.__all__) == [
        "QueryError",
        "Store",
        "StoreBug",
        "UserError",
        "backup",
        "check",
        "create_project",
        "create_sample",
        "export",
        "import_paths",
        "known_formats",
        "lint",
        "open_project",
        "recognize",
    ]
    assert all(hasattr(store, name) for name in store.__all__)


def test_command_line_starts_without_qt() -> None:
    """A machine without a screen, and without Qt's libraries, can run every verb."""
    ended = _run("-c", "import ui.cli, sys; sys.exit(any(name.startswith('PySide6') for name in sys.modules))")
    assert ended.returncode == 0, ended.stderr


def test_qt_survives_many_calls() -> None:
    """The installed Qt does not lose references on this Python (6.12 on 3.11 aborts after some thousand calls)."""
    code = (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([])\n"
        "label = QLabel('x')\n"
        "for _ in range(20_000): label.setText('a')\n"
    )
    ended = _run("-c", code, QT_QPA_PLATFORM="offscreen")
    assert ended.returncode == 0, ended.stderr


def test_every_module_says_what_it_is() -> None:
    """Each module and each public name of the product has a docstring."""
    missing = []
    for path in OURS:
        if "tests" in path.relative_to(ROOT).parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            missing.append(str(path.relative_to(ROOT)))
        missing += [f"{path.relative_to(ROOT)}: {name}" for name in _undocumented(tree)]
    assert not missing


def _undocumented(tree: ast.Module) -> list[str]:
    names = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                names.append(node.name)
            if isinstance(node, ast.ClassDef):
                names += [
                    f"{node.name}.{each.name}" for each in node.body if _is_public(each) and not ast.get_docstring(each)
                ]
    return names


_QT = {"paint", "data", "flags", "parent", "index", "event", "step", "supportedDropActions"}
"""Names of Qt's own that have no capital in them."""


def _is_public(node: ast.stmt) -> bool:
    if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
        return False
    setter = any(isinstance(each, ast.Attribute) and each.attr == "setter" for each in node.decorator_list)
    # What overrides Qt is documented there.
    return not setter and node.name not in _QT and node.name.islower()


@pytest.mark.parametrize("limit", [400])
def test_files_stay_small(limit: int) -> None:
    """A file over 400 lines has a second noun inside."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in OURS
        if (lines := path.read_text(encoding="utf-8").count("\n")) > limit
    }
    assert not long


def test_nothing_names_a_machine() -> None:
    """No file that git knows holds a machine's path or a package index."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    words = ["pypi" + ".org", "file:" + "///", "/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/"]
    found = [
        f"{name}: {word}"
        for name in listed.stdout.split("\n")
        if name
        and (ROOT / name).suffix in {".py", ".md", ".toml", ".txt", ".json", ".jsonl", ""}
        and (ROOT / name).is_file()
        for word in words
        if word.encode() in (ROOT / name).read_bytes()
    ]
    assert not found
    assert "uv.lock" not in listed.stdout.split("\n")
