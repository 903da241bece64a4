"""Places inside the names of institutions: which words are one, and which, in any script and form.

A word is looked up as it stands, then by rule without its ending (`place_forms.py`); several words together
before one alone.  A reading leaves small words out, so the table has names without them, too ("Rio Janeiro");
who gives the concepts between the words as well is told of "North Carolina" and "United States".  Rows of
letters of scripts without spaces are searched from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from polyonym.engine.institutions.gazetteer import around, gazetteer, known, meant
from polyonym.engine.institutions.place_forms import part, stems_of_word, system
from polyonym.engine.institutions.words import bare

_MOST = 80
"""Words of a name that are looked at."""
_LONGEST = 80
"""Letters of a word that are looked at; no place has a longer one."""


class Place(NamedTuple):
    """Words `first` to `last` (included) name one of the places `ids`.

    `kind` is what the first of them is (country, region, city, area); `country` is empty where they lie in
    several; `weak` says that the word is a common word or a surname, too, or is a place by a bold rule only.
    """

    first: int
    last: int
    ids: tuple[str, ...]
    kind: str
    surface: str
    country: str
    weak: bool = False


def places(words: Sequence[str]) -> tuple[Place, ...]:
    """The places that the folded words of a name speak of, in order; the longest name wins.

    >>> [place.ids for place in places(["new", "york"])]
    [('place:new-york', 'place:new-york-state')]
    >>> places(["ляонинский"])[0].ids
    ('place:liaoning',)
    """
    words = words[:_MOST]
    found: list[Place] = []
    at = 0
    while at < len(words):
        size, here = _phrase(words, at) if len(words) - at > 1 else (1, ())
        found.extend(_placed(each, at, size) for each in here or single(words[at][:_LONGEST]))
        at += size
    return tuple(found)


def long_places(words: Sequence[str]) -> Iterator[Place]:
    """The places among folded words that have several words, the longest name first at each."""
    at = 0
    while at < len(words) - 1:
        size, found = _phrase(words, at)
        for each in found:
            yield _placed(each, at, size)
        at += size


def _placed(place: Place, at: int, size: int) -> Place:
    return Place(at, at + size - 1, *place[2:]) if at or size > 1 else place


def _phrase(words: Sequence[str], at: int) -> tuple[int, tuple[Place, ...]]:
    """How many words the longest name has that begins here, and what it names; one word and nothing if none."""
    longest = _longest(words[at])
    if not longest:
        return 1, ()
    for size in range(min(longest, len(words) - at), 1, -1):
        found = _several(tuple(word[:_LONGEST] for word in words[at : at + size]))
        if found:
            return size, found
    return 1, ()


@lru_cache(maxsize=1 << 16)
def _longest(word: str) -> int:
    """How many words the longest name has that begins with this one."""
    return gazetteer().firsts.get(_stem(word), 0)


@lru_cache(maxsize=1 << 14)
def _several(words: tuple[str, ...]) -> tuple[Place, ...]:
    phrases = gazetteer().phrases
    head, last = " ".join(map(_stem, words[:-1])), words[-1]
    for tail in (_stem(last), *stems_of_word(last)):
        value = phrases.get(f"{head} {tail}")
        if value is not None:
            return (_place(" ".join(words), value),)
    return ()


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    return part(word[:_LONGEST])


@lru_cache(maxsize=1 << 16)
def single(word: str) -> tuple[Place, ...]:
    """The places that one word names: several in a script without spaces, else one or none."""
    if not word:
        return ()
    if word[0] >= "\u0e00" and system(word[0]) == "":
        return tuple(_row(word))
    for form in (word, word.replace("'", ""), bare(word)):
        value = gazetteer().names.get(form)
        if value is not None:
            return (_place(word, value),) if value else ()
    return _inflected(bare(word).replace("'", ""), word)


def _inflected(plain: str, word: str) -> tuple[Place, ...]:
    """The place that a word is an inflected form or an adjective of; the longest stem is believed."""
    stems = gazetteer().stems
    for found in stems_of_word(plain) if plain else ():
        value = stems.get(found)
        if value is not None:
            bold = "a" <= plain[0] <= "z" and len(found) < _SURE and found != plain
            return (_place(word, value, weak=bold),)
    return ()


_SURE = 5
"""Letters that a Latin stem must have for a rule to be sure of itself."""


def _place(surface: str, value: str, *, weak: bool = False) -> Place:
    sure, those = meant(value)
    countries = {place.country for place in those}
    ids = tuple(place.id for place in those)
    return Place(0, 0, ids, those[0].kind, surface, _only(countries), weak or not sure)


def _only(countries: set[str]) -> str:
    return next(iter(countries)) if len(countries) == 1 else ""


def _row(text: str) -> Iterator[Place]:
    """The places in a row of letters, the longest name first at each; inside a row they are weak."""
    _, names, _, _, _, heads = gazetteer()
    at = edge = 0
    while at < len(text):
        for size in range(min(heads.get(text[at], 0), len(text) - at), 1, -1):
            value = names.get(text[at : at + size])
            if value and _parted(text, at) and _parted(text, at + size):
                outside = at == edge or at + size == len(text)
                yield _place(text[at : at + size], value, weak=not outside)
                edge = at + size
                break
        at = edge if edge > at else at + 1


def _parted(text: str, at: int) -> bool:
    """Whether a name may begin or end here: not within a word in katakana."""
    return not (0 < at < len(text) and "゠" <= text[at - 1] <= "ー" and "゠" < text[at] <= "ー")


def within(inner: str, outer: str) -> bool:
    """Whether one place is known to lie in another.

    >>> within("place:fushun", "place:liaoning"), within("place:fushun", "place:china")
    (True, True)
    """
    return outer in around(inner)


def same_place(ids_a: Sequence[str], ids_b: Sequence[str]) -> bool:
    """Whether two readings can be one place."""
    return not set(ids_a).isdisjoint(ids_b)


def other_place(ids_a: Sequence[str], ids_b: Sequence[str]) -> bool:
    """Whether two readings are surely different places: no place of one is, or lies in, one of the other."""
    if not ids_a or not ids_b or same_place(ids_a, ids_b):
        return False
    if not all(map(known, (*ids_a, *ids_b))):
        return False
    return not any(within(a, b) or within(b, a) for a, b in product(ids_a, ids_b))


__all__ = ["Place", "other_place", "places", "same_place", "single", "within"]
