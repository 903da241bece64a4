"""What Han characters, and the syllables that they are read as, stand for in transcribed names, by the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from polyonym.engine.sinitic.plausible import NAMES, sounded
from polyonym.engine.sinitic.readings import base_readings
from polyonym.engine.sinitic.tables import lines
from polyonym.engine.sinitic.variants import simplify


class Option(NamedTuple):
    """One value of a piece of a name: its spelling, that in the letters of `plausible`, and what it costs to take."""

    latin: str
    sounds: str
    paid: float


_LATER = 0.45
"""What a value costs more than the one before it in its row."""
_WHOLE = 1.0
"""What each character of a listed name or part of one saves."""
_PIECE = 0.2
"""What each of them costs, so that a whole name comes before two parts of it."""
_ALONE = 1.2
"""What a part of one character costs: 新 is new in few names."""
_MOST = 8
_Row = tuple[tuple[str, ...], Option]
_Table = dict[tuple[str, ...], tuple[Option, ...]]


def by_character(piece: tuple[str, ...], southern: bool) -> tuple[Option, ...]:
    """The values of one or more simplified characters; as Cantonese and Hokkien have it if `southern`."""
    return (_southern() if southern else _characters()).get(piece, ())


def by_syllable(piece: tuple[str, ...], southern: bool = False) -> tuple[Option, ...]:
    """The values of one or more toneless pinyin syllables: those of all characters that are read so."""
    return _syllables().get(piece, ())


@cache
def _characters() -> _Table:
    return _cheapest([*_listed(), *_sounds(0)])


@cache
def _southern() -> _Table:
    return _cheapest([*_listed(), *_sounds(1)])


@cache
def _syllables() -> _Table:
    return _cheapest((way, option) for piece, option in [*_listed(), *_sounds(0)] for way in _read(piece))


def _read(piece: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    readings = [base_readings(char).mandarin[: 2 if len(piece) < 3 else 1] for char in piece]
    return (tuple(syllable.replace("v", "u") for syllable in way) for way in product(*readings))


@cache
def _listed() -> tuple[_Row, ...]:
    """Whole names and parts of names."""
    return tuple(_names())


def _names() -> Iterator[_Row]:
    for table in NAMES:
        for line in lines(table):
            latin, *forms = line.split()
            for form in forms:
                paid = _PIECE - _WHOLE * len(form) if len(form) > 1 else _ALONE
                yield tuple(simplify(form)), Option(latin, sounded(latin), paid)


def _sounds(column: int) -> Iterator[_Row]:
    """The values of single characters, of mainland China and Taiwan (0) or further south (1)."""
    for line in lines("transcribed_sounds.txt"):
        char, values = line.split(" ", 1)
        columns = values.split(";")
        for rank, latin in enumerate(columns[min(column, len(columns) - 1)].split()):
            yield (simplify(char),), Option(latin, sounded(latin), _LATER * rank)


def _cheapest(found: Iterable[_Row]) -> _Table:
    """The cheapest few options of each piece, those that sound the same once."""
    best: dict[tuple[str, ...], dict[str, Option]] = defaultdict(dict)
    for piece, option in found:
        known = best[piece].get(option.sounds)
        if known is None or option.paid < known.paid:
            best[piece][option.sounds] = option
    return {
        piece: tuple(sorted(options.values(), key=lambda each: each.paid)[:_MOST]) for piece, options in best.items()
    }
