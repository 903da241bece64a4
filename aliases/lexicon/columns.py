"""Columns of strings: each distinct one kept once, and for each row which of them it has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import marisa_trie
import numpy as np
from polyonym.aliases.lexicon.packed import Packed
from polyonym.base.errors import DamagedError

_Trie = TypeVar("_Trie", marisa_trie.Trie, marisa_trie.BinaryTrie)


class Column:
    """The strings of a lexicon's aliases or entities, by their numbers."""

    def __init__(self, path: Path, numbers: memoryview) -> None:
        self._path, self._numbers = path, Packed(numbers)
        self._trie = mapped(path, marisa_trie.BinaryTrie())
        self._values = lru_cache(maxsize=1 << 12)(self._read_values)

    def __getitem__(self, row: int) -> str:
        return self._string(self._numbers[row])

    def take(self, rows: Sequence[int]) -> list[str]:
        """The strings of some rows."""
        restore = self._trie.restore_key
        numbers = self._numbers.take(np.array(rows, np.int64)).tolist()
        try:
            return [restore(number).decode("utf-8", "surrogatepass") for number in numbers]
        except (KeyError, UnicodeDecodeError) as cause:
            raise damage(self._path) from cause

    def values(self, row: int) -> list[Any]:
        """What a row's string says, as JSON; many rows share it, so don't change it."""
        return self._values(self._numbers[row])

    def find(self, string: str) -> int | None:
        """The number of a distinct string, or None."""
        number: int | None = self._trie.get(string.encode("utf-8", "surrogatepass"))
        return number

    def _string(self, number: int) -> str:
        try:
            string: bytes = self._trie.restore_key(number)
            return string.decode("utf-8", "surrogatepass")
        except (KeyError, UnicodeDecodeError) as cause:
            raise damage(self._path) from cause

    def _read_values(self, number: int) -> list[Any]:
        try:
            values: list[Any] = json.loads(self._string(number))
        except ValueError as cause:
            raise damage(self._path) from cause
        return values


def mapped(path: Path, trie: _Trie) -> _Trie:
    """A trie with a file's content, which is read only where it is asked about."""
    try:
        return trie.mmap(str(path))
    except (OSError, RuntimeError) as cause:
        raise damage(path) from cause


def damage(path: Path) -> DamagedError:
    """That a file of a lexicon is damaged."""
    return DamagedError(f"{path} is damaged; `polyonym verify --repair` compiles the lexicon again")
