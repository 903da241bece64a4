"""Where the time goes: the functions of our own that cost most in each of the jobs measured."""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from polyonym.bench.document import Table
from polyonym.bench.machine import load, today
from polyonym.bench.material import Settings, news, sample
from polyonym.engine.engine import Engine
from polyonym.engine.matching.compare import compare

ROOT = Path(__file__).resolve().parents[1]
_STAGES, _TOP = 12, 8
_Where = tuple[str, int, str]
_Stat = tuple[int, int, float, float, object]


def measure(settings: Settings) -> list[Table]:
    """A profile of each job, warm; and the modules that take longest to import."""
    jobs = {"index": _index, "search": _search, "resolve-persons": _persons, "resolve-ror": _ror, "compare": _compare}
    tables = [_profiled(name, job(settings)) for name, job in jobs.items()]
    return [*tables, _imports()]


def _index(settings: Settings) -> Callable[[], object]:
    engine = Engine(settings.fresh_home("slavic_news", "profiled"))
    engine.index(news(settings)[:1])
    return lambda: engine.index(news(settings)[: settings.few(1000)])


def _search(settings: Settings) -> Callable[[], object]:
    engine = Engine(settings.home("slavic_news-indexed"))
    questions = [row["q"] for row in sample(settings.rows("slavic_news.queries"), settings.few(300) + 20)]
    _each(engine.search, questions[:20])
    return lambda: _each(engine.search, questions[20:])


def _persons(settings: Settings) -> Callable[[], object]:
    return _resolve(settings, "persons", "persons")


def _ror(settings: Settings) -> Callable[[], object]:
    return _resolve(settings, "ror", "universities")


def _resolve(settings: Settings, table: str, queries: str) -> Callable[[], object]:
    engine = Engine(settings.home(table))
    rows = sample(settings.rows(f"{queries}.queries"), settings.few(500) + 20)
    for row in rows[:20]:
        engine.resolve(row["q"], kind=row["kind"])
    return lambda: [engine.resolve(row["q"], kind=row["kind"]) for row in rows[20:]]


def _compare(settings: Settings) -> Callable[[], object]:
    rows = sample(settings.rows("name_pairs.pairs"), 404)
    compare(rows[0]["a"], rows[0]["b"])
    return lambda: [compare(row["a"], row["b"], kind=row["kind"]) for row in rows]


def _each(ask: Callable[[str], object], questions: list[str]) -> None:
    for question in questions:
        ask(question)


def _profiled(name: str, job: Callable[[], object]) -> Table:
    before, profile = load(), cProfile.Profile()
    profile.runcall(job)
    stats = pstats.Stats(profile)
    total: float = stats.total_tt  # type: ignore[attr-defined]  # the stubs lack it
    entries: dict[_Where, _Stat] = stats.stats  # type: ignore[attr-defined]  # the stubs lack it
    rows = tuple(
        (_place(*where), f"{whole / total:.0%}", f"{own / total:.0%}", f"{calls:,}")
        for where, (_, calls, own, whole, _) in _costliest(entries, total)
    )
    note = f"{today()}, {total:.1f} s under the profiler, which doubles small functions; load {before} → {load()}."
    return Table(f"hot-{name}", ("function", "with what it calls", "own time", "calls"), rows, note)


def _costliest(entries: dict[_Where, _Stat], total: float) -> list[tuple[_Where, _Stat]]:
    """The stages of our code that a job passes through, and the functions where most time is spent itself."""
    stages = [each for each in entries.items() if Path(each[0][0]).is_relative_to(ROOT) and each[0][2][0] != "<"]
    inner = [each for each in stages if ".venv" not in each[0][0] and each[1][3] < 0.95 * total]
    chosen = dict(sorted(inner, key=lambda each: -each[1][3])[:_STAGES])
    chosen.update(sorted(entries.items(), key=lambda each: -each[1][2])[:_TOP])
    return sorted(chosen.items(), key=lambda each: -each[1][3])


def _place(file: str, line: int, function: str) -> str:
    path = Path(file)
    if path.is_relative_to(ROOT):
        shown = str(path.relative_to(ROOT))
        return f"`{shown.partition('site-packages/')[2] or shown}:{line}` `{function}`"
    return f"`{function}`" if file == "~" else f"`{path.name}` `{function}`"


def _imports() -> Table:
    command = (sys.executable, "-X", "importtime", "-m", "polyonym", "resolve", "LNTU")
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
    parts = [line.removeprefix("import time:").split("|") for line in lines if line.startswith("import time:")]
    found = [(int(own), int(whole), name.strip()) for own, whole, name in parts if own.strip().isdigit()]
    top = sorted(found, key=lambda each: -each[1])[:20]
    rows = tuple((f"`{name}`", f"{own / 1e3:.1f}", f"{whole / 1e3:.1f}") for own, whole, name in top)
    note = f"{today()}, `polyonym resolve LNTU`, load {load()}."
    return Table("hot-imports", ("module", "own, ms", "with what it imports, ms"), rows, note)
