"""How fast the program starts, as whole processes on the sample: the command line, and the window until it can be used.

The best of seven runs counts, by the clock and in processor time, since a machine that does other things can only add to
both. The yardsticks are Python itself, and Python with the window's library loaded.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 7
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.app import open_window
app = QApplication([])
window = open_window(Path(sys.argv[1]))
while not window.pane.table.model().rowCount():
    app.processEvents()
window.close()
"""
"""Opens the window and ends once its list has articles."""


def best(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command several times; gives the least seconds by the clock and of processor time."""
    clock, processor = [], []
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder)}
    for _ in range(RUNS):
        used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=surroundings, check=True, stdout=subprocess.DEVNULL)
        clock.append(time.perf_counter() - began)
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)
    return min(clock), min(processor)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        project = str(folder / "sample.galpi")
        program = [sys.executable, "main.py"]
        subprocess.run([*program, "new", project, "--sample"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        print("| what starts | seconds | of processor | wanted |\n|---|--:|--:|--:|")
        for name, command, wanted in (
            ("(yardstick: Python)", [sys.executable, "-c", "pass"], ""),
            ("`main.py --help`", [*program, "--help"], "0.25"),
            ("`main.py list`", [*program, "list", project], "0.35"),
            ("`main.py info`", [*program, "info", project], ""),
            ("(yardstick: Python with Qt)", [sys.executable, "-c", "import PySide6.QtWidgets"], ""),
            ("the window, with its list filled", [sys.executable, "-c", WINDOW, project], "1.5"),
        ):
            clock, processor = best(command, folder)
            print(f"| {name} | {clock:.2f} | {processor:.2f} | {wanted} |", flush=True)


if __name__ == "__main__":
    main()
