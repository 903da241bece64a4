"""Joined syllables taken apart: pinyin by its own rules, other systems over all known syllables."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from polyonym.engine.sinitic.cyrillic import cyrillic_syllables, plain
from polyonym.engine.sinitic.pivot import latin_letters, syllable_weight, syllable_weights
from polyonym.engine.sinitic.tables import pinyin_weights

LONGEST = 24
"""A token is taken apart up to here; what is longer is no name."""
MOST_JOINED = 4
"""So many syllables are written as one token at most: a compound surname and a given name."""
_RARE = 12
_VOWELS = frozenset("aeiou")
_LONGEST_SYLLABLE = 8
_MOST = 4


@cache
def pinyin_syllables() -> frozenset[str]:
    """Every toneless pinyin syllable that a name can have, ü as v and as u."""
    listed = pinyin_weights()
    return frozenset([*listed, *(each.replace("v", "u") for each in listed)])


def is_pinyin(syllable: str) -> bool:
    """Whether it is one pinyin syllable, with or without tone marks."""
    return latin_letters(syllable) in pinyin_syllables()


@lru_cache(maxsize=1 << 14)
def split_pinyin(token: str) -> tuple[tuple[str, ...], ...]:
    """Every likely way to read a token as pinyin syllables, the fewest syllables first, at most four.

    >>> split_pinyin("Xiaoping"), split_pinyin("xi'an")
    ((('xiao', 'ping'),), (('xi', 'an'),))
    """
    pieces = [latin_letters(piece) for piece in token[:LONGEST].replace("’", "'").split("'")]
    if not all(pieces):
        return ()
    ways: list[tuple[str, ...]] = [()]
    for piece in pieces:
        found = _ways(piece, _pinyin_costs())
        ways = [way + more for way in ways for more in found][:_MOST]
    usual = [way for way in ways if not _ambiguous(way, len(pieces))]
    return tuple(usual or ways)


def _ambiguous(way: tuple[str, ...], pieces: int) -> bool:
    """A syllable with a bare vowel at its start takes an apostrophe before it, so it isn't joined."""
    return len(way) > pieces and any(syllable[0] in "aeo" for syllable in way[1:])


@lru_cache(maxsize=1 << 14)
def split_syllables(token: str) -> tuple[tuple[str, ...], ...]:
    """Likely ways to read a Latin or Cyrillic token as syllables of any system, best first, at most four.

    A token that is one syllable comes back as such first; () where it can't be such a token.

    >>> split_syllables("cheukyan")[0], split_syllables("Yongnam")[0]
    (('cheuk', 'yan'), ('yong', 'nam'))
    """
    if latin := latin_letters(token[: LONGEST + 1]):
        if len(latin) > LONGEST:
            return ()
        return tuple(way for way in _ways(latin, _joined_costs()) if len(way) <= MOST_JOINED) or _alone(latin)
    cyrillic = plain(token[: LONGEST + 1].lower())
    found = _ways(cyrillic, _cyrillic_costs()) if len(cyrillic) <= LONGEST else ()
    return tuple(way for way in found if len(way) <= MOST_JOINED)


def _alone(latin: str) -> tuple[tuple[str, ...], ...]:
    return ((latin,),) if syllable_weight(latin) else ()


def _cost(weight: float) -> float:
    return 12.0 - math.log(weight + 1)


@cache
def _pinyin_costs() -> dict[str, float]:
    return dict.fromkeys(pinyin_syllables(), _cost(1.0))


@cache
def _cyrillic_costs() -> dict[str, float]:
    return dict.fromkeys(cyrillic_syllables(), _cost(9.0))


@cache
def _joined_costs() -> dict[str, float]:
    """Syllables inside a joined token: `ng`, `y` and the rare ones stand only alone."""
    return {
        syllable: _cost(weight)
        for syllable, weight in syllable_weights().items()
        if weight >= _RARE and (len(syllable) > 2 or _VOWELS.intersection(syllable))
    }


def _ways(letters: str, costs: dict[str, float]) -> tuple[tuple[str, ...], ...]:
    """The best ways to cover `letters` with syllables: fewer and weightier ones first."""
    best: dict[int, list[tuple[float, tuple[str, ...]]]] = {0: [(0.0, ())]}  # by the letters that are covered
    for start in range(len(letters)):
        if start in best:  # most tokens get no further than a few letters
            kept = sorted(best[start])[:_MOST]
            for end in range(start + 1, min(start + _LONGEST_SYLLABLE, len(letters)) + 1):
                if (cost := costs.get(letters[start:end])) is not None:
                    more = [(paid + cost, (*way, letters[start:end])) for paid, way in kept]
                    best.setdefault(end, []).extend(more)
    return tuple([way for _, way in sorted(best.get(len(letters), ()))[:_MOST]])


_RESPELLED = {"x": "sh", "q": "ch", "er": "r", "zh": "zh", "ch": "ch", "sh": "sh", "c": "ts", "ong": "ung"}
_RESPELLED_PIECE = re.compile("er(?![aeioun])|ong|zh|ch|sh|[xqc]")


def english_of_pinyin(pinyin: str) -> str:
    """Pinyin respelled as English would, so that its x, q and c are heard as they are spoken.

    >>> english_of_pinyin("shexiya"), english_of_pinyin("moqier")
    ('sheshiya', 'mochir')
    """
    return _RESPELLED_PIECE.sub(lambda found: _RESPELLED[found.group()], pinyin)
