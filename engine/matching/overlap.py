"""Which aliases share the rarest keys with a name and sound like it, for thousands of aliases at once.

First the keys: the lexicon's postings are added up, rare keys counting more, within a budget, so that a
common word costs no more than a rare one.  Then the sketches (how an alias sounds, as one line): those of the
best are compared natively, all in one call.

Apart from `candidates`, since NumPy takes 70 ms to load and most commands never ask for what is near.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
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
        self._total = lexicon.alias_count

    @cached_property
    def _postings(self) -> _Array:
        return np.asarray(self._family.postings)

    @cached_property
    def _per_key(self) -> _Array:
        """What one shared key says of each alias: less, the more keys it has."""
        counts = np.bincount(self._postings, minlength=self._total)
        return (1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32)

    @cached_property
    def _names(self) -> _Array:
        return np.bincount(np.asarray(self._lexicon.owner))

    def names(self, entity: int) -> int:
        """How many names an entity (by number) has."""
        return int(self._names[entity])

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
        scores = self._added(runs, weights)
        aliases = _best(scores, limit)
        overlaps = scores[aliases] / scores[aliases[0]]
        sounds = self._sounds(wanted, aliases.tolist(), contained=contained)
        order = np.argsort(-(shared * overlaps + sounds), kind="stable")[:most]
        read = self._read(reads, aliases)
        columns = (aliases[order], overlaps[order], sounds[order], read[order])
        return [Near(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]

    def _added(self, runs: list[_Array], weights: list[float]) -> _Array:
        spread = np.repeat(weights, [len(run) for run in runs])
        scores: _Array = np.bincount(np.concatenate(runs), spread, minlength=self._total)
        scores *= self._per_key
        return scores

    def _read(self, reads: list[_Array], aliases: _Array) -> _Array:
        """Which aliases share half as many readings of syllables as the one that shares most."""
        if not reads:
            return np.zeros(len(aliases), dtype=bool)
        found = np.bincount(np.concatenate(reads), minlength=self._total)
        return np.asarray(found[aliases] * 2 >= max(found.max(), 1))

    def _runs(self, keys: Iterable[str]) -> tuple[list[_Array], list[float], list[_Array]]:
        """The postings of the rarest keys, with their weights; those of readings of syllables once more."""
        find, starts, rows = self._family.trie.get, self._family.starts, []
        for each in keys:
            number = find(each)
            if number is not None:
                start, end = starts[number], starts[number + 1]
                rows.append((end - start, start, each[0]))
        rows.sort()
        runs: list[_Array] = []
        reads: list[_Array] = []
        weights, spent = [], 0
        for size, start, family in rows:
            spent += size
            if spent > _BUDGET and runs:
                break
            runs.append(self._postings[start : start + size])
            weights.append(_FAMILY_WEIGHT[family] * math.log(1 + self._total / size) ** 2)
            if family == _READING:
                reads.append(runs[-1])
        return runs, weights, reads

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


def _best(scores: _Array, limit: int) -> _Array:
    """The places of the highest scores, the highest first."""
    top = np.flatnonzero(scores > _FAINT * scores.max())
    if len(top) > limit:
        top = top[np.argpartition(scores[top], -limit)[-limit:]]
    found: _Array = top[np.argsort(-scores[top], kind="stable")]
    return found
