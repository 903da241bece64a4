"""Measure the quality with evaluate.py and write its table: `python bench/quality.py [TASK...]`.

Runs the program's own judge, `eval/evaluate.py` of the data folder, through the command line.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from polyonym.bench.baselines import BASELINES, RATES, Baseline
from polyonym.bench.document import Table, write_tables
from polyonym.bench.machine import load, today
from polyonym.bench.material import POLYONYM

ROOT = Path(__file__).resolve().parents[1]
NAMES = {
    "top1": "top-1", "f1": "F1", "precision": "P", "recall": "R", "map_at_100": "MAP", "recall_at_100": "R@100",
    "cross_language_recall_at_100": "cross-language R@100", "accuracy": "accuracy", "strong_wrong": "STRONG wrong",
}  # fmt: skip
"""evaluate.py's figures, as the document calls them."""


def evaluated(data: Path, limit: int, tasks: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What evaluate.py says of each task, as it says it.  RuntimeError where it fails."""
    script = data / "eval" / "evaluate.py"
    command = [sys.executable, str(script), "--cli", " ".join(POLYONYM), "--limit", str(limit), *tasks]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        for line in run.stdout or ():
            yield json.loads(line)
        complaint = run.stderr.read() if run.stderr else ""
    if run.returncode:
        raise RuntimeError(f"evaluate.py failed: {complaint[-2000:]}")


def line(found: dict[str, Any]) -> tuple[str, ...]:
    """The table's line for one task."""
    known = BASELINES.get(found["task"], Baseline())
    figures = ", ".join(f"{NAMES[key]} {_short(found[key])}" for key in NAMES if key in found)
    decided = found.get("decision")
    if decided:
        figures += f"; decision P {_short(decided['precision'])} R {_short(decided['recall'])}"
    rows = found.get("rows") or found.get("queries") or found.get("documents")
    return f"`{found['task']}`", f"{rows:,}", figures, _rate(found), known.naive, known.goal


def _short(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}".removeprefix("0")


def _rate(found: dict[str, Any]) -> str:
    return ", ".join(f"{found[key]:,} {unit}" for key, unit in RATES.items() if key in found)


def weak_groups(found: dict[str, Any], below: float = 0.7) -> str:
    """The groups of rows (scripts, kinds of spelling) that come out badly, the worst first."""
    groups = sorted((share, name) for name, share in found.get("groups", {}).items() if share < below)
    return ", ".join(f"{name} {_short(float(share))}" for share, name in groups)


def tables(results: Iterable[dict[str, Any]], before: str) -> list[Table]:
    """The figures of every task, and of the groups that pull them down."""
    results = list(results)
    columns = ("task", "rows", "figures", "rate, start included", "naive baseline", "goal")
    note = f"{today()}, load {before} → {load()}."
    weak = [(f"`{found['task']}`", groups) for found in results if (groups := weak_groups(found))]
    return [
        Table("quality", columns, tuple(map(line, results)), note),
        Table("quality-groups", ("task", "groups under .70, top-1"), tuple(weak)),
    ]


def main(arguments: list[str] | None = None) -> None:
    """Read the options, run evaluate.py, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared", help="the folder that holds eval/")
    parser.add_argument("--limit", type=int, default=800, help="rows sampled for each task (0: all)")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md", help="the document")
    parser.add_argument("tasks", nargs="*", help="all, and the document is written, unless some are named")
    options = parser.parse_args(arguments)
    before, results = load(), []
    try:
        for found in evaluated(options.data, options.limit, options.tasks):
            print(json.dumps(found, ensure_ascii=False), flush=True)
            results.append(found)
    finally:  # what was measured before a task failed is worth keeping
        if not options.tasks and results:
            write_tables(options.output, tables(results, before))


if __name__ == "__main__":
    main()
