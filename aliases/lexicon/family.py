"""One family of keys: by each of them the aliases that have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import marisa_trie
import numpy as np
from numpy.typing import NDArray
from polyonym.aliases.lexicon.packed import Packed
from polyonym.aliases.lexicon.postings import Row, read_many, read_one, row_at

Numbers = NDArray[np.uint32]
_SHORT = 16
"""Rows of up to so many aliases are faster read without NumPy."""


class Place(Protocol):
    """Where the aliases of a key lie: how many they are, whether all of them are kept, and a number for their order."""

    @property
    def size(self) -> int:
        """How many they are."""

    @property
    def key(self) -> int:
        """By what rows of one size are ordered."""

    @property
    def whole(self) -> bool:
        """Whether all of them are kept."""


class Family:
    """A trie of keys and, for each of them, the numbers of its aliases in rising order.

    Of a key that more than `longest` aliases have only some are kept: those with the fewest keys.
    """

    def __init__(
        self, trie: marisa_trie.Trie, sections: dict[str, memoryview], first: memoryview[int], longest: int
    ) -> None:
        self.trie = trie
        self._rows, self._longest = sections["rows"], longest
        self._places, self._counts = Packed(sections["places"]), Packed(sections["counts"])
        self._first, self._firsts, self._aliases = first, np.asarray(first), first[-1]

    def find(self, key: str) -> Sequence[int]:
        """The aliases that have this key; empty for a key that none has."""
        number = self.trie.get(key)
        if number is None:
            return ()
        place = self._places[number]
        if place < self._aliases:
            return (place,)
        row = self._row(number, place)
        if row.size <= _SHORT:
            return read_one(self._rows, row, self._first)
        found: list[int] = read_many(self._rows, [row], self._firsts)[0].tolist()
        return found

    def size(self, key: str) -> int:
        """How many aliases have this key."""
        number = self.trie.get(key)
        return 0 if number is None else self._row(number, self._places[number]).size

    def rows(self, keys: Iterable[str]) -> list[tuple[Place, str]]:
        """Where the aliases are that have each of some keys, and the key; keys that none has are left out."""
        numbers = [(number, key) for key in keys if (number := self.trie.get(key)) is not None]
        places = self._places.take(np.array([number for number, _ in numbers], np.int64)).tolist()
        return [(self._row(number, place), key) for (number, key), place in zip(numbers, places, strict=True)]

    def _row(self, number: int, place: int) -> Row:
        if place < self._aliases:
            return Row(1, number, place, 0, True)
        return row_at(self._rows, place - self._aliases, number, self._longest)

    def read(self, rows: Sequence[Any]) -> list[Numbers]:
        """The aliases of each row that `rows` gave, in rising order."""
        several = [row for row in rows if row.size > 1]
        read = iter(read_many(self._rows, several, self._firsts) if several else ())
        return [np.array([row.start], np.uint32) if row.size == 1 else next(read) for row in rows]

    def counts(self, aliases: NDArray[Any]) -> NDArray[np.uint64]:
        """How many keys of the family each alias has."""
        return self._counts.take(aliases)

    def __contains__(self, key: str) -> bool:
        return key in self.trie

    def __len__(self) -> int:
        return len(self.trie)

    def keys(self) -> list[str]:
        """All keys; only for families of few."""
        found: list[str] = self.trie.keys()
        return found

    def starting(self, beginning: str) -> Iterator[str]:
        """The keys that begin so."""
        found: Iterator[str] = self.trie.iterkeys(beginning)
        return found

    def prefixes(self, text: str) -> list[str]:
        """The keys that `text` begins with, shortest first."""
        found: list[str] = self.trie.prefixes(text)
        return found
