"""What all blocks hold put together: the strings of a column, and the keys of a family with their aliases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray
from polyonym.aliases.lexicon.blocks import Keys, load_keys, load_strings
from polyonym.aliases.lexicon.layout import KEPT, LONGEST
from polyonym.aliases.lexicon.postings import written

Numbers = NDArray[np.uint32]
_Long = NDArray[np.int64]
_AT_ONCE = 1_000_000  # aliases of keys that are put in place at once; bounds memory
_SMALL: dict[str, Any] = {"num_tries": 8, "order": marisa_trie.WEIGHT_ORDER}
"""How a trie takes a sixth less than by default, and half a microsecond more for each key."""


def join_strings(stems: Sequence[Path], column: str) -> tuple[marisa_trie.BinaryTrie, Numbers]:
    """The distinct strings of a column, and which of them each row has."""
    trie = marisa_trie.BinaryTrie(
        (each for strings in load_strings(stems, column) for each in strings.distinct), **_SMALL
    )
    found = [np.empty(0, np.uint32)]
    for strings in load_strings(stems, column):
        distinct = np.fromiter(map(trie.__getitem__, strings.distinct), np.uint32, len(strings.distinct))
        found.append(distinct[np.array(strings.numbers, np.intp)])
    return trie, np.concatenate(found)


class Joined:
    """A family of all blocks: its trie, how many keys each alias has, and the aliases of its keys.

    `places` says where each key's aliases are, once all `pieces` were taken: the number of the only one, or
    behind the numbers of aliases, where its row begins.
    """

    def __init__(self, stems: Sequence[Path], family: str, first: Numbers, owner: Numbers) -> None:
        self._files = [stem.with_suffix(f".{family}.npy") for stem in stems]
        self._first, self._owner = first, owner
        self.trie = marisa_trie.Trie((key for keys in load_keys(stems, family) for key in keys.distinct), **_SMALL)
        self.counts = np.zeros(len(owner), np.uint32)
        self.places = np.zeros(len(self.trie), np.uint64)
        self._sizes, base = np.zeros(len(self.trie), np.int64), 0
        for file, keys in zip(self._files, load_keys(stems, family), strict=True):
            pairs = _pairs(self.trie, keys, base)
            np.save(file, pairs)
            self._sizes += np.bincount(pairs[0], minlength=len(self._sizes))
            end = base + len(keys.counts)
            self.counts[base:end] = np.bincount(pairs[1] - np.uint32(base), minlength=end - base)
            base = end

    def pieces(self) -> Iterator[NDArray[np.uint8]]:
        """The rows of aliases as bytes."""
        starts, begins = np.concatenate(([0], np.cumsum(self._sizes))), 0
        key = 0
        while key < len(self._sizes):
            end = int(np.searchsorted(starts, starts[key] + _AT_ONCE, side="right")) - 1
            end = min(max(end, key + 1), len(self._sizes))
            piece = self._piece(key, end, starts)
            data = self._rows(key, end, piece, begins)
            yield data
            begins += len(data)
            key = end

    def _rows(self, key: int, end: int, aliases: Numbers, begins: int) -> NDArray[np.uint8]:
        """The rows of some keys, which begin at a byte; keys of one alias have none."""
        sizes = self._sizes[key:end]
        alone = sizes == 1
        of = np.repeat(alone, sizes)
        self.places[key:end][alone] = aliases[of]
        shown = sizes[~alone]
        aliases, kept = self._cut(aliases[~of], shown)
        data, rows = written(aliases, kept, shown, self._first, self._owner)
        self.places[key:end][~alone] = rows[:-1] + begins + len(self._owner)
        return data

    def _cut(self, aliases: Numbers, sizes: _Long) -> tuple[Numbers, _Long]:
        """Rows that are too long without those of the aliases that have more keys than others."""
        if not len(sizes) or sizes.max() <= LONGEST:
            return aliases, sizes
        rows = np.split(aliases, np.cumsum(sizes)[:-1])
        rows = [row if len(row) <= LONGEST else self._fewest(row) for row in rows]
        return np.concatenate(rows), np.array(list(map(len, rows)), np.int64)

    def _fewest(self, row: Numbers) -> Numbers:
        return np.sort(row[np.argsort(self.counts[row], kind="stable")[:KEPT]])

    def _piece(self, first: int, end: int, starts: _Long) -> Numbers:
        """The aliases of the keys from `first` up to `end`; blocks come in order, and so aliases do."""
        free = starts[first:end] - starts[first]
        piece: Numbers = np.empty(int(starts[end] - starts[first]), np.uint32)
        for file in self._files:
            block: Numbers = np.load(file, mmap_mode="r")  # mapped but for a moment: what is mapped stays in memory
            low, high = np.searchsorted(block[0], np.array((first, end), np.uint32))
            numbers = np.asarray(block[0, low:high], np.int64) - first
            distinct, begins, sizes = np.unique(numbers, return_index=True, return_counts=True)
            within = np.arange(len(numbers)) - np.repeat(begins, sizes)
            piece[free[numbers] + within] = block[1, low:high]
            free[distinct] += sizes
        return piece


def _pairs(trie: marisa_trie.Trie, keys: Keys, base: int) -> Numbers:
    """The trie's numbers of a block's keys in rising order, and beside each an alias that has the key."""
    distinct = np.fromiter(map(trie.__getitem__, keys.distinct), np.uint32, len(keys.distinct))
    numbers = distinct[np.array(keys.numbers, np.intp)]
    aliases = np.repeat(np.arange(base, base + len(keys.counts), dtype=np.uint32), np.array(keys.counts, np.intp))
    order = np.argsort(numbers, kind="stable")  # so that the aliases of a key stay in order
    numbers, aliases = numbers[order], aliases[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (numbers[1:] != numbers[:-1]) | (aliases[1:] != aliases[:-1])
    return np.stack((numbers[fresh], aliases[fresh]))
