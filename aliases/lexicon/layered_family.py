"""A family of keys of two lexicons, one laid over the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from polyonym.aliases.lexicon.family import Family, Numbers, Place


class Bits:
    """Bits by number."""

    def __init__(self, bits: memoryview) -> None:
        self._bits = bits

    def __getitem__(self, number: int) -> bool:
        return bool(self._bits[number >> 3] >> (number & 7) & 1)

    @cached_property
    def count(self) -> int:
        """How many are set."""
        return int.from_bytes(self._bits, "little").bit_count()

    def without(self, numbers: Numbers) -> Numbers:
        """Those of some numbers whose bit isn't set."""
        found = np.frombuffer(self._bits, np.uint8).take(numbers >> 3) >> (numbers & 7).astype(np.uint8)
        kept: Numbers = numbers[found & 1 == 0]
        return kept


class LayeredPlace(NamedTuple):
    """Where the aliases of a key lie in either layer."""

    size: int
    key: int
    whole: bool
    below: Place | None
    top: Place | None


class LayeredFamily(Family):
    """A family of keys of two layers; `first` is the number of the upper one's first alias."""

    def __init__(self, below: Family, top: Family, first: int, gone: Bits) -> None:
        self._below, self._top, self._shift, self._gone = below, top, first, gone

    def find(self, key: str) -> Sequence[int]:
        """The aliases that have this key, in rising order."""
        gone, first = self._gone, self._shift
        below = [alias for alias in self._below.find(key) if not gone[alias]]
        return below + [alias + first for alias in self._top.find(key)]

    def size(self, key: str) -> int:
        """How many aliases have this key, those that are gone among them."""
        return self._below.size(key) + self._top.size(key)

    def rows(self, keys: Iterable[str]) -> list[tuple[Place, str]]:
        """Where the aliases are that have each of some keys, and the key; keys that none has are left out."""
        keys = list(keys)
        below, top = ({key: place for place, key in layer.rows(keys)} for layer in (self._below, self._top))
        return [(_together(below.get(key), top.get(key)), key) for key in keys if key in below or key in top]

    def read(self, rows: Sequence[Any]) -> list[Numbers]:
        """The aliases of each row that `rows` gave, in rising order."""
        below = iter(self._below.read([row.below for row in rows if row.below is not None]))
        top = iter(self._top.read([row.top for row in rows if row.top is not None]))
        return [self._joined(row, below, top) for row in rows]

    def _joined(self, row: LayeredPlace, below: Iterator[Numbers], top: Iterator[Numbers]) -> Numbers:
        found = [] if row.below is None else [self._gone.without(next(below))]
        found += [] if row.top is None else [next(top) + np.uint32(self._shift)]
        return np.concatenate(found)

    def counts(self, aliases: NDArray[Any]) -> NDArray[np.uint64]:
        """How many keys of the family each alias has."""
        found, upper = np.zeros(len(aliases), np.uint64), aliases >= self._shift
        found[~upper] = self._below.counts(aliases[~upper])
        found[upper] = self._top.counts(aliases[upper] - self._shift)
        return found

    def __contains__(self, key: str) -> bool:
        return key in self._below or key in self._top

    def __len__(self) -> int:
        return len(self._below) + len(self._top)

    def keys(self) -> list[str]:
        """All keys, those too that only what is gone has; only for families of few."""
        return list(dict.fromkeys((*self._below.keys(), *self._top.keys())))

    def starting(self, beginning: str) -> Iterator[str]:
        """The keys that begin so; some may be of aliases that are gone."""
        yield from (key for key in self._below.starting(beginning) if key not in self._top)
        yield from self._top.starting(beginning)

    def prefixes(self, text: str) -> list[str]:
        """The keys that `text` begins with, shortest first; some may be of aliases that are gone."""
        return sorted({*self._below.prefixes(text), *self._top.prefixes(text)}, key=len)


def _together(below: Place | None, top: Place | None) -> LayeredPlace:
    both = [each for each in (below, top) if each is not None]
    size, whole = sum(each.size for each in both), all(each.whole for each in both)
    return LayeredPlace(size, both[0].key, whole, below, top)
