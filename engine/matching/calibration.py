"""From likeness to probability: a logistic model for each kind, learned by `bench/calibrate.py`.

The model sees what aligning two names gave (`features`), standardised; its weights are a small table.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

from polyonym.engine.matching.align import Alignment, Pair
from polyonym.engine.text.letters import side_of

FEATURES = (
    "bias", "likeness", "left", "right", "joined", "overlap", "same", "best", "worst", "left over", "right over",
    "paired", "initials", "read", "acronym", "single", "likeness squared", "both sides", "likely and near",
    "over on both sides", "unlike", "unlike in the same letters", "sounds",
)  # fmt: skip
"""What the model sees, in order."""
LIKENESS, SAME = FEATURES.index("likeness"), FEATURES.index("same")


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


def features(
    likeness: float, alignment: Alignment, *, overlap: float, sounds: float, same: bool, acronym: bool
) -> tuple[float, ...]:
    """The features of a match, each about 0..1.

    `overlap` is the weight of the shared keys, `sounds` the likeness of the sketches, `same` whether the folded
    names are equal, `acronym` whether just one of them is written as an acronym.
    """
    if alignment.read is not None:
        read = alignment.read.score
        covers, alikes, over, paired = (read, read, read), [read], (0, 0), len(alignment.read.evidence)
    else:
        read, alikes, paired = 0.0, [pair.alike for pair in alignment.pairs], len(alignment.pairs)
        covers = (alignment.left, alignment.right, alignment.joined)
        over = (alignment.parts_left - paired, alignment.parts_right - paired)
    left, right, joined = covers
    pairs = () if alignment.read is not None else alignment.pairs
    unlike = max((_unlike(pair) for pair in pairs), default=0.0)
    in_same = max((_unlike(pair) for pair in pairs if _same_letters(pair)), default=0.0)
    initials = sum(pair.left.is_initial or pair.right.is_initial for pair in pairs)
    return (
        1.0, likeness, left, right, joined, overlap, float(same),
        max(alikes, default=0.0), min(alikes, default=0.0),
        min(over[0], 4) / 4, min(over[1], 4) / 4, min(paired, 4) / 4,
        initials / 2, read, float(acronym),
        float(min(alignment.parts_left, alignment.parts_right) < 2),
        likeness * likeness, left * right, likeness * overlap,
        min(*over, 2) / 2, unlike, in_same, sounds,
    )  # fmt: skip


_TURNED = {"left": "right", "right": "left", "left over": "right over", "right over": "left over"}
_PLACES = tuple(FEATURES.index(_TURNED.get(name, name)) for name in FEATURES)


def turned(seen: tuple[float, ...]) -> tuple[float, ...]:
    """The features of the same match with its names exchanged."""
    return tuple([seen[place] for place in _PLACES])


_ALIKE = 0.85


def _unlike(pair: Pair) -> float:
    """How far two paired parts are from being spellings of one, 0..1."""
    return max(0.0, _ALIKE - pair.alike) / _ALIKE


def _same_letters(pair: Pair) -> bool:
    """Whether both parts are spelled in the same letters, where unlike spelling says more."""
    return side_of(pair.left.text[:1]) == side_of(pair.right.text[:1])


def probability(seen: tuple[float, ...], kind: str | None) -> float:
    """The probability, 0..1, that a match with these features is right."""
    z = sum(weight * value for weight, value in zip(model(kind).weights, seen, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))
