"""Khmer: two series of consonants, which decide how a vowel sounds; subscripts make clusters.

Sources: Service Géographique Khmère 1959 = BGN/PCGN 1972 and UN 2012, simplified to the press (km); the letters with
one value each, as foreign names are written (letters).
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.tables import assignments, rows

_COENG = "្"
_SPOKEN = (("ប៉", "p"), ("ាំ", "ំ"), ("ុំ", "ុម"))
_BREATH = re.compile("(?<=[ា-ៅ])ះ")
_CLOSED, _BARE, _VOWEL = range(3)
_ENDS = frozenset("ំះៈ")
_SONORANTS = frozenset("rlyvnm")
_SERIES_SHIFT = {"៉": 0, "៊": 1}


def spell(system: str, word: str) -> str:
    """A run of Khmer in Latin letters."""
    for written, plain in _SPOKEN:
        word = word.replace(written, plain)
    word = _BREATH.sub("ហ", word)
    table = _table("c")
    vowels, others = _table("v" if system == "km" else "w"), _table("o")
    found: list[str] = []
    series, state = 0, _CLOSED
    for at, char in enumerate(word):
        if char in table:
            latin, _, second = table[char].partition("/")
            stacked = word[at - 1 : at] == _COENG
            if not stacked:
                state = _next(state, found, opens=_opens(word, at), inherent="o" if series and system == "km" else "a")
            if not stacked or latin not in _SONORANTS:
                series = int(bool(second))
            found.append(latin)
        elif char in _SERIES_SHIFT:
            series = _SERIES_SHIFT[char]
        elif char in vowels:
            values = vowels[char].split("/")
            found.append(values[min(series, len(values) - 1)])
            state = _CLOSED if char in _ENDS else _VOWEL
        else:
            found.append(others.get(char, ""))
    return "".join(found) + ("a" if state == _BARE and len(found) == 1 else "")


def _next(state: int, found: list[str], *, opens: bool, inherent: str) -> int:
    """The state after a consonant: it opens a syllable, closes one, or stands bare, its vowel unwritten."""
    if state == _BARE:
        found.append(inherent)
    if opens:
        return _BARE
    return _BARE if state == _CLOSED else _CLOSED


def _opens(word: str, at: int) -> bool:
    """Whether the consonant at this place has a vowel or a subscript of its own."""
    after = word[at + 1 : at + 2]
    return after != "" and (after == _COENG or after in _SERIES_SHIFT or after in _table("v"))


@cache
def _table(kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row_kind, cell in rows("khmer"):
        if row_kind == kind:
            found.update(assignments(cell))
    return found
