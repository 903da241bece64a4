"""From likeness to probability, by numbers that `bench/calibrate.py` learned from labelled data."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources

from polyonym.engine.matching.align import Alignment


@cache
def _table() -> dict[str, dict[str, float]]:
    text = resources.files(__package__).joinpath("tables/calibration.json").read_text("utf-8")
    table: dict[str, dict[str, float]] = json.loads(text)["kinds"]
    return table


def _row(kind: str | None) -> dict[str, float]:
    table = _table()
    return table.get(kind or "", table["person"])


def features(rank: float, alignment: Alignment, *, exact: bool) -> dict[str, float]:
    """What the probability is computed from, each about 0..1."""
    paired = len(alignment.pairs)
    return {
        "bias": 1.0,
        "rank": rank,
        "exact": float(exact),
        "joined": alignment.joined,
        "less": min(alignment.left, alignment.right),
        "single": float(min(alignment.parts_left, alignment.parts_right) < 2),
        "paired": min(paired, 4) / 4,
    }


def probability(rank: float, alignment: Alignment, *, exact: bool, kind: str | None) -> float:
    """The probability, 0..1, that a match of this likeness is right."""
    row = _row(kind)
    z = sum(row[name] * value for name, value in features(rank, alignment, exact=exact).items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))


def thresholds(kind: str | None) -> tuple[float, float]:
    """The least probability, and the least lead over the runner-up, of a decision."""
    row = _row(kind)
    return row["least"], row["margin"]
