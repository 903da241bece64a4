"""Measures engine/romanisation on real data: official systems, and names in every script.

    python bench/romanisation_systems.py EVAL_FOLDER [--worst SCRIPT] [--systems]

EVAL_FOLDER holds romanization_systems.jsonl.gz (`src`, `out`, `lang`, `system`) and the queries and entities
of `persons` and `places`. Part 1: the share of cases of each official system in which some reading is close to its
output, marks folded away (ratio of the letters ≥ 0.8). Part 2: the mean similarity of the best reading
with the Latin name, words sorted, beside that of plain Unidecode.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polyonym.engine.romanisation.readings import readings
from rapidfuzz.fuzz import ratio
from unidecode import unidecode

CLOSE = 80.0
_LETTERS = re.compile(r"[^a-z]+")


def main() -> None:
    """Reads the options, prints both parts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--systems", action="store_true", help="part 1, system by system")
    options.add_argument("--worst", metavar="SCRIPT", help="names of this script that are read worst")
    given = options.parse_args()
    warnings.simplefilter("ignore")
    if given.worst:
        print_worst(given.folder, given.worst)
        return
    print_systems(given.folder, each=given.systems)
    print_names(given.folder)


def print_systems(folder: Path, *, each: bool) -> None:
    """Part 1: official systems whose target is Latin and whose source isn't Han."""
    shares: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows(folder / "romanization_systems.jsonl.gz"):
        if row["to"] == "Latn" and row["from"] not in ("Latn", "Hani", "Hans", "Kore"):
            shares[row["from"], row["system"]].append(float(close(row)))
    print("script   cases  share close")
    for key, found in sorted(shares.items()) if each else ():
        print(f"{key[0]:8} {len(found):5}  {mean(found):.2f}  {key[1]}")
    for script in sorted({script for script, _ in shares}):
        found = [one for key, values in shares.items() if key[0] == script for one in values]
        print(f"{script:8} {len(found):5}  {mean(found):.3f}")
    print(f"{'all':8} {sum(map(len, shares.values())):5}  {mean([one for v in shares.values() for one in v]):.3f}")


def close(row: dict[str, Any]) -> bool:
    """Whether a reading of the source is close to the system's output."""
    gold = letters(row["out"])
    return any(ratio(letters(found), gold) >= CLOSE for found in readings(row["src"], row["lang"])) if gold else True


def print_names(folder: Path) -> None:
    """Part 2: names of persons and places by script, against plain Unidecode."""
    print("script    names  unidecode  first   best")
    by_script: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for query, gold, script in names(folder):
        spelled = readings(query)
        values = [similarity(one, gold) for one in spelled]
        by_script[script].append((similarity(unidecode(query), gold), values[0], max(values)))
    for script, found in sorted(by_script.items(), key=lambda item: -len(item[1])):
        plain, first, best = (mean(list(column)) for column in zip(*found, strict=True))
        print(f"{script:8} {len(found):6}  {plain:9.1f}  {first:5.1f}  {best:5.1f}")


def print_worst(folder: Path, wanted: str) -> None:
    """The names of one script that every reading misses most."""
    found = []
    for query, gold, script in names(folder):
        if script == wanted:
            spelled = readings(query)
            found.append((max(similarity(one, gold) for one in spelled), query, gold, spelled))
    for value, query, gold, spelled in sorted(found)[: len(found) // 2 : max(1, len(found) // 160)]:
        print(f"{value:5.1f}  {query}  {gold}  {' | '.join(spelled)}")


def names(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Query, Latin name and script of persons and places; Han and Latin queries are others' work."""
    for task in ("persons", "places"):
        known = {row["id"]: row["name"] for row in rows(folder / f"{task}.entities.jsonl.gz")}
        for row in rows(folder / f"{task}.queries.jsonl.gz"):
            if not row["group"].startswith(("Latn", "Hani", "Hans", "Jpan", "Kore")):
                yield row["q"], known[row["gold"][0]], row["group"]


def similarity(one: str, gold: str) -> float:
    """The ratio of two names, lower-case ASCII, the words sorted."""
    left, right = (" ".join(sorted(re.findall("[a-z0-9]+", unidecode(name).lower()))) for name in (one, gold))
    return ratio(left, right)


def letters(text: str) -> str:
    """ASCII letters only."""
    return _LETTERS.sub("", unidecode(text).lower())


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def mean(values: list[float]) -> float:
    """The arithmetic mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
