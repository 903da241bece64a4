"""Indic words: syllables with an inherent vowel, which the northern languages often leave unspoken.

A word is read into syllables (consonant, vowel, whether the vowel is written); systems then differ in what
becomes of the inherent ones. Deleting: Narasimhan, Sproat, Kiraz (2004), "Schwa-deletion in Hindi", the plain
rule VC_CV from the right, after the word-final one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyonym.engine.romanisation.indic_letters import Letter, letters
from polyonym.engine.romanisation.tamil import voiced
from polyonym.engine.romanisation.unknown import latin_of

_DELETING = frozenset({"hi", "loan", "o"})
_SOUTH = frozenset({"Taml", "Telu", "Knda", "Mlym", "Sinh"})
_LABIALS = tuple("pbm")
_OTHER = Letter("o", "")
_SPOKEN = {
    "Beng": (("ওয়", "ৱ"),),
    "Taml": (("ஃப", "ஃ"), ("ற்ற", "ட்ர")),
    "Mlym": (("റ്റ", "ട്ട"), ("ന്റ", "ന്ട"), ("ൻറ", "ന്ട"), ("ണ്ട", "ണ്ഡ"), ("ങ്ങ", "ങ്ഗ"), ("ന്‍", "ൻ"), ("ര്‍", "ർ"), ("ല്‍", "ൽ")),
}
"""Spellings of one sound by two letters."""
_TWICE = re.compile(r"([bcdfgjklmnprtv])\1")


@dataclass(slots=True)
class Syllable:
    """One consonant (or none) and its vowel; `inherent` where the vowel isn't written."""

    consonant: str
    vowel: str
    inherent: bool = False
    nasal: bool = False


def spell(script: str, system: str, word: str) -> str:
    """One word of an Indic script in Latin letters."""
    for written, plain in _SPOKEN.get(script, ()) if system != "iso" else ():
        word = word.replace(written, plain)
    found = _syllables(word, letters(script, system), "o" if system == "o" else "a")
    _nasals(found, script)
    if script == "Taml" and system != "iso":
        voiced(found, system)
    if system in _DELETING and script not in _SOUTH:
        _delete(found)
    text = "".join(syllable.consonant + syllable.vowel for syllable in found)
    text = text.replace("ngg", "ng").replace("ngk", "nk")
    return _TWICE.sub(r"\1", text.replace("ks", "x")) if system == "loan" else text


def _syllables(word: str, table: dict[str, Letter], inherent: str) -> list[Syllable]:
    found: list[Syllable] = []
    base = ""
    for char in word:
        kind, latin = table.get(char, _OTHER)
        last = found[-1] if found else None
        if kind == "c":
            found.append(Syllable(latin, inherent, inherent=True))
            base = char
        elif kind in "sx" and last is not None and (last.inherent or kind == "x"):
            last.vowel, last.inherent = latin, False
        elif kind == "k" and last is not None:
            last.consonant = table.get(base + "+", Letter("", last.consonant)).latin
        elif kind in "vs":
            found.append(Syllable("", latin))
        elif kind in "nhfd":
            found.append(Syllable(latin, "", nasal=kind == "n"))
        elif kind == "o" and char not in table:
            found.append(Syllable(latin_of(char), ""))
    return found


def _nasals(found: list[Syllable], script: str) -> None:
    """Anusvara is m before p, b, m, and at the end of a word in the south."""
    for syllable, after in zip(found, [*found[1:], None], strict=False):
        if syllable.nasal:
            if after is not None and after.consonant.startswith(_LABIALS):
                syllable.consonant = "m"
            elif after is None and script in ("Telu", "Knda", "Mlym"):
                syllable.consonant = "m" if syllable.consonant == "n" else syllable.consonant


def _delete(found: list[Syllable]) -> None:
    """Leaves out the inherent vowels that the northern languages don't speak."""
    if len(found) > 1 and found[-1].inherent and not _heavy(found):
        found[-1].vowel = ""
    for at in range(len(found) - 2, 0, -1):
        before, here, after = found[at - 1], found[at], found[at + 1]
        if here.inherent and before.vowel and after.vowel and here.consonant and after.consonant:
            here.vowel = ""


def _heavy(found: list[Syllable]) -> bool:
    """A final cluster in r, y or v keeps its vowel: Chandra, Surya."""
    return not found[-2].vowel and found[-1].consonant in ("r", "y", "v")
