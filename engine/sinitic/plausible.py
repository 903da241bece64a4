"""How likely a row of letters is in a foreign name: what tells 特 as t from 特 as te, and 拉 as la from ra.

The model counts letters after two others over the Latin names of tables/transcribed_names.txt and
tables/transcribed_places.txt, in a spelling that has one letter for one sound.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, lru_cache
from operator import itemgetter

from polyonym.engine.sinitic.tables import lines

NAMES = ("transcribed_names.txt", "transcribed_places.txt")
_SOUNDS = {
    "tsch": "c", "tch": "c", "sch": "s", "cz": "c", "ch": "c", "sh": "s", "sz": "s", "zh": "z", "ts": "c", "tz": "c",
    "dz": "z", "kh": "h", "gh": "g", "ph": "f", "th": "t", "ck": "k", "qu": "kv", "q": "k", "w": "v", "oo": "u",
    "ou": "u", "ee": "i", "y": "i", "ae": "e", "oe": "o", "ue": "u", "x": "ks",
    "ca": "ka", "co": "ko", "cu": "ku", "cl": "kl", "cr": "kr", "chr": "kr", "cc": "k",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=lambda piece: (-len(piece), piece))))
_DOUBLED, _once = re.compile(r"([a-z])\1+"), itemgetter(1)
_OTHER = re.compile(r"[^a-z|]+")
_SIGNS = 28


@lru_cache(maxsize=1 << 14)
def sounded(latin: str) -> str:
    """A lower-case Latin piece in the letters of the model, "|" kept where a word ends."""
    plain = _SOUND.sub(lambda found: _SOUNDS[found.group()], _OTHER.sub("", latin))
    return _DOUBLED.sub(_once, plain)


@cache
def _counts() -> tuple[Counter[str], Counter[str]]:
    """How often each row of one to three letters is met, and how often each row of up to two goes on."""
    rows: Counter[str] = Counter()
    begun: Counter[str] = Counter()
    for table in NAMES:
        for line in lines(table):
            word = f"|{sounded(line.split()[0].strip('|'))}|"
            for place in range(1, len(word)):
                for before in range(min(place, 2) + 1):
                    begun[word[place - before : place]] += 1
                    rows[word[place - before : place + 1]] += 1
    return rows, begun


@lru_cache(maxsize=1 << 16)
def cost(before: str, piece: str) -> float:
    """What the letters of a sounded piece cost after up to two others: the less usual, the more; "|" is a border."""
    total = 0.0
    for letter in piece:
        total -= math.log(_chance(before, letter))
        before = (before + letter)[-2:]
    return total


@lru_cache(maxsize=1 << 15)
def _chance(before: str, letter: str) -> float:
    """The share of `letter` among what follows `before`; rarer rows lean on shorter ones."""
    rows, begun = _counts()
    share = 1 / _SIGNS
    for size in range(len(before) + 1):
        start = before[len(before) - size :]
        share = (rows[start + letter] + 3 * share) / (begun[start] + 3)
    return share
