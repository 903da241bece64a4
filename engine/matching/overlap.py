"""Which aliases share the rarest keys with a name, by adding up over the lexicon's postings at once.

Apart from `candidates`, since NumPy takes 70 ms to load and most commands never ask for what is near.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from polyonym.aliases.lexicon.lexicon import Lexicon

_FAMILY_WEIGHT = {"t": 1.0, "s": 0.7, "g": 0.45, "k": 0.3, "z": 0.8, "h": 0.25, "m": 0.4}
"""What a key says beside its rarity, by what it is (see `keys`)."""
_COMMON = 0.08
"""Keys that more than this share of all aliases have are left out while rarer ones are at hand."""
_Array = np.ndarray[Any, np.dtype[Any]]


class Overlap:
    """Adds up shared keys over one lexicon; keeps the arrays that every search needs."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._family = lexicon.family("sound")
        self._total = lexicon.alias_count

    @cached_property
    def _postings(self) -> _Array:
        return np.asarray(self._family.postings)

    @cached_property
    def _sizes(self) -> _Array:
        """Square root of the number of keys of each alias: what overlaps are divided by."""
        counts = np.bincount(self._postings, minlength=self._total)
        return np.sqrt(np.maximum(counts, 1)).astype(np.float32)

    def best(self, keys: Iterable[str], limit: int) -> list[tuple[int, float]]:
        """The aliases with the most weight of shared keys, and that weight as a share of the best one's."""
        runs, weights = self._runs(keys)
        if not runs:
            return []
        lengths = [len(run) for run in runs]
        scores = np.bincount(np.concatenate(runs), np.repeat(weights, lengths), minlength=self._total) / self._sizes
        return _best(scores, limit)

    def _runs(self, keys: Iterable[str]) -> tuple[list[_Array], list[float]]:
        family, rows = self._family, []
        for each in keys:
            number = family.trie.get(each)
            if number is not None:
                start, end = family.starts[number], family.starts[number + 1]
                weight = _FAMILY_WEIGHT[each[0]] * math.log(1 + self._total / (end - start)) ** 2
                rows.append((end - start, weight, start, end))
        rare = [row for row in rows if row[0] <= 50 + self._total * _COMMON] or rows
        return [self._postings[start:end] for _, _, start, end in rare], [weight for _, weight, _, _ in rare]


def _best(scores: _Array, limit: int) -> list[tuple[int, float]]:
    top = np.argpartition(scores, -limit)[-limit:] if len(scores) > limit else np.arange(len(scores))
    top = top[scores[top] > 0]
    ordered = top[np.argsort(-scores[top], kind="stable")]
    best = float(scores[ordered[0]]) if len(ordered) else 1.0
    return [(int(alias), float(scores[alias]) / best) for alias in ordered]
