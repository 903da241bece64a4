"""A written name as rows of syllables, surname first: the likely ways to read it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice, product
from operator import itemgetter
from typing import NamedTuple

from polyonym.engine.sinitic.hangul import split_transcription
from polyonym.engine.sinitic.korean import is_hangul
from polyonym.engine.sinitic.pinyin import split_syllables
from polyonym.engine.sinitic.pivot import latin_letters
from polyonym.engine.sinitic.syllable import is_han

_ASPIRATE, _unmarked = re.compile("((?:^|[-‐‑])(?:p|t|k|ch|ts|tz))['’`ʼ]", re.IGNORECASE), itemgetter(1)
"""Wade–Giles's mark of aspiration, which is no border between syllables."""
LONGEST_NAME = 80
MOST_SYLLABLES = 6
MOST_ORDERS = 8
_GROUP = re.compile(r"[^\W\d_]+(?:[-‐‑'’`ʼ][^\W\d_]+)*", re.UNICODE)
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
"""What stands beside kana isn't read as Chinese."""
_JOINT = re.compile(r"[-‐‑'’`ʼ]")


class Order(NamedTuple):
    """One way to read a name: its syllables, the surname's first, and what that way costs, 0..1."""

    syllables: tuple[str, ...]
    cost: float


@lru_cache(maxsize=1 << 15)
def orders(name: str) -> tuple[Order, ...]:
    """Likely readings of a name as syllables, the likeliest first; none for what can't be such a name.

    >>> [each.syllables for each in orders("Albert HO Chun-yan")][:1]
    [('ho', 'chun', 'yan')]
    """
    name = name[:LONGEST_NAME]
    han = tuple(char for char in name if is_han(char))
    if han:
        return (Order(han, 0.0),) if len(han) <= MOST_SYLLABLES and not _KANA.search(name) else ()
    if any(is_hangul(char) for char in name):
        return _hangul_orders(name)
    return _spelled_orders(name)


def _hangul_orders(name: str) -> tuple[Order, ...]:
    words = ["".join(filter(is_hangul, word)) for word in name.split()]
    whole = "".join(words)
    found = [Order(tuple(whole), 0.0)]
    if len(words) == 2 and len(words[1]) == 1:
        found.append(Order((words[1], *words[0]), 0.05))
    mandarin = split_transcription(whole)
    found += [Order(way, 0.05) for way in mandarin]
    return tuple(each for each in found if len(each.syllables) <= MOST_SYLLABLES)


def _spelled_orders(name: str) -> tuple[Order, ...]:
    before, comma, _ = name.partition(",")
    words = _GROUP.findall(name)[:MOST_SYLLABLES]
    read = [(word, _ways(word)) for word in words]
    groups = [(word, ways or _unknown(word)) for word, ways in read if ways or _is_syllable_shaped(word, read)]
    if not groups:
        return ()
    lost = 0.04 * (len(read) - len(groups))
    found: dict[tuple[str, ...], float] = {}
    for arranged, cost in _arranged(groups, comma and len(_GROUP.findall(before)) == 1):
        for way in islice(product(*(ways for _, ways in arranged)), 4):
            syllables = tuple(chain.from_iterable(way))
            if 0 < len(syllables) <= MOST_SYLLABLES and syllables not in found:
                found[syllables] = round(cost + lost, 3)
    ranked = sorted(found.items(), key=lambda item: item[1])[:MOST_ORDERS]
    return tuple(Order(syllables, cost) for syllables, cost in ranked)


_SHAPE = re.compile("[bcdfghjklmnpqrstvwxyz]{0,3}[aeiouy]{1,3}(?:n|ng|m|p|t|k|h|l|r|ck|b|g)?")


def _is_syllable_shaped(word: str, read: list[tuple[str, tuple[tuple[str, ...], ...]]]) -> bool:
    """Whether an unknown word may be a syllable of its own: one vowel group, after a known first word."""
    return len(read) > 2 and bool(read[0][1]) and bool(_SHAPE.fullmatch(latin_letters(word)))


def _unknown(word: str) -> tuple[tuple[str, ...], ...]:
    return ((latin_letters(word),),)


_Groups = list[tuple[str, tuple[tuple[str, ...], ...]]]


def _arranged(groups: _Groups, surname_known: object) -> list[tuple[_Groups, float]]:
    """The groups with the surname first, in the likely ways, each with its cost."""
    shouted = [i for i, (word, _) in enumerate(groups) if word.isupper() and len(word) > 1]
    if shouted and len(shouted) < len(groups):
        first = shouted[0]
        before, after = groups[:first], groups[first:]
        if not before or len(after) == 1:
            return [(after + before, 0.0), (groups, 0.05)]
        return [(after, 0.02), (after + before, 0.05), (groups, 0.08)]
    found = [(groups, 0.0)]
    if len(groups) > 1 and not surname_known:
        found.append((groups[-1:] + groups[:-1], 0.03))
    if len(groups) > 2 and not surname_known:
        found += [(groups[1:], 0.06), (groups[:-1], 0.06)]
    return found


@lru_cache(maxsize=1 << 15)
def _ways(word: str) -> tuple[tuple[str, ...], ...]:
    """The two best ways to read a word, hyphens kept as borders; () for what isn't such a word."""
    if word.isascii() and word.isalpha():
        return split_syllables(word)[:2]
    texts = _JOINT.split(_ASPIRATE.sub(_unmarked, word))
    pieces = [split_syllables(piece) for piece in texts]
    if len(pieces) == 1:
        return pieces[0][:2]
    if not any(pieces):
        return split_syllables(_JOINT.sub("", word))[:2]
    # A piece that no table knows may still be a syllable: Ma Ying-jeou.
    both = zip(texts, pieces, strict=True)
    return (tuple(each for text, ways in both for each in (ways[0] if ways else (latin_letters(text) or text,))),)
