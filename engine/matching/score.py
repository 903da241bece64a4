"""The score of a match: how probable it is that two names are of one entity."""

from __future__ import annotations

from functools import lru_cache

from polyonym.engine.matching.align import Alignment, Weigh, align
from polyonym.engine.names.name import Name, Part, acronym_meets_word
from polyonym.engine.sinitic.compare import sinitic_similarity
from polyonym.engine.sinitic.korean import is_hangul
from polyonym.engine.sinitic.orders import orders
from polyonym.engine.text.letters import side_of


def plain_weight(part: Part) -> float:
    """The weight of a part where no table tells how rare it is."""
    return part.weight


_NOT_SPOKEN = 0.6
"""What likeness of sound is worth between an acronym and a word: one isn't spoken as it is written."""


def score(left: Name, right: Name, weigh: Weigh = plain_weight, *, read: bool = True) -> tuple[float, Alignment]:
    """How alike two names are, 0..1, and why; 1 for names that are the same after folding.

    Without `read`, syllables aren't compared as readings of Han characters: where no reading is shared.
    """
    alignment = align(left, right, weigh)
    if left.key == right.key:
        return 1.0, alignment
    likeness = likeness_of(alignment)
    if acronym_meets_word(left, right) and max(len(left.parts), len(right.parts)) == 1:
        return _NOT_SPOKEN * likeness, alignment
    if read and (left.sinitic or right.sinitic or (likeness < _SOUNDS_ALIKE and _both_read(left, right))):
        found = sinitic_similarity(left.text, right.text)
        if found is not None and (found.score > likeness or _of_one_script(left, right)):
            return found.score, alignment._replace(read=found)
    return likeness, alignment


def _of_one_script(left: Name, right: Name) -> bool:
    """Whether both are written in as many characters of one Sinitic script: then characters say all."""
    return (
        left.sinitic
        and right.sinitic
        and len(left.key) == len(right.key)
        and is_hangul(left.key[0]) == is_hangul(right.key[0])
    )


def likeness_of(alignment: Alignment) -> float:
    """How alike two names are by their alignment, 0..1: the name that is less covered counts more."""
    more, less = max(alignment.left, alignment.right), min(alignment.left, alignment.right)
    return max(0.35 * more + 0.65 * less, 0.97 * alignment.joined)


_SOUNDS_ALIKE = 0.9
_WHOLLY_READ = 0.04
"""Orders of syllables that leave a word of the name out cost at least this."""


def _both_read(left: Name, right: Name) -> bool:
    """Whether both, in letters of different scripts, are wholly made of syllables that Han characters are read as."""
    if max(len(left.parts), len(right.parts)) < 2 or side_of(left.text[0]) == side_of(right.text[:1]):
        return False
    return _wholly_read(left.text) and _wholly_read(right.text)


@lru_cache(maxsize=1 << 14)
def _wholly_read(text: str) -> bool:
    found = orders(text)
    return bool(found) and found[0].cost < _WHOLLY_READ
