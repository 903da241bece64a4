"""Whether a Latin name is how a name in kanji is read in Japan."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from polyonym.engine.sinitic.japanese import japanese_readings
from rapidfuzz.distance import Levenshtein

LEAST = 0.8
"""Readings less alike than this say nothing: many names of two syllables are near one another."""
_LEAST_WORD = 0.75
"""Brothers share a surname; their given names are often near."""
_WORTH = 0.97
_LONG = re.compile("(?<=o)[uo]h?|(?<=u)u|(?<=o)h(?![aeiouy])")


@lru_cache(maxsize=1 << 12)
def reading_similarity(kanji: str, latin: str) -> tuple[float, str]:
    """How well a Latin name fits a Japanese reading of `kanji`, 0..1, and that reading; in either order of its parts.

    >>> reading_similarity("菅直人", "Naoto Kan")
    (0.97, 'kan naoto')
    """
    words = _words(latin)
    if not 0 < len(words) <= 4:
        return 0.0, ""
    scored = [(_alike(reading.split(), words), reading) for reading in japanese_readings(kanji)]
    score, reading = max(scored, key=lambda row: row[0], default=(0.0, ""))
    return (round(_WORTH * score, 4), reading) if score >= LEAST else (0.0, "")


def _words(latin: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", latin[:64].lower())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return [_LONG.sub("", word) for word in re.findall("[a-z]+", letters.replace("-", ""))]


def _alike(ours: list[str], theirs: list[str]) -> float:
    if len(ours) == len(theirs) == 2:
        return max(_mean(ours, theirs), _mean(ours, theirs[::-1]))
    return Levenshtein.normalized_similarity("".join(ours), "".join(theirs))


def _mean(ours: list[str], theirs: list[str]) -> float:
    found = list(map(Levenshtein.normalized_similarity, ours, theirs))
    return sum(found) / len(found) if min(found) >= _LEAST_WORD else 0.0
