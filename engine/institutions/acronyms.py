"""Acronyms that a name of an institution is likely to have, each with how it arises and how usual that is.

The initials of its words; with the syllables of a Chinese place (Liaoning: LN), the parts of a compound, a
beginning of two or three letters; with or without small words; of its English translation, concept by concept;
of Cyrillic names in both alphabets.  A name of Han characters or Hangul is read as concepts (`translated`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import starmap
from operator import itemgetter
from typing import NamedTuple

from polyonym.engine.institutions.addresses import address_label
from polyonym.engine.institutions.initials import LONGEST, Unit, unit, units
from polyonym.engine.institutions.letters import latin_of
from polyonym.engine.institutions.translated import is_read, of_concepts
from polyonym.engine.institutions.varied import Way, initials, varied
from polyonym.engine.text.fold import fold

FEWEST, LONGEST_ACRONYM = 2, 12
MOST = 32
"""So many acronyms of one name are kept, the most usual ones."""
_MOST_KEYS, _MOST_SEGMENTS, _MOST_WORDS = 6, 4, 16
_WRITTEN, _CAPITALS = 0.95, 0.6
_PART = 0.8
_LATIN = (0.85, 0.6, 0.5)
_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]{0,80})[)）\]]")
_SEGMENTS = re.compile(r"\s*[:;,/|]\s+|\s+[-–—]\s+|\s*[：，；｜]\s*")
_AROUND = " \t\n()[]«»“”\"',.;:"
_IN_CAPITALS = re.compile(r"(?<!\w)[^\W\d_a-z]{2,}(?:[-&/][^\W\d_a-z]+)*(?!\w)")


class Derived(NamedTuple):
    """An acronym in folded letters, how usual it is to arise so (0..1), and how it arose."""

    text: str
    strength: float
    how: str


def derived(name: str, lang: str | None = None) -> tuple[Derived, ...]:
    """The likely acronyms of a name in any supported language, the most usual first.

    >>> [each.text for each in derived("Liaoning Technical University")][:2]
    ['ltu', 'lntu']
    """
    return _derived(name[:LONGEST], lang)


def acronym_keys(name: str) -> tuple[str, ...]:
    """The few acronyms under which a lexicon finds a name."""
    found = _ranked(name[:LONGEST], None)[:_MOST_KEYS]
    return tuple([text for text, strength, _ in found if len(text) > FEWEST or strength >= _PART])


def asked_keys(text: str) -> tuple[str, ...]:
    """The acronyms that a query is or has among its words, in both alphabets; what its address registered.

    >>> asked_keys("LZPU"), asked_keys("БГУИР"), asked_keys("BSU Makurdi"), asked_keys("x@umlub.pl")
    (('lzpu',), ('бгуир', 'bguir', 'bhuyr'), ('bsu',), ('umlub',))
    """
    label = address_label(text)
    plain = text[:LONGEST].strip(_AROUND)
    found = [_letters(label)] if label else [_letters(plain)] if _is_one(plain) else []
    if not label and not plain.isupper():
        found += (_letters(each[0]) for each in _IN_CAPITALS.finditer(plain) if each[0].isupper())
    latin = [way for each in found if each > "\u0370" for way in latin_of(each)]
    return tuple(each for each in dict.fromkeys((*found, *latin)) if len(each) >= FEWEST)[:_MOST_KEYS]


def _is_one(text: str) -> bool:
    """Whether a text is one word that is written as an acronym: LNTU, SPbGU, A&M."""
    if not FEWEST <= len(text) <= LONGEST_ACRONYM or not text[0].isalpha():
        return False
    return " " not in text and sum(map(str.isupper, text)) * 2 >= len(text) > 1


@lru_cache(maxsize=1 << 12)
def _derived(name: str, lang: str | None) -> tuple[Derived, ...]:
    return tuple(starmap(Derived, _ranked(name, lang)))


def _ranked(name: str, lang: str | None) -> list[Way]:
    """The acronyms that are neither too short nor too long, the most usual first."""
    best: dict[str, Way] = {}
    for each in _all(name, lang):
        text = each[0]
        if text not in best or best[text][1] < each[1]:
            best[text] = each
    kept = [each for each in best.values() if FEWEST <= len(each[0]) <= LONGEST_ACRONYM]
    kept.sort(key=itemgetter(1), reverse=True)
    return kept[:MOST]


def _all(name: str, lang: str | None) -> list[Way]:
    """Every acronym with its strength and how it arises, in no order."""
    plain = _BRACKETS.sub(" ", name)
    folded = fold(plain).text
    row = units(folded)
    found = [*_written(name, plain)]
    if is_read(folded, lang):
        found += of_concepts(folded, lang)
        found += initials(row, 1.0)
    else:
        found += _of_words(row)
    pieces = [each for each in _SEGMENTS.split(folded) if each]
    for piece in pieces[:_MOST_SEGMENTS] if len(pieces) > 1 else ():
        found += initials(units(piece), _PART)
    return found


def _written(name: str, plain: str) -> Iterator[Way]:
    """What the name has in capitals itself: in brackets, as a word among others, as its letters."""
    for found in _BRACKETS.finditer(name):
        inside = found[1].strip()
        if sum(map(str.isupper, inside)) > 1 and " " not in inside:
            yield _letters(inside), _WRITTEN, "written in brackets behind the name"
    if _is_one(plain.strip()):
        yield _letters(plain), _WRITTEN, "an acronym itself"
    if plain.isupper():
        return
    written = [found[0] for found in _IN_CAPITALS.finditer(plain) if found[0].isupper()]
    for each in written:
        yield _letters(each), _CAPITALS, "written in capitals in the name"
    if written:
        yield _with_whole(plain, frozenset(written)), _CAPITALS, "initials and the words in capitals"
    yield _letters("".join(filter(str.isupper, plain))), _CAPITALS, "the capitals of the name"


def _with_whole(plain: str, whole: frozenset[str]) -> str:
    """The initials of a name that has acronyms in it, which stay whole: IIT Gandhinagar gives IITG."""
    given = []
    for written in plain.split()[:_MOST_WORDS]:
        text = _letters(written)
        if written.strip(_AROUND) in whole:
            given.append(text)
        elif text and not unit(text).small:
            given.append(text[0])
    return "".join(given)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower() if text.isascii() else fold(text).text))


def _of_words(row: list[Unit]) -> list[Way]:
    """The acronyms that the words give; of Cyrillic ones in Latin letters, too."""
    found = varied(row)
    for text, strength, how in found if any(each.text > "\u0370" for each in row) else ():
        if text > "\u0370":
            latin = zip(latin_of(text), _LATIN, strict=False)
            found = [*found, *((each, strength * share, f"{how}, in Latin letters") for each, share in latin)]
    return found
