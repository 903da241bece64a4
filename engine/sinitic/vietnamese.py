"""Names read in Vietnamese, back to what they are in Chinese: Tôn Vĩ is 孙伟, Sun Wei.

Vietnam reads Chinese names character by character, and its readings of the characters are in Unihan; without
their marks, as translations write them, several characters share a reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import islice

from polyonym.engine.sinitic.pivot import latin_letters
from polyonym.engine.sinitic.readings import base_readings, han_characters, surnames, vietnamese_spellings
from polyonym.engine.sinitic.tables import pinyin_weights
from polyonym.engine.sinitic.variants import simplify

MOST_SYLLABLES = 4
"""A name of more syllables isn't taken for a reading of characters."""
_MOST_READINGS = 16
_MOST_NAMES = 1500


@cache
def _pinyin_by_syllable() -> dict[str, tuple[str, ...]]:
    """Bare Vietnamese syllable → the pinyin of the characters read so, the usual ones in names first."""
    found: dict[str, set[str]] = defaultdict(set)
    for char in han_characters():
        base = base_readings(char)
        for syllable in (each for reading in base.vietnamese for each in vietnamese_spellings(reading)):
            found[syllable].update(base.mandarin[:1])
    for surname in surnames().values():
        for syllable in (each for reading in surname.vietnamese for each in vietnamese_spellings(reading)):
            found[syllable].add(surname.pinyin)
    weights = pinyin_weights()
    return {each: tuple(sorted(of, key=lambda own: (-weights.get(own, 0), own))) for each, of in found.items()}


@cache
def vietnamese_syllables() -> frozenset[str]:
    """Every bare syllable that a Chinese name can have in Vietnamese."""
    return frozenset(_pinyin_by_syllable())


def chinese_names(syllables: Sequence[str], begins: Callable[[str], bool] | None = None) -> list[str]:
    """What a name read in Vietnamese may be in pinyin, run together; the likelier first, a bounded number.

    `begins` says whether some known name begins so; what it denies isn't followed further.

    >>> "sunwei" in chinese_names(("Tôn", "Vĩ")), "fuxin" in chinese_names(("Phu", "Tan"))
    (True, True)
    >>> chinese_names(("Bắc", "Kinh"), "beijing".startswith)
    ['beijing']
    """
    if not 0 < len(syllables) <= MOST_SYLLABLES:
        return []
    known, names = _pinyin_by_syllable(), [""]
    for syllable in syllables:
        readings = [each.replace("v", "u") for each in known.get(latin_letters(syllable), ())[:_MOST_READINGS]]
        longer = (name + each for name in names for each in readings)
        names = list(islice(filter(begins, longer) if begins is not None else longer, _MOST_NAMES))
    return names


@lru_cache(maxsize=1 << 12)
def vietnamese_readings(char: str) -> frozenset[str]:
    """How Vietnam reads a Han character, bare."""
    plain = simplify(char)
    own = (*base_readings(plain).vietnamese, *(surnames()[plain].vietnamese if plain in surnames() else ()))
    return frozenset(each for reading in own for each in vietnamese_spellings(reading))


def is_reading(han: str, syllables: Sequence[str]) -> bool:
    """Whether each character of a Han name is read as the syllable in its place.

    >>> is_reading("孙伟", ("Ton", "Vi")), is_reading("孙强", ("Ton", "Vi"))
    (True, False)
    """
    if len(han) != len(syllables):
        return False
    return all(latin_letters(each) in vietnamese_readings(char) for char, each in zip(han, syllables, strict=True))
