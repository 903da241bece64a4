"""Numbers kept in as many bits as the largest of them needs, each read by itself."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 1 << 16
"""Numbers packed at once; a multiple of 8, so that their bits fill whole bytes."""
_HEADER = Struct("<Q")
_read_word = _HEADER.unpack_from


def packed(numbers: NDArray[Any]) -> Iterator[bytes]:
    """The numbers as bytes, in pieces: how many bits each takes, the bits end to end, and eight bytes to read over."""
    bits = max(int(numbers.max()).bit_length(), 1) if len(numbers) else 1
    yield _HEADER.pack(bits)
    for start in range(0, len(numbers), _AT_ONCE):
        words = np.ascontiguousarray(numbers[start : start + _AT_ONCE], "<u8")
        each = np.unpackbits(words.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        yield np.packbits(each[:, :bits], bitorder="little").tobytes()
    yield bytes(8)


class Packed:
    """Numbers that `packed` wrote; reads them where they lie."""

    __slots__ = ("_bits", "_data", "_mask", "_words")

    def __init__(self, data: memoryview) -> None:
        (self._bits,) = _read_word(data)
        if not 0 < self._bits <= 56:
            raise ValueError(f"numbers of {self._bits} bits")
        self._data, self._mask = data, (1 << self._bits) - 1
        self._words = words_of(data[8:])

    def __getitem__(self, place: int) -> int:
        at = place * self._bits
        (word,) = _read_word(self._data, 8 + (at >> 3))
        found: int = (word >> (at & 7)) & self._mask
        return found

    def take(self, places: NDArray[Any]) -> NDArray[np.uint64]:
        """The numbers at these places."""
        return bits_at(self._words, places.astype(np.int64) * self._bits, np.uint64(self._mask))


def words_of(data: memoryview | bytes) -> NDArray[np.uint64]:
    """The eight bytes from each byte on, as one number; nothing is copied."""
    return np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))


def bits_at(
    words: NDArray[np.uint64], at: NDArray[np.int64], mask: NDArray[np.uint64] | np.uint64
) -> NDArray[np.uint64]:
    """The up to 56 bits that begin at each of these bits, as much of them as `mask` shows."""
    found: NDArray[np.uint64] = words[at >> 3]
    found >>= (at & 7).astype(np.uint64)
    found &= mask
    return found


def steps(sizes: NDArray[Any]) -> NDArray[np.int64]:
    """Where each of some runs begins, if they lie end to end; one more than runs."""
    found = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=found[1:])
    return found


def spread(begins: NDArray[Any], sizes: NDArray[Any]) -> NDArray[np.int64]:
    """The numbers that follow each other from where each run begins, one run after another."""
    ends = np.cumsum(sizes, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(begins - ends + sizes, sizes) + np.arange(total, dtype=np.int64)


def bits_of(data: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """The bits of bytes, the lowest of each first."""
    return np.unpackbits(data, bitorder="little").view(np.bool_)


def joined(data: memoryview, begins: NDArray[np.int64], ends: NDArray[np.int64], pad: int = 0) -> NDArray[np.uint8]:
    """Pieces of data end to end, and some zeros."""
    pieces = [data[start:end] for start, end in zip(begins.tolist(), ends.tolist(), strict=True)]
    return np.frombuffer(bytearray().join((*pieces, bytes(pad))), np.uint8)
