"""A home of a million names: compiled, opened, asked, and edited; what an edit costs until it is seen."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from polyonym.aliases.formats.files import read_entities
from polyonym.aliases.table import AliasTable
from polyonym.bench.document import Table
from polyonym.bench.machine import apart, folder_size, load, peak, today
from polyonym.engine.engine import Engine
from polyonym.engine.home import make_home

_COLUMNS = ("what", "figure")
_ASKED, _EDITS = 300, 20
_T = TypeVar("_T")


def measure(rows: Path, home: Path) -> Table:
    """Figures of a home with the entities of a file; each step in a process of its own."""
    before = load()
    apart(_imported, rows, home)
    found = [*apart(_compiled, home), *apart(_asked, home), *apart(_edited, home)]
    note = f"{today()}, one run, load {before} → {load()}; in process, imports and tables of the package loaded."
    return Table("large-home", _COLUMNS, tuple(found), note)


def _imported(rows: Path, home: Path) -> None:
    make_home(home, bundled=False)
    with Engine(home) as engine, engine.home.table(write=True) as table:
        table.write(read_entities(rows), who="bench", why="import", read=True)


def _timed(step: Callable[[], _T]) -> tuple[_T, float]:
    start = time.perf_counter()
    return step(), time.perf_counter() - start


def _compiled(home: Path) -> list[tuple[str, str]]:
    with Engine(home) as engine:
        lexicon, seconds = _timed(lambda: engine.lexicon)
        names = lexicon.alias_count
    size = folder_size(home / "lexicon")
    return [
        ("compile the lexicon", f"{seconds:.0f} s, {names / seconds:,.0f} names a second, peak {peak():.0f} MB"),
        ("lexicon on disk", f"{size:.0f} MB, {size * 1e6 / names:.0f} bytes a name"),
    ]


def _asked(home: Path) -> list[tuple[str, str]]:
    with Engine(home) as engine:
        lexicon, opened = _timed(lambda: engine.lexicon)
        chance = random.Random(1)
        names = [lexicon.alias(chance.randrange(lexicon.alias_count)).text for _ in range(2 * _ASKED)]
        near = [f"{name[:-2]}{name[-1:]}" for name in names]
        for name in (*names[:_ASKED], *near[:_ASKED]):
            engine.resolve(name)
        listed = [_timed(partial(engine.resolve, name))[1] for name in names[_ASKED:]]
        others = [_timed(partial(engine.resolve, name))[1] for name in near[_ASKED:]]
    return [
        ("open the lexicon", f"{1000 * opened:.1f} ms"),
        ("`resolve` of a listed name, median and 90 %", _shown(listed)),
        ("`resolve` of a name with a letter missing", _shown(others)),
        ("memory after these", f"{peak():.0f} MB"),
    ]


def _shown(seconds: list[float]) -> str:
    low, high = statistics.median(seconds), statistics.quantiles(seconds, n=10)[-1]
    return f"{1000 * low:.2f} ms, {1000 * high:.2f} ms"


def _edited(home: Path) -> list[tuple[str, str]]:
    """From the call of an edit to its name's being resolved and tagged."""
    with AliasTable.open(home / "aliases.sqlite") as table:
        ids = [entity.id for entity, _ in zip(table.entities(), range(_EDITS), strict=False)]
    with Engine(home) as engine:
        _ = engine.lexicon

        def edit(number: int) -> None:
            name = f"Entirely New Name {number} of Bench"
            engine.aliases.add(ids[number], name)
            assert engine.resolve(name).decision is not None
            assert any(m.entity and m.entity.id == ids[number] for m in engine.tag(f"They met at {name}."))

        seconds = [_timed(partial(edit, number))[1] for number in range(_EDITS)]
    return [
        ("an edit, until `resolve` and `tag` have it: the first in a process", f"{seconds[0]:.2f} s"),
        ("each later one, median and 90 %", _shown(seconds[1:])),
    ]
