"""Inflected forms and adjectives of places, by rule: ending off, and what is left must be the stem of a place.

`tables/place_endings.tsv` lists the endings by writing system: those that a name itself loses before others are
added ("Варшава", "Варшавский"), and those that words add to a stem.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from polyonym.engine.institutions.tables import rows
from polyonym.engine.text.stems import stem


class Endings(NamedTuple):
    """Of one writing system: endings of names, endings of words, each with the shortest stem before it."""

    own: dict[str, int]
    added: dict[str, int]
    longest: int


def system(char: str) -> str:
    """The writing system whose endings a word has that begins so; empty if there are none."""
    if char < "\u0370":
        return "Latn"
    if char < "\u0400":
        return "Grek"
    if char < "\u0530":
        return "Cyrl"
    if char < "\u0590":
        return "Armn"
    if "\u0600" <= char < "\u0780":
        return "Arab"
    return "Geor" if "\u10a0" <= char < "\u1100" else ""


def part(word: str) -> str:
    """A word of a name of several: its stem, or itself where a few Latin letters are a syllable (Lai Châu)."""
    return word if len(word) <= _SYLLABLE and word[:1] < "\u0370" else stem(word)


_SYLLABLE = 4


@cache
def endings(script: str) -> Endings:
    """The endings of a writing system, each part of a row combined with each of the next."""
    own: dict[str, int] = {}
    added: dict[str, int] = {}
    for script_of, role, least, *parts in rows("place_endings.tsv"):
        if script_of == script:
            target = own if role == "name" else added
            for combined in product(*(part.replace("0", "").split(",") for part in parts)):
                ending = "".join(combined)
                target[ending] = min(int(least), target.get(ending, 99))
    added.pop("", None)
    return Endings(own, added, max(map(len, added), default=0))


def stems_of_name(name: str) -> Iterator[str]:
    """The stems that endings are added to, of the name of a place, folded.

    >>> list(stems_of_name("варшава"))
    ['варшава', 'варшав']
    """
    yield name
    for ending, least in endings(system(name[0])).own.items():
        if name.endswith(ending) and len(name) - len(ending) >= least:
            yield name.removesuffix(ending)


def stems_of_word(word: str) -> Iterator[str]:
    """What is left of a folded word when an ending is taken off, the longest first; first the word itself.

    >>> list(stems_of_word("ляонинский"))
    ['ляонинский', 'ляонински', 'ляонинск', 'ляонин', 'ляон']
    """
    yield word
    if not word:
        return
    _, added, longest = endings(system(word[0]))
    for cut in range(len(word) - 1, max(len(word) - longest, 2) - 1, -1):
        least = added.get(word[cut:])
        if least is not None and cut >= least:
            yield word[:cut]
