"""Cold start: whole processes, from the shell's point of view, with the bundled lexicon compiled before."""

from __future__ import annotations

import sys
from statistics import median

from polyonym.bench.document import Table
from polyonym.bench.machine import load, ran, today
from polyonym.bench.material import POLYONYM, Settings

SECONDS, MEMORY = 0.35, 80.0
"""The goals."""
_COLUMNS = ("process", "best, s", "median, s", "best CPU, s", "peak MB")
COMMANDS = {
    "`polyonym resolve LNTU`": (*POLYONYM, "resolve", "LNTU"),
    "`polyonym --help`": (*POLYONYM, "--help"),
    '`python -c "import polyonym"`': (sys.executable, "-c", "import polyonym"),
    '`python -c "pass"`, for comparison': (sys.executable, "-c", "pass"),
}


def measure(settings: Settings) -> list[Table]:
    """Best and median time, CPU time and the largest memory of ten runs each, the commands taking turns."""
    env = {"POLYONYM_HOME": str(settings.work / "no-home")}
    ran(COMMANDS["`polyonym resolve LNTU`"], env)  # compiles the bundled lexicon, and Python's bytecode
    before = load()
    runs = [{name: ran(command, env) for name, command in COMMANDS.items()} for _ in range(settings.few(10))]
    rows = []
    for name in COMMANDS:
        seconds = [each[name].seconds for each in runs]
        memory = max(each[name].memory for each in runs)
        cpu = min(each[name].cpu for each in runs)
        rows.append((name, f"{min(seconds):.3f}", f"{median(seconds):.3f}", f"{cpu:.3f}", f"{memory:.0f}"))
    note = f"{today()}, {len(runs)} runs, load {before} → {load()}. Goal: {SECONDS} s and {MEMORY:.0f} MB."
    return [Table("cold", _COLUMNS, tuple(rows), note)]
