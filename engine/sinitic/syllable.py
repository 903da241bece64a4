"""One syllable against another, whatever script and system each is in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from polyonym.engine.sinitic.cyrillic import cyrillic_readings, plain
from polyonym.engine.sinitic.korean import hangul_latin, is_hangul
from polyonym.engine.sinitic.pinyin import pinyin_syllables
from polyonym.engine.sinitic.pivot import latin_letters, odds_of_one_character
from polyonym.engine.sinitic.readings import SYSTEMS, every_reading
from polyonym.engine.sinitic.variants import simplify
from rapidfuzz.distance import Levenshtein

ANY = (1 << len(SYSTEMS)) - 1
_BIT = {system: 1 << place for place, system in enumerate(SYSTEMS)}
_PINYIN, _KOREAN = _BIT["pinyin"], _BIT["korean"]


class Likeness(NamedTuple):
    """How alike two syllables are, 0..1; in which systems (bits over `SYSTEMS`); the spelling they share."""

    score: float
    systems: int
    spelling: str


NOTHING = Likeness(0.0, ANY, "")


def is_han(char: str) -> bool:
    """Whether it is an ideograph of the common blocks."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


@lru_cache(maxsize=1 << 14)
def spellings(syllable: str, *, surname: bool = False) -> Mapping[str, tuple[float, int]]:
    """Latin spellings of a syllable of any script → how usual, and the bits of their systems."""
    found: dict[str, tuple[float, int]] = {}
    if is_han(syllable[:1]):
        for reading in every_reading(syllable, surname=surname):
            known, bits = found.get(reading.spelling, (0.0, 0))
            found[reading.spelling] = (max(known, reading.weight), bits | _BIT[reading.system])
    elif is_hangul(syllable[:1]):
        found = {text: (max(0.5, 1 - 0.04 * rank), _KOREAN) for rank, text in enumerate(hangul_latin(syllable))}
    elif latin := latin_letters(syllable):
        found = {latin: (1.0, ANY)}
    else:
        pinyin, korean = cyrillic_readings(plain(syllable.lower()))
        found = {text: (0.9 - 0.03 * rank, _KOREAN) for rank, text in enumerate(korean)}
        found.update((text, (1.0, _PINYIN)) for text in pinyin)
    return MappingProxyType(found)


@lru_cache(maxsize=1 << 17)
def likeness(left: str, right: str, *, surname: bool = False) -> Likeness:
    """Compare two syllables; as surnames, their characters' readings as surnames weigh more."""
    if left == right:
        return Likeness(1.0, ANY, left)
    han_left, han_right = is_han(left[:1]), is_han(right[:1])
    if han_left and han_right:
        return Likeness(1.0, ANY, left) if simplify(left) == simplify(right) else NOTHING
    shared = _shared(spellings(left, surname=surname), spellings(right, surname=surname))
    if shared.score >= 0.9:
        return shared
    others = [shared, _fuzzy(left, right, surname)]
    if not (han_left or han_right):
        others.append(_pivoted(left, right, surname))
    return max(others)


def _shared(left: Mapping[str, tuple[float, int]], right: Mapping[str, tuple[float, int]]) -> Likeness:
    if len(left) > len(right):
        left, right = right, left
    best = NOTHING
    for text, (weight, bits) in left.items():
        if text in right:
            other, more = right[text]
            score = 0.6 + 0.4 * weight * other
            if score > best.score:
                best = Likeness(score, bits & more, text)
    return best


def _pivoted(left: str, right: str, surname: bool) -> Likeness:
    odds = odds_of_one_character(left, right, surname=surname)
    if odds <= 1:
        return Likeness(0.3 * odds, ANY, "")
    return Likeness(round(min(0.3 + 0.14 * math.log2(odds), 0.9), 3), ANY, "")


_COARSE = {
    "tch": "c", "tsch": "c", "tj": "c", "ch": "c", "ts": "c", "tz": "c", "zh": "c", "z": "c", "j": "c",
    "q": "c",
    "hs": "s", "sh": "s", "sz": "s", "x": "s", "ck": "k", "kh": "k", "gh": "k", "g": "k", "ph": "p", "b": "p",
    "th": "t", "d": "t", "oo": "u", "ou": "u", "ee": "i", "ie": "i", "ea": "i", "y": "i", "eo": "o",
    "eu": "u",
    "ur": "o", "uh": "o", "er": "o", "r": "l", "ll": "l", "v": "w", "ng": "N", "ah": "a", "oh": "o",
    "eh": "e",
    "ae": "e", "ai": "e", "ay": "e", "ei": "e", "ui": "i",
}  # fmt: skip
_ANY_VOWEL = str.maketrans(dict.fromkeys("eiou", "a"))
_DOUBLED = re.compile(r"(.)\1+|(?<=[aeiou])h(?![aeiou])")
_PIECE = re.compile("|".join(sorted(_COARSE, key=lambda piece: (-len(piece), piece))))


@lru_cache(maxsize=1 << 14)
def coarse(latin: str) -> str:
    """A Latin syllable as a stranger hears it: voice, aspiration and vowel length left out."""
    return _DOUBLED.sub(r"\1", _PIECE.sub(lambda match: _COARSE[match.group()], latin))


class _Heard(NamedTuple):
    """One spelling of a syllable and how a stranger hears it."""

    spelling: str
    coarse: str
    frame: str
    usual: float
    systems: int
    is_pinyin: bool


@lru_cache(maxsize=1 << 14)
def _heard(syllable: str, surname: bool) -> tuple[_Heard, ...]:
    """The spellings of a syllable, the most usual first."""
    rows = sorted(spellings(syllable, surname=surname).items(), key=lambda row: -row[1][0])
    heard = ((text, coarse(text), usual, bits) for text, (usual, bits) in rows)
    pinyin = pinyin_syllables()
    return tuple(_Heard(t, c, c.translate(_ANY_VOWEL), usual, bits, t in pinyin) for t, c, usual, bits in heard)


def _fuzzy(left: str, right: str, surname: bool) -> Likeness:
    best, systems, spelling = 0.0, ANY, ""
    for ours in _heard(left, surname):
        for theirs in _heard(right, surname):
            worth = ours.usual * theirs.usual * (0.5 if ours.is_pinyin and theirs.is_pinyin else 0.8)
            if worth > best and _may_be_alike(ours.coarse, theirs.coarse):  # two pinyin syllables are two names
                alike = _letters(ours, theirs) * worth
                if alike > best:
                    best, systems, spelling = alike, ours.systems & theirs.systems or ANY, theirs.spelling
    return Likeness(round(best, 3), systems, spelling)


def _may_be_alike(left: str, right: str) -> bool:
    """Whether two syllables begin or end alike: cheap, and true of nearly all that are heard as one."""
    return left[:1] == right[:1] or left[-1:] == right[-1:]


def _letters(left: _Heard, right: _Heard) -> float:
    raw = Levenshtein.normalized_similarity(left.spelling, right.spelling)
    heard = Levenshtein.normalized_similarity(left.coarse, right.coarse)
    alike = 0.6 * heard + 0.2 * raw + 0.2 * (left.frame == right.frame)
    return max(0.0, (alike - 0.4) / 0.6)
