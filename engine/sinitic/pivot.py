"""From a syllable in any system to the pinyin syllables that it can stand for."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from polyonym.engine.sinitic.cyrillic import cyrillic_readings, plain
from polyonym.engine.sinitic.korean import hangul_latin
from polyonym.engine.sinitic.readings import base_readings, surnames
from polyonym.engine.sinitic.romanised import wade
from polyonym.engine.sinitic.tables import lines, pinyin_weights
from polyonym.engine.sinitic.variants import simplify

_NOTHING: Mapping[str, float] = MappingProxyType({})
_APART = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "ß": "ss"})


@cache
def _pivot() -> dict[str, str]:
    return dict(line.split(" ", 1) for line in lines("pivot.txt"))


@lru_cache(maxsize=1 << 15)
def latin_letters(syllable: str) -> str:
    """Lower-case ASCII letters of a Latin syllable, marks left out; "" where another script is in it.

    >>> latin_letters("Tôn"), latin_letters("Kyŏng-hŭi"), latin_letters("lǚ")
    ('ton', 'kyonghui', 'lu')
    """
    if syllable.isascii() and syllable.isalpha():
        return syllable.lower()
    text = unicodedata.normalize("NFD", syllable.lower().translate(_APART))
    letters = "".join(char for char in text if char.isalpha())
    return letters if letters.isascii() else ""


@cache
def syllable_weights() -> dict[str, int]:
    """How usual each lower-case Latin syllable is among names of all systems."""
    return {latin: int(entry.partition(" ")[0]) for latin, entry in _pivot().items()}


def syllable_weight(latin: str) -> int:
    """How usual a lower-case Latin syllable is among names of all systems; 0 where it is none."""
    return syllable_weights().get(latin, 0)


@lru_cache(maxsize=1 << 14)
def han_classes(syllable: str) -> Mapping[str, float]:
    """Toneless pinyin syllables (ü as u) that one syllable can stand for, with weights that sum to 1 at most.

    The syllable is Latin in any system, with or without marks, hangul, Cyrillic after Palladius or
    Kontsevich, or a Han character; what is none of these gives an empty mapping.

    >>> max(han_classes("Tôn"), key=han_classes("Tôn").get)
    'sun'
    """
    if len(syllable) > 24:
        return _NOTHING
    if latin := latin_letters(syllable):
        return MappingProxyType(_classes(latin))
    if len(syllable) == 1 and (char := simplify(syllable)):
        own = [surnames()[char].pinyin] if char in surnames() else []
        found = dict.fromkeys(each.replace("v", "u") for each in (*own, *base_readings(char).mandarin))
        if found:
            return MappingProxyType(
                {each: round(0.6 / (2**i), 3) if len(found) > 1 else 1.0 for i, each in enumerate(found)}
            )
    pinyin, korean = cyrillic_readings(plain(syllable.lower()))
    if pinyin:
        return MappingProxyType(dict.fromkeys(pinyin, 1.0 / len(pinyin)))
    return MappingProxyType(_joined((hangul_latin(syllable) or korean)[:4]))


@cache
def _surname_classes() -> dict[str, dict[str, float]]:
    """Latin spelling → pinyin of the surnames that are written so, by their bearers; they sum to 1."""
    found: dict[str, dict[str, float]] = {}
    for surname in surnames().values():
        own = surname.pinyin.replace("v", "u")
        listed = (surname.cantonese, surname.hokkien, surname.vietnamese, surname.korean, wade(surname.pinyin)[:1])
        for spelling in {own, *(text for spellings in listed for text in spellings)}:
            classes = found.setdefault(spelling, {})
            classes[own] = classes.get(own, 0.0) + surname.weight
    return {text: {own: part / sum(each.values()) for own, part in each.items()} for text, each in found.items()}


def surname_classes(latin: str) -> Mapping[str, float]:
    """As `han_classes` for a lower-case Latin syllable that stands in a surname's place; often empty."""
    return _surname_classes().get(latin, _NOTHING)


@cache
def _shares() -> tuple[dict[str, float], dict[str, float]]:
    given: dict[str, float] = {}
    for syllable, weight in pinyin_weights().items():
        given[syllable.replace("v", "u")] = given.get(syllable.replace("v", "u"), 0.0) + weight
    family: dict[str, float] = {}
    for surname in surnames().values():
        own = surname.pinyin.replace("v", "u")
        family[own] = family.get(own, 0.0) + surname.weight
    return _shared_out(given), _shared_out(family)


def _shared_out(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def odds_of_one_character(left: str, right: str, *, surname: bool = False) -> float:
    """How many times likelier two syllables are together if one character stands behind both; 0 where none can."""
    ours, theirs = ((surname and surname_classes(each)) or han_classes(each) for each in (left, right))
    common = _shares()[surname]
    return sum(share * theirs[name] / common.get(name, 0.001) for name, share in ours.items() if name in theirs)


def _classes(latin: str) -> dict[str, float]:
    entry = _pivot().get(latin)
    if entry is None:
        return {}
    _, *parts = entry.split()
    return {name: int(share) / 100 for name, share in zip(parts[::2], parts[1::2], strict=True)}


def _joined(spellings: tuple[str, ...]) -> dict[str, float]:
    total: dict[str, float] = {}
    for spelling in spellings:
        for name, share in _classes(spelling).items():
            total[name] = total.get(name, 0.0) + share / len(spellings)
    return dict(sorted(total.items(), key=lambda item: -item[1])[:8])
