"""Keys of names of Han origin: 孙伟, Sun Wei, Ton Vi and Сунь Вэй are filed under the same syllables of pinyin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, product

from polyonym.engine.names.sound import is_han
from polyonym.engine.sinitic.cyrillic import plain
from polyonym.engine.sinitic.korean import is_hangul
from polyonym.engine.sinitic.orders import orders
from polyonym.engine.sinitic.pivot import han_classes, latin_letters, surname_classes
from polyonym.engine.sinitic.readings import surnames
from polyonym.engine.sinitic.romanised import palladius
from polyonym.engine.text.fold import key

_LONGEST = 48
_MOST_SYLLABLES = 4
_SHORTEST_SURNAME, _LONGEST_SURNAME = 4, 12
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
    if not 0 < len(parts) <= _MOST_SYLLABLES:
        return ()
    readings, most = _ASKED if asked else _FILED
    of_two = islice(_keys_of_two(parts, readings), most)
    return tuple(dict.fromkeys([*of_two, *_keys_of_one(parts, readings, most)]))


def _keys_of_one(parts: list[str], readings: int, most: int) -> Iterator[str]:
    """The keys of a name whose surname is one syllable, or any in Han characters."""
    if not any(map(_may_be_surname, parts)):
        return
    syllables = _syllables(" ".join(parts if _is_sinitic(parts[0]) else sorted(parts)))
    if 2 <= len(syllables) <= _MOST_SYLLABLES:
        for place in _surnames(syllables, parts):
            yield from islice(_keys(syllables, place, readings), most)


def _keys_of_two(parts: list[str], readings: int) -> Iterator[str]:
    """The keys of a name whose surname has two syllables, written as one word or as two: Situ, Au Yeung."""
    for count, first in ((1, 0), (1, len(parts) - 1), (2, 0), (2, len(parts) - 2)):
        others = [*parts[: max(first, 0)], *parts[first + count :]]
        for surname in compound_surname("".join(parts[first : first + count])) if first >= 0 and others else ():
            given = _syllables(" ".join(sorted(others)))
            if 0 < len(given) <= _MOST_SYLLABLES - len(surname):
                yield from _keys(given, -1, readings, surname)


@lru_cache(maxsize=1 << 12)
def compound_surname(word: str) -> tuple[tuple[str, ...], ...]:
    """The surnames of two characters that a word in letters may write, each as its two syllables of pinyin.

    >>> compound_surname("situ"), compound_surname("szeto"), compound_surname("сыту"), compound_surname("minsk")
    ((('si', 'tu'),), (('si', 'tu'),), (('si', 'tu'),), ())
    """
    return tuple(_compounds().get(latin_letters(word) or plain(word), ())) if len(word) <= _LONGEST_SURNAME else ()


@cache
def _compounds() -> dict[str, list[tuple[str, ...]]]:
    """The spellings of surnames of two characters, and the syllables of pinyin of those that are spelled so."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for written, surname in surnames().items():
        if len(written) == 2:
            whole = surname.pinyin.replace("v", "u")
            pinyin = _said(written, whole)
            listed = (surname.cantonese, surname.hokkien, surname.vietnamese, surname.korean)
            cyrillic = "".join(plain(palladius(each)) for each in pinyin)
            spelled = (whole, cyrillic, *(one for spellings in listed for one in spellings))
            for each in filter(_is_two, dict.fromkeys(spelled)):
                found.setdefault(each, []).append(pinyin)
    return found


def _is_two(spelling: str) -> bool:
    """Whether a spelling writes both syllables of a surname: Vietnam says Vạn for 万俟."""
    return len(spelling) >= _SHORTEST_SURNAME


def _said(written: str, pinyin: str) -> tuple[str, ...]:
    """The pinyin of two characters together, cut into that of each."""
    readings = list(product(*(han_classes(char) for char in written)))
    return next((each for each in readings if "".join(each) == pinyin), readings[0])


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


def _keys(syllables: Sequence[str], surname: int, readings: int, said: Sequence[str] = ()) -> Iterator[str]:
    """The likeliest pinyin of all syllables together, the likelier first; `said` are others, in pinyin."""
    ranked = [_ranked(syllable, place == surname)[:readings] for place, syllable in enumerate(syllables)]
    for way in sorted(product(*(range(len(each)) for each in ranked)), key=sum):
        yield f"z:{' '.join(sorted((*said, *(each[rank] for each, rank in zip(ranked, way, strict=True)))))}"


def _ranked(syllable: str, is_surname: bool) -> list[str]:
    found = dict(han_classes(syllable))
    for pinyin, share in surname_classes(latin_letters(syllable)).items() if is_surname else ():
        found[pinyin] = max(share, found.get(pinyin, 0.0))
    return sorted(found, key=lambda pinyin: (-found[pinyin], pinyin))
