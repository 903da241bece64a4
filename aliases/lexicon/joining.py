"""The keys of all blocks put together: one trie for a family, and which aliases each key has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray
from polyonym.aliases.lexicon.blocks import Keys, load_keys

Numbers = NDArray[np.uint32]
_AT_ONCE = 4_000_000  # aliases of keys that are put in place at once; bounds memory


def join(stems: Sequence[Path], family: str) -> tuple[marisa_trie.Trie, Iterator[Numbers], Numbers]:
    """The trie, the aliases of its keys one key after another (in pieces), and where each key's begin."""
    trie = marisa_trie.Trie(key for keys in load_keys(stems, family) for key in keys.distinct)
    starts, base = np.zeros(len(trie) + 1, np.int64), 0
    for stem, keys in zip(stems, load_keys(stems, family), strict=True):
        pairs = _pairs(trie, keys, base)
        np.save(_place(stem, family), pairs)
        starts[1:] += np.bincount(pairs[0], minlength=len(trie))
        base += len(keys.counts)
    np.cumsum(starts, out=starts)
    return trie, _placed(stems, family, starts), starts.astype(np.uint32)


def _place(stem: Path, family: str) -> Path:
    return stem.with_suffix(f".{family}.npy")


def _pairs(trie: marisa_trie.Trie, keys: Keys, base: int) -> Numbers:
    """The trie's numbers of a block's keys in rising order, and beside each an alias that has the key."""
    distinct = np.fromiter((trie[key] for key in keys.distinct), np.uint32, len(keys.distinct))
    numbers = distinct[np.array(keys.numbers, np.intp)]
    aliases = np.repeat(np.arange(base, base + len(keys.counts), dtype=np.uint32), np.array(keys.counts, np.intp))
    order = np.argsort(numbers, kind="stable")  # so that the aliases of a key stay in order
    numbers, aliases = numbers[order], aliases[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (numbers[1:] != numbers[:-1]) | (aliases[1:] != aliases[:-1])
    return np.stack((numbers[fresh], aliases[fresh]))


def _placed(stems: Sequence[Path], family: str, starts: NDArray[np.int64]) -> Iterator[Numbers]:
    """Each alias at the next free place of each of its keys; blocks come in order, and so aliases do."""
    first, keys = 0, len(starts) - 1
    while first < keys:
        end = int(np.searchsorted(starts, starts[first] + _AT_ONCE, side="right")) - 1
        end = min(max(end, first + 1), keys)
        yield _piece([_place(stem, family) for stem in stems], first, end, starts)
        first = end


def _piece(places: Sequence[Path], first: int, end: int, starts: NDArray[np.int64]) -> Numbers:
    """The aliases of the keys from `first` up to `end`."""
    free = starts[first:end] - starts[first]
    piece: Numbers = np.empty(int(starts[end] - starts[first]), np.uint32)
    for place in places:
        block: Numbers = np.load(place)  # not mapped: what is mapped stays in memory, too
        low, high = np.searchsorted(block[0], np.array((first, end), np.uint32))
        numbers = np.asarray(block[0, low:high], np.int64) - first
        distinct, begins, sizes = np.unique(numbers, return_index=True, return_counts=True)
        within = np.arange(len(numbers)) - np.repeat(begins, sizes)
        piece[free[numbers] + within] = block[1, low:high]
        free[distinct] += sizes
    return piece
