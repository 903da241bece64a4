"""The aliases that have a key, in as few bits as can still be read fast: written and read.

The aliases of an entity lie side by side, and many of them share a key.  So a row has the entities in rising
order, and for each of them which of its aliases are meant.  Its entities are kept as Elias and Fano did: the
`low` bits of each as they are, and of the rest, which rises slowly, how far it rises, a one for each entity.

A row is: how many aliases have the key, and how many entities, a byte each or, behind a byte that is `_LONG`,
four; the upper bits, to a whole byte; the low bits; a bit for each alias of the entities; zeros to a whole byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from polyonym.aliases.lexicon.packed import bits_at, bits_of, joined, spread, steps, words_of

Numbers = NDArray[np.uint32]
_Long = NDArray[np.int64]
_Bytes = NDArray[np.uint8]
_LONG = 255
_read_long = Struct("<II").unpack_from


class Row(NamedTuple):
    """Where the aliases of a key lie: `entities` of them from byte `start` on; of one alias, `start` is its number.

    `size` is how many aliases have the key; where they are too many, only some are kept (`whole` is false).
    `key` is the number of the key, which also puts rows in order.
    """

    size: int
    key: int
    start: int
    entities: int
    whole: bool


def _low(entities: _Long, total: int) -> _Long:
    """How many low bits the entities of a row have."""
    return np.asarray(np.frexp(total // np.maximum(entities, 1))[1] - 1, np.int64)


def written(aliases: Numbers, sizes: _Long, shown: _Long, first: Numbers, owner: Numbers) -> tuple[_Bytes, _Long]:
    """Rows of aliases as bytes, and where each begins.

    `sizes` says how many of the aliases each row has, `shown` how many have its key, `first` which alias is
    an entity's first, `owner` whose each alias is.
    """
    row = np.repeat(np.arange(len(sizes)), sizes)
    entity = owner[aliases].astype(np.int64)
    fresh = np.ones(len(entity), bool)
    fresh[1:] = (entity[1:] != entity[:-1]) | (row[1:] != row[:-1])
    entities, numbers = entity[fresh], np.bincount(row[fresh], minlength=len(sizes)).astype(np.int64)
    names = first[entities + 1].astype(np.int64) - first[entities]
    low = _low(numbers, len(first) - 1)
    upper = _upper_bytes(numbers, low, len(first) - 1) * 8
    masks = np.bincount(row[fresh], names, minlength=len(sizes)).astype(np.int64)
    head = np.where(shown < _LONG, 2, 9)
    begins = steps(head + (upper + numbers * low + masks + 7 >> 3))
    bits, at = np.zeros(begins[-1] * 8, np.uint8), (begins[:-1] + head) * 8
    _put_entities(bits, at, at + upper, entities, numbers, low)
    before = steps(names)[:-1]
    mask = np.repeat(at + upper + numbers * low - before[steps(numbers)[:-1]], numbers) + before
    bits[mask[np.cumsum(fresh) - 1] + aliases - first[entity]] = 1
    data = np.packbits(bits, bitorder="little")
    _put_heads(data, begins[:-1], shown, numbers)
    return data, begins


def _put_entities(bits: _Bytes, upper: _Long, lower: _Long, entities: _Long, numbers: _Long, low: _Long) -> None:
    """Set the bits of entities; `upper` and `lower` say at which bit those of each row begin."""
    place, low_of = spread(np.zeros_like(numbers), numbers), np.repeat(low, numbers)
    bits[np.repeat(upper, numbers) + (entities >> low_of) + place] = 1
    at = np.repeat(lower, numbers) + place * low_of
    for bit in range(int(low.max(initial=0))):
        has = low_of > bit
        bits[at[has] + bit] = entities[has] >> bit & 1


def _put_heads(data: _Bytes, at: _Long, shown: _Long, numbers: _Long) -> None:
    """Write how many aliases and entities each row has where it begins."""
    is_short = shown < _LONG
    short, long = at[is_short], at[~is_short]
    data[short], data[short + 1] = shown[is_short], numbers[is_short]
    data[long] = _LONG
    for byte in range(4):
        data[long + 1 + byte] = shown[~is_short] >> 8 * byte & 255
        data[long + 5 + byte] = numbers[~is_short] >> 8 * byte & 255


def _upper_bytes(entities: _Long, low: _Long, total: int) -> _Long:
    return np.asarray((total - 1 >> low) + entities + 7 >> 3, np.int64)


def row_at(data: memoryview, start: int, key: int, longest: int) -> Row:
    """The row that begins at a byte."""
    size, entities, at = data[start], data[start + 1], start + 2
    if size == _LONG:
        size, entities = _read_long(data, start + 1)
        at = start + 9
    return Row(size, key, at, entities, size <= longest)


def read_one(data: memoryview, row: Row, first: memoryview) -> list[int]:
    """The aliases of a short row."""
    total, count = len(first) - 1, row.entities
    low = (total // count).bit_length() - 1
    middle = row.start + ((total - 1 >> low) + count + 7 >> 3)
    upper = int.from_bytes(data[row.start : middle], "little")
    rest = int.from_bytes(data[middle : middle + (count * low + 7 >> 3)], "little")
    entities, show = [], (1 << low) - 1
    for place in range(count):
        entities.append(((upper & -upper).bit_length() - 1 - place) << low | rest & show)
        upper &= upper - 1
        rest >>= low
    at = middle * 8 + count * low
    bits = sum(first[entity + 1] - first[entity] for entity in entities)
    mask = int.from_bytes(data[at >> 3 : at + bits + 7 >> 3], "little") >> (at & 7)
    found: list[int] = []
    for entity in entities:
        for alias in range(first[entity], first[entity + 1]):
            if mask & 1:
                found.append(alias)
            mask >>= 1
    return found


def read_many(data: memoryview, rows: Sequence[Row], first: Numbers) -> list[Numbers]:
    """The aliases of rows, all read at once."""
    total = len(first) - 1
    numbers = np.array([row.entities for row in rows], np.int64)
    starts = np.array([row.start for row in rows], np.int64)
    low = _low(numbers, total)
    middle = starts + _upper_bytes(numbers, low, total)
    entities = _entities(data, numbers, starts, middle, low)
    begins = first.take(entities)
    names = first.take(entities + 1) - begins
    shown, ends = _shown(data, middle * 8 + numbers * low, np.add.reduceat(names, steps(numbers)[:-1], dtype=np.int64))
    aliases = spread(begins, names).take(shown).astype(np.uint32)
    return [aliases[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _entities(data: memoryview, numbers: _Long, starts: _Long, middle: _Long, low: _Long) -> _Long:
    """The entities of rows, one row after another."""
    ones = np.flatnonzero(bits_of(joined(data, starts, middle)))
    high = ones - spread(steps(middle - starts)[:-1] * 8, numbers)
    sizes = numbers * low + 7 >> 3
    each = np.repeat(low, numbers)
    at = np.repeat(steps(sizes)[:-1] * 8 - steps(numbers * low)[:-1], numbers) + np.cumsum(each) - each
    words = np.ascontiguousarray(words_of(joined(data, middle, middle + sizes, 8).data))
    high <<= each
    high |= bits_at(words, at, np.repeat((1 << low) - 1, numbers).astype(np.uint64)).view(np.int64)
    return high


def _shown(data: memoryview, at: _Long, sizes: _Long) -> tuple[_Long, list[int]]:
    """Which of the aliases of all rows' entities are meant, counted through, and where those of each row end.

    `at` says at which bit the bits of each row begin, `sizes` how many they are.
    """
    begins, ends = at >> 3, at + sizes + 7 >> 3
    pieces, places = joined(data, begins, ends), steps(ends - begins)
    pieces[places[:-1]] &= (255 << (at & 7)).astype(np.uint8)  # what is before belongs to the row's low bits
    ones = np.flatnonzero(bits_of(pieces))
    met = np.searchsorted(ones, places * 8)
    ones -= np.repeat(places[:-1] * 8 + (at & 7) - steps(sizes)[:-1], np.diff(met))
    return ones, met[1:].tolist()
