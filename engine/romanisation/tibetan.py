"""Tibetan: spelling keeps letters that nobody says; each syllable has a root, and around it what stays silent.

Sources: Wylie for the letters (letters), the THL simplified phonetic transcription of 2003 for the sounds (bo).
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.tables import assignments, rows

_PREFIXES = frozenset("གདབམའ")
_SUPER = frozenset("རལས")
_BELOW = frozenset("ྱྲླྭ")
_SECOND = frozenset("སད")
_SUFFIXES = frozenset("གངདནབམའརལས")
_SYLLABLES = re.compile(r"[^་།༌༎༏༑\s]+")
_LETTER = re.compile("([ཀ-ཬ])([ྐ-ྼ]*)([ཱ-ཾ྄ྀ]*)")


def spell(system: str, word: str) -> str:
    """A run of Tibetan in Latin letters, its syllables joined."""
    read = _sounded if system == "bo" else _written
    return "".join(map(read, _SYLLABLES.findall(word)))


def _written(syllable: str) -> str:
    """Letter by letter: an inherent a only where no vowel is written, as foreign names are spelled."""
    letters, vowels = _table("w"), _table("v")
    found = []
    for base, below, above in _LETTER.findall(syllable):
        head = letters.get(base, "") + "".join(letters.get(chr(ord(c) - 0x50), "") for c in below)
        found.append((head, "".join(vowels.get(char, "") for char in above)))
    bare = not any(vowel for _, vowel in found)
    return "".join(head + (vowel or ("a" if at == 0 and bare else "")) for at, (head, vowel) in enumerate(found))


def _sounded(syllable: str) -> str:
    """Root, vowel, suffix by the order of the letters."""
    letters = _LETTER.findall(syllable)
    if not letters:
        return ""
    root = _root(letters)
    base, below, above = letters[root]
    vowels = _table("v")
    vowel = "".join(vowels.get(char, "") for char in above) or "a"
    rest = letters[root + 1 :]
    tail = "".join(vowels.get(char, "") for _, _, signs in rest for char in signs)
    suffix = rest[0][0] if rest and not rest[0][2] else ""
    return _onset(base, below) + _rhyme(vowel, suffix) + tail


def _root(letters: list[tuple[str, str, str]]) -> int:
    """Which letter the syllable stands on: the one with a vowel or a subscript, else by position."""
    for at, (_, below, above) in enumerate(letters[:2]):
        if below or above:
            return at
    has_second = len(letters) == 3 and letters[2][0] in _SECOND and letters[1][0] in "གངབམ"
    return int(len(letters) >= 3 and letters[0][0] in _PREFIXES and not has_second)


def _onset(base: str, below: str) -> str:
    """A head letter over the root falls silent; y, r, l, w below change it."""
    if base in _SUPER and below and below[0] not in _BELOW:
        base, below = chr(ord(below[0]) - 0x50), below[1:]
    sounds = _table("s")
    return sounds.get(base + below[:1], sounds.get(base, ""))


def _rhyme(vowel: str, suffix: str) -> str:
    if suffix in ("ད", "ས", "ན", "ལ"):
        vowel = {"a": "e", "u": "u", "o": "o"}.get(vowel, vowel)
    return vowel + _table("f").get(suffix, "")


@cache
def _table(kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row_kind, cell in rows("tibetan"):
        if row_kind == kind:
            found.update(assignments(cell))
    return found
