"""Khmer: two series of consonants, which decide how a vowel sounds; subscripts make clusters.

Sources: Service Géographique Khmère 1959 = BGN/PCGN 1972 and UN 2012, simplified to the press (km); the letters with
one value each, as foreign names are written (letters).
"""

from __future__ import annotations

from functools import cache

from polyonym.engine.romanisation.tables import assignments, rows

_COENG, _BANTOC = "្", "់"
_SERIES_SHIFT = {"៉": 0, "៊": 1}


def spell(system: str, word: str) -> str:
    """A run of Khmer in Latin letters."""
    consonants, vowels, others = _table("c"), _table("v" if system == "km" else "w"), _table("o")
    found: list[str] = []
    series, bare, stacked = 0, False, False
    for at, char in enumerate(word):
        if char in consonants:
            latin, _, second = consonants[char].partition("/")
            if bare and not stacked and _vowel_follows(word, at, consonants):
                found.append("o" if series and system == "km" else "a")
            found.append(latin)
            series = int(bool(second)) if not stacked or latin not in ("r", "l", "y", "v", "n", "m") else series
            bare, stacked = True, False
        elif char == _COENG:
            stacked = True
        elif char in _SERIES_SHIFT:
            series = _SERIES_SHIFT[char]
        elif char in vowels:
            values = vowels[char].split("/")
            found.append(values[min(series, len(values) - 1)])
            bare = False
        else:
            found.append(others.get(char, ""))
            bare = bare and char == _BANTOC
    return "".join(found)


def _vowel_follows(word: str, at: int, consonants: dict[str, str]) -> bool:
    """Whether the consonant at this place opens a syllable (has a vowel or a subscript of its own)."""
    after = word[at + 1 : at + 2]
    return after not in consonants and after != "" and after not in ("់", "៍", "៌")


@cache
def _table(kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row_kind, cell in rows("khmer"):
        if row_kind == kind:
            found.update(assignments(cell))
    return found
