"""Ethiopic: a row of the block is a consonant, a place in the row its vowel.

Sources: BGN/PCGN 1967 and UN 1972 (am), simplified; the sixth order has no vowel (plain) or e (e).
"""

from __future__ import annotations

from functools import cache

from polyonym.engine.romanisation.tables import pairs
from polyonym.engine.romanisation.unknown import latin_of

_FIRST, _LAST = 0x1200, 0x135A
_ORDERS = ("e", "u", "i", "a", "e", "", "o", "wa")
_GUTTURAL = frozenset("ሀሐኀአዐ")


def spell(system: str, word: str) -> str:
    """A run of Ethiopic in Latin letters."""
    found = "".join(map(_table(system).__getitem__, word))
    return found if system != "am" else _filled(found)


def _filled(text: str) -> str:
    """The sixth order is spoken i between consonants, and nothing at the end of a word."""
    return text.replace("~~", "~i").replace("~", "")


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
    consonant = pairs("ethiopic").get(base)
    if consonant is None:
        return latin_of(char)
    vowel = _ORDERS[order]
    if order == 0 and (base in _GUTTURAL or system == "plain"):
        vowel = "a"
    if order == 5 and system == "e":
        vowel = "e" if consonant else "i"
    if order == 5 and not consonant:
        vowel = "i"
    return consonant + vowel


@cache
def _table(system: str) -> _Letters:
    return _Letters(system)
