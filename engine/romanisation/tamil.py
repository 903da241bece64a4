"""Tamil stops: one letter for k and g, t and d, p and b; where it stands tells which is spoken.

Source: the distribution as in Schiffman (1999), A Reference Grammar of Spoken Tamil, 1.2: voiceless at the
beginning, doubled or beside another stop; voiced after a nasal and between vowels, where k is h in names that come from
elsewhere (Mohamad, Rahman).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Spoken(Protocol):
    """What this module needs of a syllable."""

    consonant: str
    vowel: str


_VOICED = {"k": "g", "t": "d", "p": "b"}
_NASAL = frozenset({"n", "m", "ng"})


def voiced(found: Sequence[Spoken], system: str) -> None:
    """Sets the spoken consonants: `ta` by place, `hard` voiceless throughout, `loan` voiced initials too."""
    written = [syllable.consonant for syllable in found]
    for at, syllable in enumerate(found):
        before = written[at - 1] if at else ""
        doubled = before == written[at] and not found[at - 1].vowel if at else False
        dead = not syllable.vowel
        syllable.consonant = _spoken(written[at], before, at == 0, doubled or dead, system)


def _spoken(consonant: str, before: str, initial: bool, doubled: bool, system: str) -> str:
    if consonant == "ch":
        after_nasal = before == "n"
        return "j" if after_nasal and system != "hard" else "ch" if doubled else "s" if system != "hard" else "ch"
    if consonant not in _VOICED or system == "hard" or doubled:
        return consonant
    if initial:
        return _VOICED[consonant] if system == "loan" else consonant
    if consonant == "k" and system == "loan" and before not in _NASAL:
        return "h"
    return _VOICED[consonant]
