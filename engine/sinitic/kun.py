"""Whether a Latin name is how a name in kanji is read in Japan."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from polyonym.engine.romanisation.readings import reading
from polyonym.engine.sinitic.japanese import japanese_readings
from rapidfuzz.distance import Levenshtein

LEAST = 0.8
"""Readings less alike than this say nothing: many names of two syllables are near one another."""
_LEAST_WORD = 0.75
"""Brothers share a surname; their given names are often near."""
_WORTH = 0.97
_LONG = re.compile("(?<=o)[uo]h?|(?<=u)u|(?<=o)h(?![aeiouy])")


@lru_cache(maxsize=1 << 12)
def reading_similarity(kanji: str, name: str) -> tuple[float, str]:
    """How well a Latin or Cyrillic name fits a Japanese reading of `kanji`, 0..1, and that reading.

    Its parts may stand in either order.

    >>> reading_similarity("菅直人", "Naoto Kan")
    (0.97, 'kan naoto')
    """
    words = _words(name)
    if not 0 < len(words) <= 4:
        return 0.0, ""
    scored = [(_alike(list(map(_spelled, read.split())), words), read) for read in japanese_readings(kanji)]
    score, read = max(scored, key=lambda row: row[0], default=(0.0, ""))
    return (round(_WORTH * score, 4), read) if score >= LEAST else (0.0, "")


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name[:64].lower())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    latin = letters if letters.isascii() else reading(letters, "ru")  # Polivanov's Cyrillic: Синдзо
    return [_spelled(word) for word in re.findall("[a-z]+", re.sub("['’-]", "", latin))]


_PIECES = (
    ("tsu", "tu"), ("shi", "si"), ("sh", "sy"), ("chi", "ti"), ("ch", "ty"), ("dz", "z"), ("ji", "zi"), ("j", "zy"),
    ("fu", "hu"), ("mb", "nb"), ("mp", "np"), ("syy", "sy"), ("tyy", "ty"), ("zyy", "zy"),
)  # fmt: skip
"""Hepburn and what Cyrillic gives, spelled as in Kunrei, where each syllable has one spelling (ISO 3602)."""


def _spelled(word: str) -> str:
    for hepburn, kunrei in _PIECES:
        word = word.replace(hepburn, kunrei)
    return _LONG.sub("", word)


def _alike(ours: list[str], theirs: list[str]) -> float:
    if len(ours) == len(theirs) == 2:
        return max(_mean(ours, theirs), _mean(ours, theirs[::-1]))
    return Levenshtein.normalized_similarity("".join(ours), "".join(theirs))


def _mean(ours: list[str], theirs: list[str]) -> float:
    found = list(map(Levenshtein.normalized_similarity, ours, theirs))
    return sum(found) / len(found) if min(found) >= _LEAST_WORD else 0.0
