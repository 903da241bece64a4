"""Measure this machine and write the tables of docs/benchmarks.md: `python bench/run.py`.

The parts run one after another, each in processes of its own, so that memory and caches are its own. A part
whose data is missing is left out with the reason.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from polyonym.bench import asking, cold, homes, hotspots, indexing, maintaining, retrieval, scaling, tagging
from polyonym.bench.document import Table, write_tables
from polyonym.bench.machine import apart, machine
from polyonym.bench.material import Settings

ROOT = Path(__file__).resolve().parents[1]
Part = Callable[[Settings], list[Table]]
PARTS: dict[str, Part] = {
    "cold": cold.measure,
    "homes": homes.measure,
    "indexing": indexing.measure,
    "tagging": indexing.measure_tagging,
    "peers": tagging.measure,
    "scaling": scaling.measure,
    "search": asking.measure_search,
    "names": asking.measure_names,
    "retrieval": retrieval.measure,
    "hotspots": hotspots.measure,
    "maintaining": maintaining.measure,
}
"""In the order in which they run; `homes` makes what the ones after it use."""


def tables(settings: Settings, parts: list[str]) -> list[Table]:
    """The tables of the parts that can be measured here."""
    found = []
    for name in parts:
        print(f"{name} ...", file=sys.stderr)
        try:
            found += apart(PARTS[name], settings)
        except FileNotFoundError as reason:
            print(f"{name} left out: {reason}", file=sys.stderr)
    return found


def main(arguments: list[str] | None = None) -> None:
    """Read the options, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared", help="the folder that holds eval/")
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows, one round, nothing written")
    parser.add_argument("--only", nargs="*", choices=PARTS, help="these parts (and the homes that they need)")
    parser.add_argument("--output", type=Path, help="the document, docs/benchmarks.md unless given")
    options = parser.parse_args(arguments)
    wanted = set(options.only or PARTS)
    chosen = [name for name in PARTS if name in wanted or (name == "homes" and wanted - {"cold", "maintaining"})]
    with tempfile.TemporaryDirectory(prefix="polyonym-bench-") as work:
        found = tables(Settings(options.data, Path(work), options.quick), chosen)
    found.insert(0, Table("machine", ("machine",), ((machine(),),)))
    for table in found:
        print(f"\n## {table.name}\n\n{table.markdown()}")
    if options.output or not options.quick:
        write_tables(options.output or ROOT / "docs" / "benchmarks.md", found)


if __name__ == "__main__":
    main()
