"""How a name sounds, as coarse as strangers spell it.

Two levels over a romanised token: `fine` joins the spellings of one sound in the Latin habits of Europe
(sh = sch = sz = š, ou = u, ph = f, kh = h …) and keeps the vowels; `skeleton` keeps only the classes of
consonants (p/b, t/d, k/g, s/z/c/j, l/r …), as in Soundex and its followers, but without their cut at four.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter

from polyonym.engine.romanisation.readings import readings
from polyonym.engine.romanisation.undone import undone
from polyonym.engine.sinitic.japanese import is_japanese, is_mixed, japanese_readings
from polyonym.engine.sinitic.transcription import transcribed

_SPELLINGS = {
    "tsch": "c", "tch": "c", "sch": "s", "shch": "sc", "szcz": "sc", "dzh": "j", "dsch": "j", "cz": "c", "ch": "c",
    "chr": "kr", "chl": "kl", "sh": "s", "sz": "s", "zh": "z", "ts": "c", "tz": "c", "dz": "z",
    "kh": "h", "gh": "g", "ph": "f", "th": "t",
    "dh": "d", "bh": "b", "rh": "r", "ck": "k", "ks": "x", "qu": "kv", "q": "k", "w": "v", "oo": "u", "ou": "u",
    "ee": "i", "ij": "i", "y": "i", "ae": "e", "oe": "o", "ue": "u", "cc": "c",
}  # fmt: skip
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=lambda s: (-len(s), s))))
_DIPHTHONG = re.compile(r"ow(?=[^aeiouyw]|$)|ao$")
_DOUBLED, _once = re.compile(r"(.)\1+"), itemgetter(1)
_HARD_C = re.compile(r"c(?=[aouklrt]|$)")
_SKELETON = str.maketrans(
    {
        **dict.fromkeys("aeiouyh"),
        "b": "p",
        "v": "f",
        "d": "t",
        "g": "k",
        "q": "k",
        "z": "s",
        "c": "s",
        "j": "s",
    }
)
_LETTERS = re.compile(r"[^a-z0-9]+")
LONGEST = 48
"""A token is heard up to here; what is longer is no name."""


@lru_cache(maxsize=1 << 15)
def fine(latin: str) -> str:
    """The spelling-blind form of a lower-case Latin token."""
    latin = latin[:LONGEST] if latin.isalpha() and latin.isascii() else _LETTERS.sub("", latin[:LONGEST])
    if "ow" in latin:
        latin = _DIPHTHONG.sub("au", latin)
    return _DOUBLED.sub(_once, _SPELLING.sub(lambda m: _SPELLINGS[m[0]], latin))


def consonants(fine_form: str) -> str:
    """The consonant classes of a fine form; a name without consonants keeps its first letter."""
    classes = _DOUBLED.sub(_once, fine_form.replace("x", "ks").translate(_SKELETON))
    return classes or fine_form[:1]


skeleton = lru_cache(maxsize=1 << 15)(consonants)
"""The same of forms of single words, which are met again."""


@lru_cache(maxsize=1 << 12)
def spoken(token: str, *, foreign: bool = False) -> tuple[tuple[str, ...], ...]:
    """The words that a folded token is spoken as, each in its likely romanisations, the most usual first.

    One word for most; a name in Hangul or Thai letters without spaces is several. `foreign`: Han characters that are
    known to write a foreign name by its sound.
    """
    token = token[:LONGEST]
    found = _read_han(token, foreign) if is_han(token) or is_mixed(token) else _read(token)
    if len(found) == 1 and found[0].isalnum():
        return (found,)
    split = [reading.split() for reading in found]
    if is_han(token) and split and len(split[0]) == 1:
        split = [["".join(words)] for words in split]  # in Han characters no space says where words end
    count = len(split[0]) if split else 0
    return tuple(tuple(dict.fromkeys(each[i] for each in split if len(each) == count)) for i in range(count))


def _read_han(token: str, foreign: bool) -> tuple[str, ...]:
    """Han characters as Chinese writes sounds with them and as Japan reads them, the likelier first."""
    chinese = transcribed(token, foreign=foreign)
    japanese = tuple(each for each in japanese_readings(token) if " " not in each)  # for people, see sinitic/kun.py
    if is_mixed(token) or (japanese and is_japanese(token)):
        return *japanese[:3], *chinese[:2]
    return *chinese[:1], *japanese[:2], *chinese[1:]


def _read(token: str) -> tuple[str, ...]:
    if token.isascii() and has_vowels(token):
        return token, *undone(token)
    if not token.isascii():
        return readings(token)
    first, rest = token[:1], token[1:]
    return first + rest.translate(_HIGH), first + rest.translate(_MID), token, token.translate(_HIGH)


_HIGH = str.maketrans("wy", "ui")
_MID = str.maketrans("wy", "oe")
"""The vowels that w and y stand for in names copied from abjads letter by letter."""
_VOWELS = frozenset("aeiou")


def has_vowels(token: str) -> bool:
    """Whether a token is spelled with vowels: abjads aren't, nor is what was copied from them letter by letter.

    >>> has_vowels("brydh"), has_vowels("buraydah"), has_vowels("מינסק")
    (False, True, False)
    """
    if token.isascii():
        return len(token) < 3 or not token.isalpha() or sum(map(_VOWELS.__contains__, token)) * 5 > len(token)
    return not any(low <= token[0] <= high for low, high in _ABJADS)


_ABJADS = (("\u0590", "\u05ff"), ("\u0600", "\u06ff"), ("\u0700", "\u074f"), ("\ufb1d", "\ufefc"))
"""Abjads leave short vowels out, so that a missing vowel says nothing."""


def fine_forms(romanised: tuple[str, ...]) -> tuple[str, ...]:
    """The distinct fine forms of some romanisations of one word, the most usual first, at most six."""
    forms = _both(romanised[0]) if len(romanised) == 1 else [form for latin in romanised for form in _both(latin)]
    return tuple(dict.fromkeys(filter(None, forms)))[:6]


def _both(latin: str) -> tuple[str, ...]:
    """The fine form, and the one that reads c as k before a, o, u and consonants, as most of Europe does."""
    return (fine(latin), fine(_HARD_C.sub("k", latin))) if "c" in latin else (fine(latin),)


def is_han(token: str) -> bool:
    """Whether a token is written in Han characters."""
    return "\u3400" <= token[:1] <= "\u9fff" or "\U00020000" <= token[:1] <= "\U0003ffff"
