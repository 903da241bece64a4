"""Official romanisation systems under `compare`: writes docs/romanisation-systems.md.

    python bench/systems.py --data ../shared

For each system of eval/romanization_systems.jsonl.gz (`src`, `out`, `system`) the share of cases in which the source
and the system's output compare as one name.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Any

from polyonym.bench.document import Table, write_tables
from polyonym.bench.machine import today
from polyonym.bench.material import Settings
from polyonym.engine.matching.compare import compare

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "romanisation-systems.md"
_COLUMNS = ("system", "from", "to", "cases", "meet")
_Key = tuple[str, str, str]


def met(rows: list[dict[str, Any]]) -> dict[_Key, list[bool]]:
    """For each system whether source and output meet, case by case."""
    found: dict[_Key, list[bool]] = defaultdict(list)
    for row in rows:
        found[row["system"], row["from"], row["to"]].append(compare(row["src"], row["out"]).match)
    return found


def tables(found: dict[_Key, list[bool]]) -> list[Table]:
    """All systems together, and each of them, the worst first."""
    cases = [each for all_of_one in found.values() for each in all_of_one]
    ordered = sorted(found.items(), key=lambda item: (sum(item[1]) / len(item[1]), item[0]))
    lines = tuple((f"`{system}`", a, b, f"{len(each):,}", _share(each)) for (system, a, b), each in ordered)
    means = _share([sum(each) / len(each) for each in found.values()])
    whole = (f"{len(found):,}", f"{len(cases):,}", _share(cases), means)
    return [
        Table("systems-all", ("systems", "cases", "meet", "mean of the systems"), (whole,), f"{today()}. Goal: .85."),
        Table("systems", _COLUMNS, lines),
    ]


def _share(values: list[bool] | list[float]) -> str:
    share = sum(values) / len(values)
    return "1.0" if share == 1 else f"{share:.2f}".removeprefix("0")


def main() -> None:
    """Read the option, compare, print the whole, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds eval/")
    options = parser.parse_args()
    found = tables(met(Settings(options.data, Path()).rows("romanization_systems")))
    print(found[0].markdown())
    write_tables(DOCUMENT, found)


if __name__ == "__main__":
    main()
