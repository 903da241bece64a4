"""Whether the time of tagging grows no faster than the text: hostile shapes in doubling sizes."""

from __future__ import annotations

import gc
import math
import time

from polyonym.bench.document import Table
from polyonym.bench.machine import apart, load, today
from polyonym.bench.material import Settings
from polyonym.bench.shapes import SHAPES, Shape
from polyonym.engine.engine import Engine

HOME = "ror"
_SIZES = (25_000, 50_000, 100_000)
_LIMIT = 1.3
_SHOWN = 8
_TICK = 1e-6


def measure(settings: Settings) -> list[Table]:
    """The shapes that grow fastest, over the registry."""
    before = load()
    sizes = tuple(settings.few(size) for size in _SIZES)
    grown = sorted(((growth(times), name, times) for name, times in apart(timed, settings, sizes)), reverse=True)
    rows = tuple(
        (name, *(f"{seconds * 1e3:,.0f}" for seconds in times), f"{power:.2f}") for power, name, times in grown
    )
    columns = ("shape", *(f"{size / 1e3:,.0f} k characters, ms" for size in sizes), "grows with the power")
    worse = sum(power > _LIMIT for power, _, _ in grown)
    said = f"{worse} of {len(rows)} shapes grow with a power above {_LIMIT}; the {_SHOWN} that grow fastest are shown"
    note = f"{today()}, {said}. Load {before} → {load()}."
    return [Table("scaling", columns, rows[:_SHOWN], note)]


def growth(times: tuple[float, ...]) -> float:
    """The power of the length with which time grows, from the smallest to the largest size."""
    return math.log2(max(times[-1], _TICK) / max(times[0], _TICK)) / (len(times) - 1)


def timed(settings: Settings, sizes: tuple[int, ...]) -> list[tuple[str, tuple[float, ...]]]:
    """The CPU seconds of each shape in each size, in this process."""
    with Engine(settings.home(HOME)) as engine:
        return [(name, tuple(_seconds(engine, shape, size) for size in sizes)) for name, shape in SHAPES.items()]


def _seconds(engine: Engine, shape: Shape, size: int) -> float:
    text = shape(size)
    engine.tag(shape(size // 10))  # tables of the language, and what one time shows
    gc.collect()  # what others left behind
    start = time.process_time()
    engine.tag(text)
    return time.process_time() - start
