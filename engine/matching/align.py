"""Align the parts of two names: which part stands for which, and how alike they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from polyonym.engine.institutions.places import same_place
from polyonym.engine.names.forenames import Relation, relation
from polyonym.engine.names.name import TELLS_LITTLE, Name, Part
from polyonym.engine.sinitic.compare import Match
from rapidfuzz.distance import JaroWinkler, Levenshtein

LEAST = 0.55
"""Parts that are less alike than this don't stand for each other."""
_ONE_PLACE = 0.98
"""How alike Wien and Vienna are."""
_ONE_MEANING = 0.95
"""How alike San and Saint are, New and Nova."""
Weigh = Callable[[Part], float]


class Pair(NamedTuple):
    """Two parts that stand for each other, 0..1 alike."""

    left: Part
    right: Part
    alike: float
    meant: tuple[str, str] | None = None
    """The concepts that they are words for, of which the sound says nothing."""


class Alignment(NamedTuple):
    """Which parts of two names stand for each other, and what share of each name's weight that covers."""

    pairs: tuple[Pair, ...]
    left: float
    right: float
    joined: float
    parts_left: int
    parts_right: int
    read: Match | None = None
    """The reading of Han characters that says more than the sounds do."""
    words_read: Match | None = None
    """The same of the own words of institutions."""
    lacking: tuple[str, ...] = ()
    """The words of institutions' names that have no counterpart."""
    stands: str = ""
    """How an acronym in the one may stand for the other."""
    seated: tuple[str, ...] = ()
    """Those that name the city in which the institution lies."""


@lru_cache(maxsize=1 << 17)
def alike(left: Part, right: Part) -> float:
    """How alike two parts are, 0..1: 1 the same, 0.9 spellings of one sound, 0.75 an initial of the other."""
    if left.text == right.text:
        return 1.0
    if left.places and right.places:
        if same_place(left.places, right.places):
            return _ONE_PLACE
        if left.is_sure and right.is_sure:
            return 0.0
    if left.element & right.element:
        return _ONE_MEANING
    if left.has_digits or right.has_digits:
        return 0.0
    if left.is_initial or right.is_initial:
        short, whole = sorted((left.latin, right.latin), key=len)
        return _SHORTENED if whole.startswith(short) or whole[:1] == short[:1] else 0.0
    if _abbreviates(left, right) or _abbreviates(right, left):
        return _SHORTENED
    related = relation(left.text, right.text)
    if related is None:
        return _SPELLINGS * _sound_alike(left, right, LEAST / _SPELLINGS)
    if related is Relation.NONE:
        return _TWO_NAMES * _SPELLINGS * _sound_alike(left, right, LEAST / _TWO_NAMES / _SPELLINGS)
    return max(_RELATED[related], _SPELLINGS * _sound_alike(left, right, LEAST))


_RELATED = {Relation.SPELLING: 0.98, Relation.NICKNAME: 0.9, Relation.COGNATE: 0.8}
"""How alike forenames are at least that are forms of one."""
_TWO_NAMES = 0.6
"""What likeness of sound is worth between forenames that are known to be two: Hassan and Hussein."""


_SHORTENED = 0.75
_SPELLINGS = 0.98
"""What likeness of sound is worth at most."""
_DIGRAPHS = frozenset(("yu", "ya", "ye", "yo", "zh", "kh", "ts", "ch", "sh", "shch", "dz", "gy", "lj", "nj"))
"""What one Cyrillic, Hungarian or Croatian letter may be in Latin: Yu. for Yury."""


def _abbreviates(short: Part, whole: Part) -> bool:
    return short.latin in _DIGRAPHS and len(whole.latin) > len(short.latin) + 1 and whole.latin.startswith(short.latin)


def _sound_alike(left: Part, right: Part, least: float) -> float:
    """Likeness of consonants and of all letters, the best of all ways to say the two; 0 under `least`."""
    if _nothing_common(left.bones, right.bones):
        return 0.0
    bones = max((_likeness(a, b) for a in left.skeletons for b in right.skeletons), default=0.0)
    weight = 0.3 if left.vowels and right.vowels else 0.65
    letters = (least - weight * bones) / (1 - weight)
    if letters > 1:
        return 0.0
    sounds = max((_letters(a, b, letters) for a in left.fine for b in right.fine), default=0.0)
    return weight * bones + (1 - weight) * sounds


def _nothing_common(left: int, right: int) -> bool:
    """Whether two sets of consonants share less than a third: such parts never sound alike."""
    return 3 * (left & right).bit_count() < min(left.bit_count(), right.bit_count())


_likeness = Levenshtein.normalized_similarity


def _letters(left: str, right: str, least: float) -> float:
    """Likeness letter by letter, the beginning counting more; 0 where it is surely under `least`."""
    if left == right:
        return 1.0
    whole = _likeness(left, right, score_cutoff=max(0.3, (least - 0.4) / 0.6))
    return 0.6 * whole + 0.4 * JaroWinkler.similarity(left, right) if whole else 0.0


def align(left: Name, right: Name, weigh: Weigh) -> Alignment:
    """Pair the parts of two names greedily, best first, whatever their order."""
    found = [
        (-similarity, i + j, i, j)
        for i, a in enumerate(left.parts)
        for j, b in enumerate(right.parts)
        if (similarity := alike(a, b)) >= LEAST
    ]
    found.sort()
    taken_left, taken_right, pairs = 0, 0, []
    for similarity, _, i, j in found:
        if not (taken_left >> i & 1 or taken_right >> j & 1):
            taken_left |= 1 << i
            taken_right |= 1 << j
            pairs.append(Pair(left.parts[i], right.parts[j], -similarity))
    return Alignment(
        tuple(pairs),
        sum([weigh(pair.left) * pair.alike for pair in pairs]) / (sum(map(weigh, left.parts)) or 1.0),
        sum([weigh(pair.right) * pair.alike for pair in pairs]) / (sum(map(weigh, right.parts)) or 1.0),
        run_together_alike(left, right),
        _telling(left),
        _telling(right),
    )


def _telling(name: Name) -> int:
    """How many parts of a name say something: not its titles, particles and generic words."""
    return sum([part.weight > TELLS_LITTLE for part in name.parts]) or len(name.parts)


def run_together_alike(left: Name, right: Name) -> float:
    """How alike the names are without the spaces between their parts."""
    if not (left.run and right.run):
        return 0.0
    if not (left.other_runs or right.other_runs):
        return _likeness(left.run, right.run)
    return max(_likeness(a, b) for a in (left.run, *left.other_runs) for b in (right.run, *right.other_runs))
