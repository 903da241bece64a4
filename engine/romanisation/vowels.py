"""Vowels for words that are written without them (Arabic and Hebrew writing).

A guess that makes the word sayable, nothing more: no two consonants at the beginning or the end, no three in the
middle, as in the syllables of Arabic (McCarthy 1979). Foreign names keep the clusters that Europe's languages begin
and end words with.
"""

from __future__ import annotations

import re

_SOUNDS = re.compile("tsh|sh|kh|gh|th|dh|ch|zh|ph|ts|[a-zH]")
_VOWELS = frozenset("aeiou")
# Two sounds that foreign words may begin with, and end in.
_BEGINNINGS = frozenset(a + b for a, bs in (
    ("b", "rlyj"), ("c", "rl"), ("d", "rw"), ("f", "rly"), ("g", "rlw"), ("k", "rlyvw"), ("m", "y"), ("n", "y"),
    ("l", "y"), ("p", "rly"), ("t", "rw"), ("th", "r"), ("s", "kptlmnwv"), ("sh", "vtmlnpr"), ("v", "l"), ("z", "l"),
) for b in bs)  # fmt: skip
_ENDINGS = frozenset(a + b for a, bs in (
    ("n", ("d", "t", "g", "k", "s", "z", "ts", "ch")),
    ("r", ("d", "t", "g", "k", "n", "m", "s", "th", "ch", "b", "p", "l")),
    ("l", ("d", "t", "m", "k", "z")), ("s", ("t", "k")), ("m", ("p",)), ("k", ("s", "t")), ("t", ("s",)), ("p", ("s",)),
    ("f", ("t",)),
) for b in bs)  # fmt: skip


def vowelled(skeleton: str, vowel: str, *, foreign: bool) -> str:
    """`skeleton` (Latin letters) with `vowel` put between consonants that don't go together; linear.

    Syllables are made from the end of the word, as Arabic makes them: thran gives tahran, not tharan.
    """
    sounds = _SOUNDS.findall(skeleton)
    found: list[str] = []
    after, opens = "", False
    for at in range(len(sounds) - 1, -1, -1):
        sound = sounds[at]
        if sound in _VOWELS or not after or after in _VOWELS:
            opens = after in _VOWELS
        elif opens and (at or (foreign and sound + after in _BEGINNINGS)):
            opens = False
        elif opens or not (foreign and sound + after in _ENDINGS and len(found) == 1):
            found.append(vowel)
            opens = True
        found.append(sound)
        after = sound
    return "".join(reversed(found))
