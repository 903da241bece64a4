"""Ethiopic: a row of the block is a consonant, a place in the row its vowel.

Sources: BGN/PCGN 1967 and UN 1972 (am), simplified; the sixth order has no vowel (am, plain), e (e) or i (i).
"""

from __future__ import annotations

from functools import cache

from polyonym.engine.romanisation.tables import rows
from polyonym.engine.romanisation.unknown import latin_of

_FIRST, _LAST = 0x1200, 0x135A
_ORDERS = ("e", "u", "i", "a", "e", "", "o", "wa")
_GUTTURAL = frozenset("ሀሐኀአዐ")


def spell(system: str, word: str) -> str:
    """A run of Ethiopic in Latin letters."""
    return "".join(map(_table(system).__getitem__, word))


class _Letters(dict[str, str]):
    def __init__(self, system: str) -> None:
        super().__init__()
        self.system = system

    def __missing__(self, char: str) -> str:
        self[char] = found = _letter(char, self.system)
        return found


def _letter(char: str, system: str) -> str:
    code = ord(char)
    if not _FIRST <= code <= _LAST:
        return latin_of(char)
    base, order = chr(code - code % 8), code % 8
    consonant = _consonants(system).get(base)
    if consonant is None:
        return latin_of(char)
    vowel = _ORDERS[order]
    if order == 0 and (base in _GUTTURAL or system == "plain"):
        vowel = "a"
    if order == 5 and (system in ("e", "i") or not consonant):
        vowel = "e" if system == "e" and consonant else "i"
    return consonant + vowel


@cache
def _consonants(system: str) -> dict[str, str]:
    """The press's consonants for systems am and e, the letter's own for the others."""
    column = 1 if system in ("am", "e") else -1
    return {row[0]: row[column] if len(row) > 1 else "" for row in rows("ethiopic")}


@cache
def _table(system: str) -> _Letters:
    return _Letters(system)
