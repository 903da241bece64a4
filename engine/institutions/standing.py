"""Whether a short form may stand for a name, letter by letter: LNTU, umlub, starexuniversity.

Each word of the name gives its first letter, letters that `initials` knows of, more of its beginning, or nothing;
the cheapest way to spend all letters of the short form tells how believable it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from polyonym.engine.institutions.acronyms import FEWEST, Derived, derived
from polyonym.engine.institutions.concepts import read
from polyonym.engine.institutions.initials import LONGEST, Longer, Unit, unit, units
from polyonym.engine.institutions.letters import latin_of
from polyonym.engine.romanisation.readings import reading
from polyonym.engine.sinitic.readings import base_readings
from polyonym.engine.sinitic.syllable import is_han
from polyonym.engine.text.fold import fold

LEAST = 0.35
"""What is less believable stands for nothing."""
_LONGEST_SHORT, _MOST_UNITS = 32, 16
_BEST, _PER_COST = 0.9, 0.17
_SMALL, _BEGUN, _WHOLE, _CUT, _LATER = 0.3, 0.5, 0.25, 0.75, 1.2
_USUAL_BEGINNING, _LONG = 4, 5
_OWN_WHOLE = -1.5
_OTHER_LETTERS = 0.8
_OUTSIDE = {"kind": 0.8, "legal": 0.1, "rank": 1.2, "field": 2.5, "honorific": 0.3}
_INSIDE = {"kind": 1.5, "legal": 0.1, "rank": 1.5, "field": 3.5, "honorific": 0.5}
_OWN_OUTSIDE, _OWN_INSIDE = 1.3, 2.5
_Way = tuple[float, tuple[str, ...]]
"""What a way to spend letters costs, and the letters that each word gave, the unusual ones with their word."""


def acronym_of(short: str, name: str) -> Derived | None:
    """How a short form may stand for a name; None where it can't.

    >>> acronym_of("umlub", "Uniwersytet Medyczny w Lublinie").how
    'lub of lublinie'
    >>> acronym_of("LNTU", "Liaoning University") is None
    True
    """
    return _acronym_of(short[:_LONGEST_SHORT], name[:LONGEST])


@lru_cache(maxsize=1 << 14)
def _acronym_of(short: str, name: str) -> Derived | None:
    text = "".join(filter(str.isalnum, fold(short).text))
    if len(text) < FEWEST:
        return None
    found = [each for each in derived(name) if each.text == text]
    for row, share in _rows(fold(name).text, latin=text < "\u0370"):
        found += _spent(text, row, share)
    if text > "\u0370" and name < "\u0370":
        found += _in_latin(text, name)
    best = max(found, key=lambda each: each.strength, default=None)
    return best if best is not None and best.strength >= LEAST else None


def _in_latin(text: str, name: str) -> Iterator[Derived]:
    """A Cyrillic short form of a name in Latin letters."""
    for latin in latin_of(text):
        found = _acronym_of(latin, name) if latin.isascii() else None
        if found is not None:
            yield found._replace(strength=round(found.strength * _OTHER_LETTERS, 3))


def _rows(folded: str, *, latin: bool) -> Iterator[tuple[list[Unit], float]]:
    """The words that may give the letters: those of the name; without a person it is named after; in English."""
    row = units(folded)[:_MOST_UNITS]
    at = next((i for i, each in enumerate(row) if each.names), 0)
    plain = row[:at] if at else row
    if not latin:
        yield from ((each, 1.0) for each in ((row, plain) if at else (row,)))
        return
    yield [_romanised(each) for each in row], 1.0
    kind = next((i for i, each in enumerate(plain) if each.sort == "kind"), 0)
    if kind:  # University of Alfarahidi, where the name is Alfarahidi University
        moved = [plain[kind], unit("of"), *plain[:kind], *plain[kind + 1 :]]
        yield [_romanised(each) for each in moved], _OTHER_LETTERS
    if at or any(each.text > "\u0370" for each in plain):
        yield [_romanised(each) for each in plain], 1.0
        yield [_in_english(each) for each in plain], _OTHER_LETTERS
    if is_han(folded[:1]):
        yield [unit(each) for each in _pinyin_words(folded) if each], _OTHER_LETTERS


def _pinyin_words(folded: str) -> Iterator[str]:
    """The words of a Chinese name that are no concepts, in pinyin."""
    for text in read(folded).words:
        syllables = [base_readings(char).mandarin[:1] for char in text]
        yield "".join(each[0] for each in syllables if each)


@lru_cache(maxsize=1 << 14)
def _romanised(unit: Unit) -> Unit:
    if unit.text < "\u0370":
        return unit
    text = reading(unit.text) or unit.text
    longer = tuple(Longer(latin_of(each.letters)[0], each.share, each.why) for each in unit.longer)
    return unit._replace(text=text, first=text[0], longer=longer)


@lru_cache(maxsize=1 << 14)
def _in_english(unit: Unit) -> Unit:
    """A word as English begins it."""
    plain = _romanised(unit)
    return plain if plain.first == unit.english else plain._replace(text=unit.english or plain.first, longer=())


def _spent(text: str, row: list[Unit], share: float) -> Iterator[Derived]:
    """The cheapest way to spend the letters on the words, in the letters of the short form."""
    # how the letters up to each place are spent by the words so far
    ways: dict[int, _Way] = {0: (0.0, ())}
    for each in row:
        further: dict[int, _Way] = {}
        for at, (cost, how) in ways.items():
            _keep(further, at, (cost + _skipped(each, at in (0, len(text))), how))
            for size, paid, note in _given(each, text, at):
                _keep(further, at + size, (cost + paid, (*how, note) if note else how))
        ways = further
    if len(text) in ways:
        cost, how = ways[len(text)]
        strength = min(_BEST, _BEST - _PER_COST * cost) * share
        yield Derived(text, round(strength, 3), ", ".join(how) or "initials")


def _keep(ways: dict[int, _Way], at: int, way: _Way) -> None:
    if at not in ways or way[0] < ways[at][0]:
        ways[at] = way


def _skipped(unit: Unit, outside: bool) -> float:
    """What it costs to leave a word out, before the first letter or behind the last one, or between them."""
    if unit.small:
        return 0.0
    if unit.idle:
        return _OUTSIDE["legal"]
    costs, own = (_OUTSIDE, _OWN_OUTSIDE) if outside else (_INSIDE, _OWN_INSIDE)
    return costs.get(unit.sort, own) if unit.sort else own


def _given(unit: Unit, text: str, at: int) -> Iterator[tuple[int, float, str]]:
    """How many of the letters from a place on a word may give, what that costs, and what there is to say of it."""
    word = unit.text
    if not text.startswith(word[0], at):
        return
    yield 1, _SMALL if unit.small else 0.0, ""
    for longer in unit.longer:
        if text.startswith(longer.letters, at):
            yield len(longer.letters), 1 - longer.share, f"{word} {longer.why}"
    size = 1
    while size < len(word) and text.startswith(word[size], at + size):
        size += 1
        cost = _whole(unit) if size == len(word) else _BEGUN if size <= _USUAL_BEGINNING else _CUT
        yield size, cost, f"{word[:size]} of {word}" if size < len(word) else word
    if unit.sort is None and at + 1 < len(text) and text[at + 1] in word[2:]:
        yield 2, _LATER, f"{text[at : at + 2]} of {word}"


def _whole(unit: Unit) -> float:
    """A long word of its own says more than letters that are left out elsewhere."""
    return _OWN_WHOLE if unit.sort is None and len(unit.text) >= _LONG else _WHOLE
