"""Candidates: the entities of a lexicon whose aliases share the rarest keys with a name.

Retrieval is broad and cheap; `score` looks closely at what it brings.  An alias is weighed by itself, so
that an entity with many aliases is not found more easily than one with few.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.matching.keys import exact_keys, sound_keys

_FAMILY_WEIGHT = {"t": 1.0, "s": 0.7, "g": 0.45, "k": 0.3, "z": 0.8, "h": 0.25, "m": 0.4}
_COMMON = 0.08
"""Keys that more than this share of all aliases have are left out while rarer ones are at hand."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alias (by number) proposed for a name; `overlap` is the weight of the shared keys, 0..1."""

    alias: int
    entity: int
    overlap: float
    exact: bool


class Retriever:
    """Finds candidates in one lexicon; keeps the arrays that every search needs."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    @cached_property
    def _owner(self) -> np.ndarray:
        return np.asarray(self.lexicon.owner)

    @cached_property
    def _postings(self) -> np.ndarray:
        return np.asarray(self.lexicon.family("sound").postings)

    @cached_property
    def _sizes(self) -> np.ndarray:
        """Square root of the number of keys of each alias: what overlaps are divided by."""
        counts = np.bincount(self._postings, minlength=self.lexicon.alias_count)
        return np.sqrt(np.maximum(counts, 1)).astype(np.float32)

    def exact(self, name: str) -> list[int]:
        """The aliases that are this name but for case, marks, width, spaces and punctuation."""
        family = self.lexicon.family("exact")
        return list(dict.fromkeys(alias for each in exact_keys(name) for alias in family.find(each)))

    def candidates(self, name: str, *, kind: str | None = None, limit: int = 60) -> list[Candidate]:
        """The best candidates, at most one alias for each entity among the near ones, exact ones first."""
        found = {alias: Candidate(alias, self.lexicon.owner[alias], 1.0, True) for alias in self.exact(name)}
        for alias, overlap in self._near(sound_keys(name, kind), limit):
            if alias not in found:
                found[alias] = Candidate(alias, self.lexicon.owner[alias], overlap, False)
        return list(found.values())

    def _near(self, keys: Iterable[str], limit: int) -> list[tuple[int, float]]:
        runs, weights = self._runs(keys)
        if not runs:
            return []
        ids = np.concatenate(runs)
        scores = np.bincount(ids, np.repeat(weights, [len(r) for r in runs]), minlength=self.lexicon.alias_count)
        scores = scores / self._sizes
        return _best(scores, limit)

    def _runs(self, keys: Iterable[str]) -> tuple[list[np.ndarray], list[float]]:
        family, total = self.lexicon.family("sound"), self.lexicon.alias_count
        rows = []
        for each in keys:
            number = family.trie.get(each)
            if number is not None:
                start, end = family.starts[number], family.starts[number + 1]
                weight = _FAMILY_WEIGHT[each[0]] * math.log(1 + total / (end - start)) ** 2
                rows.append((end - start, weight, start, end))
        rare = [row for row in rows if row[0] <= 50 + total * _COMMON] or rows
        return [self._postings[start:end] for _, _, start, end in rare], [weight for _, weight, _, _ in rare]


def _best(scores: np.ndarray, limit: int) -> list[tuple[int, float]]:
    top = np.argpartition(scores, -limit)[-limit:] if len(scores) > limit else np.arange(len(scores))
    top = top[scores[top] > 0]
    ordered = top[np.argsort(-scores[top], kind="stable")]
    best = float(scores[ordered[0]]) if len(ordered) else 1.0
    return [(int(alias), float(scores[alias]) / best) for alias in ordered]
