"""Arabic and Hebrew writing: the alphabets of the tables, and readings that supply the unwritten vowels.

A system's name may end in +a or +e: the same letters, with that vowel where none is written (see vowels.py).
"""

from __future__ import annotations

import re

from polyonym.engine.romanisation import alphabet
from polyonym.engine.romanisation.vowels import vowelled

# t and h that meet are two sounds, not one: تهران is no Tharan.
_APART = re.compile("(?<=[تطسصدضكکگزجקסתד])[هה](?!$)")


def spell(table: str, system: str, word: str) -> str:
    """A run of Arabic or Hebrew writing in Latin letters."""
    letters, _, vowel = system.partition("+")
    if not vowel:
        return alphabet.spell(table, letters, word)
    text = alphabet.spell(table, letters, _APART.sub("H", word))
    return vowelled(text, vowel, foreign=vowel == "e").lower()
