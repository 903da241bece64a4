"""Keys of names of Han origin: 孙伟, Sun Wei, Ton Vi and Сунь Вэй are filed under the same syllables of pinyin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from polyonym.engine.names.sound import is_han
from polyonym.engine.sinitic.korean import is_hangul
from polyonym.engine.sinitic.orders import orders
from polyonym.engine.sinitic.pivot import han_classes, latin_letters, surname_classes
from polyonym.engine.text.fold import key

_LONGEST = 48
_MOST_SYLLABLES = 4
_FILED = (2, 4)
_ASKED = (5, 32)
"""How many readings of a syllable are taken, and how many keys of one part as the surname they make at most:
fewer where an article is filed, since whoever asks can afford to guess."""


def han_keys(text: str, *, asked: bool = False) -> tuple[str, ...]:
    """The keys of a name that can be one of Han origin; none for others.  Their syllables are in no order.

    >>> set(han_keys("Sun Wei")) & set(han_keys("孙伟")) & set(han_keys("Сунь Вэй")) & set(han_keys("Wei Sun"))
    {'z:sun wei'}
    """
    parts = key(text[:_LONGEST]).replace(",", " ").split()
    if not 0 < len(parts) <= _MOST_SYLLABLES or not any(map(_may_be_surname, parts)):
        return ()
    syllables = _syllables(" ".join(parts if _is_sinitic(parts[0]) else sorted(parts)))
    if not 2 <= len(syllables) <= _MOST_SYLLABLES:
        return ()
    readings, most = _ASKED if asked else _FILED
    found = (each for place in _surnames(syllables, parts) for each in islice(_keys(syllables, place, readings), most))
    return tuple(dict.fromkeys(found))


def _is_sinitic(word: str) -> bool:
    """Whether a word is in Han characters or Hangul, which write the surname first."""
    return is_han(word) or is_hangul(word[:1])


def _syllables(text: str) -> tuple[str, ...]:
    """The fewest syllables that make up all letters of a name; none where it can't be cut so."""
    letters = sum(map(str.isalpha, text))
    whole = [each.syllables for each in orders(text) if sum(map(_letters, each.syllables)) == letters]
    return min(whole, key=len, default=())


def _letters(syllable: str) -> int:
    return sum(map(str.isalpha, syllable))


def _surnames(syllables: Sequence[str], parts: Sequence[str]) -> list[int]:
    """The places of the syllables that may be the surname: the first of Han characters, else words of their own."""
    if _is_sinitic(syllables[0]):
        return [0]
    words = frozenset(filter(_may_be_surname, parts))
    return [place for place, syllable in enumerate(syllables) if syllable in words]


def _may_be_surname(word: str) -> bool:
    """Whether a word may be the surname: of Latin letters if it is one, of others if it is one syllable."""
    if _is_sinitic(word):
        return True
    latin = latin_letters(word)
    return bool(surname_classes(latin)) if latin else bool(han_classes(word))


def _keys(syllables: Sequence[str], surname: int, readings: int) -> Iterator[str]:
    """The likeliest pinyin of all syllables together, the likelier first."""
    ranked = [_ranked(syllable, place == surname)[:readings] for place, syllable in enumerate(syllables)]
    for way in sorted(product(*(range(len(each)) for each in ranked)), key=sum):
        yield f"z:{' '.join(sorted(each[rank] for each, rank in zip(ranked, way, strict=True)))}"


def _ranked(syllable: str, is_surname: bool) -> list[str]:
    found = dict(han_classes(syllable))
    for pinyin, share in surname_classes(latin_letters(syllable)).items() if is_surname else ():
        found[pinyin] = max(share, found.get(pinyin, 0.0))
    return sorted(found, key=lambda pinyin: (-found[pinyin], pinyin))
