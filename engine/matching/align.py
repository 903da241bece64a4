"""Align the parts of two names: which part stands for which, and how alike they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from polyonym.engine.names.name import Name, Part
from polyonym.engine.sinitic.compare import Match
from rapidfuzz.distance import JaroWinkler, Levenshtein

LEAST = 0.55
"""Parts that are less alike than this don't stand for each other."""
Weigh = Callable[[Part], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts that stand for each other, 0..1 alike."""

    left: Part
    right: Part
    alike: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which parts of two names stand for each other, and what share of each name's weight that covers."""

    pairs: tuple[Pair, ...]
    left: float
    right: float
    joined: float
    parts_left: int
    parts_right: int
    read: Match | None = None
    """The reading of Han characters that says more than the sounds do."""


@lru_cache(maxsize=1 << 17)
def alike(left: Part, right: Part) -> float:
    """How alike two parts are, 0..1: 1 the same, 0.9 spellings of one sound, 0.7 an initial of the other."""
    if left.text == right.text:
        return 1.0
    if left.is_initial or right.is_initial:
        short, whole = sorted((left.latin, right.latin), key=len)
        return 0.75 if whole.startswith(short) or whole[:1] == short[:1] else 0.0
    if _abbreviates(left, right) or _abbreviates(right, left):
        return 0.75
    if any(c.isdigit() for c in left.text + right.text):
        return 0.0
    sounds = max((_sounds(a, b) for a in left.fine for b in right.fine), default=0.0)
    bones = max(
        (Levenshtein.normalized_similarity(a, b) for a in left.skeletons for b in right.skeletons),
        default=0.0,
    )
    if not (left.vowels and right.vowels):
        return 0.98 * (0.35 * sounds + 0.65 * bones)
    return 0.98 * (0.7 * sounds + 0.3 * bones)


_DIGRAPHS = frozenset(("yu", "ya", "ye", "yo", "zh", "kh", "ts", "ch", "sh", "shch", "dz", "gy", "lj", "nj"))
"""What one Cyrillic, Hungarian or Croatian letter may be in Latin: Yu. for Yury."""


def _abbreviates(short: Part, whole: Part) -> bool:
    return short.latin in _DIGRAPHS and len(whole.latin) > len(short.latin) + 1 and whole.latin.startswith(short.latin)


def _sounds(left: str, right: str) -> float:
    if left == right:
        return 1.0
    whole = Levenshtein.normalized_similarity(left, right)
    return 0.6 * whole + 0.4 * JaroWinkler.similarity(left, right) if whole > 0.3 else whole


def align(left: Name, right: Name, weigh: Weigh) -> Alignment:
    """Pair the parts of two names greedily, best first, whatever their order."""
    found = [
        (similarity, i, j)
        for i, a in enumerate(left.parts)
        for j, b in enumerate(right.parts)
        if (similarity := alike(a, b)) >= LEAST
    ]
    found.sort(key=lambda row: (-row[0], row[1] + row[2]))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for similarity, i, j in found:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append(Pair(left.parts[i], right.parts[j], similarity))
    covered_left = sum(weigh(pair.left) * pair.alike for pair in pairs)
    covered_right = sum(weigh(pair.right) * pair.alike for pair in pairs)
    return Alignment(
        tuple(pairs),
        covered_left / (sum(map(weigh, left.parts)) or 1.0),
        covered_right / (sum(map(weigh, right.parts)) or 1.0),
        _joined(left, right),
        len(left.parts),
        len(right.parts),
    )


def _joined(left: Name, right: Name) -> float:
    """How alike the names are without the spaces between their parts."""
    return Levenshtein.normalized_similarity(left.run, right.run) if left.run and right.run else 0.0
