"""Sketches: how a name is said, as one line; two of them are compared in a microsecond.

`overlap` compares a hundred in one native call by the same two measures.
"""

from __future__ import annotations

from collections.abc import Sequence

from polyonym.engine.names.name import Name
from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import token_sort_ratio

_WAYS = 3
_LONGEST = 96


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


def sounds_alike(wanted: Sequence[str], sketch: str) -> float:
    """How alike a sketch is to the likest of some others, 0..1: as a run of letters or with its words in any order."""
    run = sketch.replace(" ", "")
    runs = max(Indel.normalized_similarity(each, run) for each in run_together(wanted))
    return max(runs, *(token_sort_ratio(each, sketch) / 100 for each in wanted))
