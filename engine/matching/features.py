"""What a model sees of a match: how two names align, as numbers of about 0..1."""

from __future__ import annotations

import math

from polyonym.engine.matching.align import Alignment, Pair
from polyonym.engine.matching.institution_features import INSTITUTION_FEATURES, NONE, TURNED
from polyonym.engine.names.name import TELLS_LITTLE, Name, acronym_meets_word
from polyonym.engine.text.letters import side_of
from rapidfuzz.distance import Levenshtein

FEATURES = (
    "bias", "likeness", "left", "right", "joined", "overlap", "same", "best", "worst", "left over", "right over",
    "paired", "initials", "read", "acronym", "single", "likeness squared", "both sides", "likely and near",
    "over on both sides", "unlike", "unlike in the same letters", "sounds", "letters changed", "consonants changed",
    "numbers differ", "by reading", "well known", *INSTITUTION_FEATURES,
)  # fmt: skip
"""What the model sees, in order."""
OTHER_NUMBERS = 0.05
"""The most that people with other numbers are worth, Henry VII and Henry VIII, however alike the rest."""
LIKENESS, SAME = FEATURES.index("likeness"), FEATURES.index("same")


_MANY = 20


def features(
    left: Name, right: Name, likeness: float, alignment: Alignment, *, overlap: float, sounds: float,
    names: int = 0, institutions: tuple[float, ...] = NONE,
) -> tuple[float, ...]:  # fmt: skip
    """The features of a match of two names.

    `overlap` is the weight of the shared keys, `sounds` the likeness of the sketches, both 0..1; `names` how many
    names the right entity has, as those have that are often written of; `institutions` what two institutions'
    names mean to each other.
    """
    if alignment.read is not None:
        read = alignment.read.score
        covers, alikes, over, paired = (read, read, read), [read], (0, 0), 0
        pairs: tuple[Pair, ...] = ()
    else:
        read, pairs = 0.0, alignment.pairs
        paired = min(sum(map(_tell, pairs)), alignment.parts_left, alignment.parts_right)
        alikes = [pair.alike for pair in pairs]
        covers = (alignment.left, alignment.right, alignment.joined)
        over = (alignment.parts_left - paired, alignment.parts_right - paired)
    ours, theirs, joined = covers
    same = left.key == right.key
    alike = [pair for pair in pairs if pair.alike < 1.0 and pair.meant is None and _same_letters(pair)]
    return (
        1.0, likeness, ours, theirs, joined, overlap, float(same),
        max(alikes, default=0.0), min(alikes, default=0.0),
        min(over[0], 4) / 4, min(over[1], 4) / 4, min(paired, 4) / 4,
        sum([pair.left.is_initial or pair.right.is_initial for pair in pairs]) / 2, read,
        float(not same and acronym_meets_word(left, right)),
        float(alignment.read is None and min(alignment.parts_left, alignment.parts_right) < 2),
        likeness * likeness, ours * theirs, likeness * overlap, min(*over, 2) / 2,
        max(map(_unlike, pairs), default=0.0), max(map(_unlike, alike), default=0.0), sounds,
        max(map(_letters_changed, alike), default=0.0), max(map(_consonants_changed, alike), default=0.0),
        float(left.numbers != right.numbers), float(alignment.read is not None),
        math.log1p(min(names, _MANY)) / math.log1p(_MANY), *institutions,
    )  # fmt: skip


_TURNED = {"left": "right", "right": "left", "left over": "right over", "right over": "left over"} | TURNED
_PLACES = tuple(FEATURES.index(_TURNED.get(name, name)) for name in FEATURES)


def turned(seen: tuple[float, ...]) -> tuple[float, ...]:
    """The features of the same match with its names exchanged."""
    return tuple([seen[place] for place in _PLACES])


def _tell(pair: Pair) -> bool:
    return pair.meant is not None or pair.left.weight > TELLS_LITTLE or pair.right.weight > TELLS_LITTLE


_ALIKE = 0.85


def _unlike(pair: Pair) -> float:
    """How far two paired parts are from being spellings of one, 0..1."""
    return max(0.0, _ALIKE - pair.alike) / _ALIKE


def _same_letters(pair: Pair) -> bool:
    """Whether both parts are spelled in the same letters, where unlike spelling says more."""
    return side_of(pair.left.text[:1]) == side_of(pair.right.text[:1])


def _letters_changed(pair: Pair) -> float:
    return min(Levenshtein.distance(pair.left.fine[0], pair.right.fine[0]), 4) / 4 if _whole(pair) else 0.0


def _consonants_changed(pair: Pair) -> float:
    return min(Levenshtein.distance(pair.left.skeletons[0], pair.right.skeletons[0]), 3) / 3 if _whole(pair) else 0.0


def _whole(pair: Pair) -> bool:
    """Whether neither part is an initial or an abbreviation of the other, and both are heard."""
    left, right = pair.left, pair.right
    return bool(left.fine and right.fine) and not (left.is_initial or right.is_initial)
