"""Burmese: an onset with its medials, then a rhyme that is written as vowel signs and silenced finals.

Sources: the Myanmar Language Commission's system and BGN/PCGN 1970, in the common spelling of the press (my);
finals with their own value, as foreign names are written (letters).
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.tables import rows

_TONES = str.maketrans("", "", "့း‌‍")
_SYLLABLE = re.compile("([က-အဿ])([ျြွှ]*)([ါ-ဲံ]*)((?:[က-အ](?=[့]?(?:်|္))[့]?(?:်|္))?)")


def spell(system: str, word: str) -> str:
    """A run of Burmese in Latin letters."""
    word = word.replace("့်", "်").translate(_TONES).replace("ါ", "ာ").replace("င်္", "င်")
    found: list[str] = []
    at = 0
    while at < len(word):
        match = _SYLLABLE.match(word, at)
        if match and match.end() > at:
            found.append(_spelled(match, system))
            at = match.end()
        else:
            found.append(_table("o").get(word[at], ""))
            at += 1
    return "".join(found)


def _spelled(match: re.Match[str], system: str) -> str:
    letter, medials, vowels, final = match.groups()
    onset = _onset(letter, medials)
    coda = final[:1]
    medial_w = "w" if "ွ" in medials else ""
    rhyme = _table("r").get(medial_w.replace("w", "ွ") + vowels + coda) if system == "my" else None
    if rhyme is not None:
        return onset + rhyme
    rhyme = _table("r" if system == "my" else "l").get(vowels, _table("r").get(vowels, "a"))
    if coda and not vowels:
        rhyme = "a"
    return onset + medial_w + rhyme + _table("f" if system == "my" else "g").get(coda, "")


def _onset(letter: str, medials: str) -> str:
    base = _table("c").get(letter, "")
    if "ျ" in medials or "ြ" in medials:
        base = {"k": "ky", "kh": "ch", "g": "gy", "r": "y", "th": "th", "y": "y"}.get(base, base + "y")
        if "ှ" in medials and letter in "ရလ":
            return "sh"
    if "ှ" in medials:
        return "sh" if letter in "ရယ" else "h" + base
    return base


@cache
def _table(kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row_kind, cell in rows("burmese"):
        if row_kind == kind:
            found.update((key, value) for key, _, value in (item.partition("=") for item in cell.split(" ")))
    return found
