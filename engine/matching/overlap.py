"""Which aliases share the rarest keys with a name and sound like it, for thousands of aliases at once.

First the keys: the lexicon's postings are added up, rare keys counting more, within a budget, so that a
common word costs no more than a rare one.  Then the sketches (how an alias sounds, as one line): those of the
best are compared natively, all in one call.

Apart from `candidates`, since NumPy takes 70 ms to load and most commands never ask for what is near.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.matching.sketch import run_together
from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio
from rapidfuzz.process import cdist

_FAMILY_WEIGHT = {
    "t": 1.0, "s": 0.7, "g": 0.45, "k": 0.3, "z": 0.8, "m": 0.4, "n": 1.2, "c": 1.0, "C": 0.8, "p": 0.9, "w": 0.15,
    "P": 0.7, "a": 1.0,
}  # fmt: skip
"""What a key says beside its rarity, by what it is (see `keys`)."""
_BUDGET = 20_000
"""Postings added up for one name: those of its rarest keys."""
_FAINT = 0.1
"""Aliases with less than this share of the best one's weight aren't looked at."""
_CONTAINED = 0.9
"""What it is worth that all words of one name are among those of the other."""
_READING = "z"
_Array = np.ndarray[Any, np.dtype[Any]]


class Near(NamedTuple):
    """An alias (by number) near a name: the weight of shared keys and the likeness of sound, both 0..1.

    `read` says that the two share readings of syllables, so that one may be the other's Han characters.
    """

    alias: int
    overlap: float
    sounds: float
    read: bool


class Overlap:
    """Adds up shared keys over one lexicon; keeps the arrays that every search needs."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._family = lexicon.family("sound")

    def near(
        self, wanted: Sequence[str], keys: Iterable[str], limit: int, *, most: int, shared: float, contained: bool
    ) -> list[Near]:
        """The aliases that share keys, those that sound most like `wanted` (ways to say it) first.

        Of the `limit` that share the weightiest keys, the `most` likely come back; `shared` is what the weight of
        shared keys counts beside likeness of sound.
        """
        runs, weights, reads = self._runs(keys)
        if not runs:
            return []
        found, scores = self._added(runs, weights)
        best = _best(scores, limit)
        aliases, overlaps = found[best], scores[best] / scores[best[0]]
        sounds = self._sounds(wanted, aliases.tolist(), contained=contained)
        order = np.argsort(-(shared * overlaps + sounds), kind="stable")[:most]
        read = _read(reads, aliases)
        columns = (aliases[order], overlaps[order], sounds[order], read[order])
        return [Near(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]

    def _added(self, runs: list[_Array], weights: list[float]) -> tuple[_Array, _Array]:
        """The aliases of all runs in rising order, and what the runs that each is in weigh together."""
        aliases, run = _sorted(runs)
        fresh = np.ones(len(aliases), bool)
        fresh[1:] = aliases[1:] != aliases[:-1]
        scores: _Array = np.bincount(np.cumsum(fresh) - 1, np.array(weights)[run])
        found = aliases[fresh]
        # what one shared key says of an alias: less, the more keys it has
        scores *= (1 / np.sqrt(np.maximum(self._family.counts(found), 1))).astype(np.float32)
        return found, scores

    def _runs(self, keys: Iterable[str]) -> tuple[list[_Array], list[float], list[_Array]]:
        """The aliases that have the rarest keys, with their weights; those of readings of syllables once more."""
        rows = sorted(self._family.rows(keys), key=lambda each: (each[0].size, each[0].key))
        spent = accumulate(row.size for row, _ in rows)
        few = sum(used <= _BUDGET and row.whole for (row, _), used in zip(rows, spent, strict=True))
        rows, total = rows[: max(few, 1)], self._lexicon.known_count
        runs: list[_Array] = list(self._family.read([row for row, _ in rows]))
        weights = [_FAMILY_WEIGHT[key[0]] * math.log(1 + total / row.size) ** 2 for row, key in rows]
        return runs, weights, [run for run, (_, key) in zip(runs, rows, strict=True) if key[0] == _READING]

    def _sounds(self, wanted: Sequence[str], aliases: Sequence[int], *, contained: bool) -> _Array:
        """How alike each alias sounds, 0..1: `sketch.sounds_alike` for all of them."""
        sketches = self._lexicon.sketches(aliases)
        runs = cdist(run_together(wanted), run_together(sketches), scorer=Indel.normalized_similarity)
        words = cdist(wanted, sketches, scorer=token_sort_ratio)
        found: _Array = np.maximum(runs.max(axis=0), words.max(axis=0) / 100)
        if contained:
            within = cdist(wanted, sketches, scorer=token_set_ratio)
            found = np.maximum(found, within.max(axis=0) / 100 * _CONTAINED)
        return found


def _sorted(runs: list[_Array]) -> tuple[_Array, _Array]:
    """The aliases of all runs in rising order, and beside each the run that it is of; runs of one alias in order."""
    run = np.repeat(np.arange(len(runs), dtype=np.uint64), list(map(len, runs)))
    both = np.concatenate(runs).astype(np.uint64) << np.uint64(32) | run
    both.sort(kind="stable")  # which merges the runs, each of which is sorted
    return (both >> np.uint64(32)).astype(np.int64), (both & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _read(reads: list[_Array], aliases: _Array) -> _Array:
    """Which aliases share half as many readings of syllables as the one that shares most."""
    if not reads:
        return np.zeros(len(aliases), dtype=bool)
    found, counts = np.unique(np.concatenate(reads), return_counts=True)
    place = np.minimum(np.searchsorted(found, aliases), len(found) - 1)
    return np.asarray(np.where(found[place] == aliases, counts[place], 0) * 2 >= counts.max())


def _best(scores: _Array, limit: int) -> _Array:
    """The places of the highest scores, the highest first."""
    top = np.flatnonzero(scores > _FAINT * scores.max())
    if len(top) > limit:
        top = top[np.argpartition(scores[top], -limit)[-limit:]]
    found: _Array = top[np.argsort(-scores[top], kind="stable")]
    return found
