"""From likeness to probability: a logistic model for each kind, learned by `bench/calibrate.py`.

The model sees what aligning two names gave (`features`), standardised; its weights are a small table.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import mul

from polyonym.engine.matching.features import FEATURES


@dataclass(frozen=True, slots=True)
class Model:
    """The model of one kind: a weight for each feature, and when a decision is made."""

    weights: tuple[float, ...]
    least: float
    margin: float


@cache
def _models() -> dict[str, Model]:
    text = resources.files(__package__).joinpath("tables/calibration.json").read_text("utf-8")
    return {
        kind: Model(tuple(row["weights"].get(name, 0.0) for name in FEATURES), row["least"], row["margin"])
        for kind, row in json.loads(text)["kinds"].items()
    }


def model(kind: str | None) -> Model:
    """The model of a kind; kinds without labelled data are judged as organizations, no kind as people."""
    return _models().get(kind or "person") or _models()["organization"]


def probability(seen: tuple[float, ...], kind: str | None) -> float:
    """The probability, 0..1, that a match with these features is right."""
    z = sum(map(mul, model(kind).weights, seen))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))
