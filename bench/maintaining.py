"""A table of a million names that somebody maintains: how long each step takes, and what memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from polyonym.aliases.formats.detect import WRITABLE, Format
from polyonym.aliases.formats.files import read_entities, write_entities
from polyonym.aliases.table import AliasTable
from polyonym.bench import large_home, large_table
from polyonym.bench.document import Table
from polyonym.bench.machine import apart, folder_size, load, peak, today
from polyonym.bench.material import Settings

ALIASES, ENTITIES = 1_000_000, 300_000
_COLUMNS = ("step", "seconds", "CPU, s", "aliases a second", "peak MB")
_Step = Callable[[AliasTable, str], object]
_QUESTIONS: dict[str, _Step] = {
    "open": lambda table, id_: table.token,
    "get": lambda table, id_: table.get(id_),
    "find a name": lambda table, id_: table.find("technical university"),
    "find what isn't there": lambda table, id_: table.find("no such name"),
    "history of an entity": lambda table, id_: table.history(id_),
    "stats": lambda table, id_: table.stats(),
    "check": lambda table, id_: table.check(),
}


def measure(settings: Settings) -> list[Table]:
    """Import, questions and exports, each in a process of its own."""
    before, counts = load(), (settings.few(ALIASES), settings.few(ENTITIES))
    rows, path = settings.work / "large.jsonl", settings.work / "large.sqlite"
    large_table.write(rows, *counts)
    found = [("import", *apart(_imported, rows, path))]
    found += [(step, *apart(_asked, path, step)) for step in _QUESTIONS]
    found += [(f"export as {each}", *apart(_exported, path, each)) for each in WRITABLE]
    note = (
        f"{today()}, one run, load {before} → {load()}. {counts[0]:,} aliases of {counts[1]:,} entities by "
        f"`bench/large_table.py`, {folder_size(rows):.0f} MB as JSON Lines, {folder_size(path):.0f} MB as a table; "
        "the lexicon isn't compiled here."
    )
    steps = Table("maintaining", _COLUMNS, tuple(_row(counts[0], *each) for each in found), note)
    return [steps, large_home.measure(rows, settings.work / "large-home")]


def _row(aliases: int, step: str, seconds: float, cpu: float, memory: float) -> tuple[str, ...]:
    whole = step == "import" or step.startswith("export")
    rate = f"{aliases / seconds:,.0f}" if whole else ""
    return step, f"{seconds:.3f}", f"{cpu:.3f}", rate, f"{memory:.0f}"


def _timed(step: Callable[[], object]) -> tuple[float, float, float]:
    seconds, cpu = time.perf_counter(), time.process_time()
    step()
    return time.perf_counter() - seconds, time.process_time() - cpu, peak()


def _imported(rows: Path, path: Path) -> tuple[float, float, float]:
    def work() -> None:
        with AliasTable.open(path, write=True) as table:
            table.write(read_entities(rows), who="bench", why="import", read=True)

    return _timed(work)


def _asked(path: Path, step: str) -> tuple[float, float, float]:
    with AliasTable.open(path) as table:
        id_ = next(table.entities()).id

    def work() -> None:
        with AliasTable.open(path) as table:
            _QUESTIONS[step](table, id_)

    return _timed(work)


def _exported(path: Path, format_: Format) -> tuple[float, float, float]:
    with AliasTable.open(path) as table:
        return _timed(lambda: write_entities(table.entities(), path.with_suffix(f".{format_}"), format_))
