"""Sketches: how a name is said, as one line; two of them are compared in a microsecond.

`overlap` compares a hundred in one native call by the same two measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from polyonym.engine.names.name import Name
from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import token_sort_ratio

_WAYS = 3
_LONGEST = 96


@lru_cache(maxsize=1 << 10)
def sketches(name: Name) -> tuple[str, ...]:
    """How a name is said, its parts apart: the most usual way, and up to two others; then as one run, otherwise."""
    ways = min(max((len(part.fine) for part in name.parts), default=0), _WAYS) or 1
    said = (
        " ".join([part.fine[min(way, len(part.fine) - 1)] for part in name.parts if part.fine]) for way in range(ways)
    )
    return tuple(dict.fromkeys(each[:_LONGEST] for each in (*said, *name.other_runs)))


def sketch_of(name: Name) -> str:
    """The first of `sketches`."""
    return " ".join([part.fine[0] for part in name.parts if part.fine])[:_LONGEST]


def run_together(lines: Sequence[str]) -> list[str]:
    """Sketches without their spaces."""
    return [line.replace(" ", "") for line in lines]


def sounds_alike(left: Name, right: Name) -> float:
    """How alike two names sound, 0..1: as a run of letters or with their words in any order.

    All ways to say one are held against the usual way to say the other.
    """
    ours, theirs = sketches(left), sketches(right)
    pairs = [(each, theirs[0]) for each in ours] + [(ours[0], each) for each in theirs[1:]]
    return max(_alike(*pair) for pair in pairs)


def _alike(left: str, right: str) -> float:
    runs: float = Indel.normalized_similarity(left.replace(" ", ""), right.replace(" ", ""))
    return runs if " " not in left and " " not in right else max(runs, token_sort_ratio(left, right) / 100)
