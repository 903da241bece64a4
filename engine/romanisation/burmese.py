"""Burmese: an onset with its medials, then a rhyme that is written as vowel signs and silenced finals.

Sources: the Myanmar Language Commission's system and BGN/PCGN 1970, in the common spelling of the press (my);
finals with their own value, as foreign names are written (letters).
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.tables import rows

_TONES = str.maketrans(
    "ၵၶၷၸၹၺၼၽၾၿႀႁႂႃၢႄဵႅ", "ကခဂစဇညနဖဖဗထဟွာာေေဲ", "့း\u200c\u200dႇႈႉႊႋႌႍႏႚႛꩻ"
) | {ord("ႆ"): "ယ်"}  # fmt: skip
"""Tones are left out; the letters of Shan are read as the Burmese ones of the same sound."""
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
    if system != "my":
        return _lettered(letter, medials, vowels, final[:1])
    medial = "ွ" if "ွ" in medials else ""
    rhyme = _table("r").get(medial + vowels + final[:1])
    onset = _onset(letter, medials)
    if rhyme is not None:
        return onset + rhyme
    rhyme = "a" if final and not vowels else _table("r").get(vowels, "a")
    return onset + ("w" if medial else "") + rhyme + _table("f").get(final[:1], "")


def _lettered(letter: str, medials: str, vowels: str, final: str) -> str:
    """Each letter by itself; s before another consonant has no vowel."""
    rhyme = _table("h").get(("ွ" if "ွ" in medials else "") + vowels + final) if final else None
    onset = _table("k").get(letter, _table("c").get(letter, ""))
    if "ျ" in medials:
        onset = {"က": "j", "ခ": "ch", "ဂ": "j"}.get(letter, onset + "y")
    onset += "".join({"ြ": "r", "ွ": "w"}.get(char, "") for char in medials)
    if rhyme is not None:
        return onset.removesuffix("w") + rhyme
    vowel = "" if letter in "စဆ" and not vowels and not final else _table("l").get(vowels, "a")
    return ("sh" if letter in "ရယ" and "ှ" in medials else onset) + vowel + _table("g").get(final, "")


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
