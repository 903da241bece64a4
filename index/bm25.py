"""BM25 as Tantivy computes it (Robertson and Zaragoza 2009, with Lucene's never negative idf)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many keys a field has: of each article (0 if not listed), and on average."""

    of: Mapping[int, int]
    average: float


def rounded(length: int) -> int:
    """A length as Tantivy keeps it in one byte: exact below 40, then to 4 significant bits.

    Same as Lucene's SmallFloat.intToByte4 and back.
    """
    rest = length - 24
    if rest < 16:
        return length
    shift = rest.bit_length() - 4
    return 24 + (rest >> shift << shift)


def scores(frequencies: Mapping[int, int], lengths: Lengths, *, articles: int) -> dict[int, float]:
    """Score of each article for one term, from its frequency there.

    `articles` is the number of all articles; `frequencies` lists those that contain the term.
    """
    found = len(frequencies)
    weight = math.log(1 + (articles - found + 0.5) / (found + 0.5)) * (1 + K1)
    result = {}
    for article, frequency in frequencies.items():
        length = rounded(lengths.of.get(article, 0))
        norm = K1 * (1 - B + B * length / lengths.average)
        result[article] = weight * frequency / (frequency + norm)
    return result
