"""What lies in a page of an SQLite file: the cells of a node, and the values of a record.

Everything is checked, since the bytes may be anything; nothing raises.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

NODE_INDEX, NODE_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13
Value = int | float | str | bytes | None
Row = tuple[Value, ...]
_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12
_MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A record as far as it lies in its page: how long the whole is, and which page goes on."""

    rowid: int | None
    size: int
    local: bytes
    overflow: int


@dataclass(slots=True)
class Node:
    """A page of a tree; `torn` where some of it is no sound node."""

    kind: int
    children: list[int] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    torn: bool = False


def node_of(page: bytes, start: int) -> Node | None:
    """A page as a node, whose header begins at `start`; None where it is none."""
    kind, _, count = struct.unpack_from(">BHH", page, start)
    if kind not in (NODE_INDEX, NODE_TABLE, LEAF_INDEX, LEAF_TABLE):
        return None
    inner = kind in (NODE_INDEX, NODE_TABLE)
    pointers = start + (12 if inner else 8)
    if pointers + 2 * count > len(page):
        return None
    node = Node(kind)
    for place in struct.unpack_from(f">{count}H", page, pointers):
        try:
            _take(page, place, node, inner)
        except (IndexError, struct.error):
            node.torn = True
    if inner:
        node.children += struct.unpack_from(">I", page, start + 8)
    return node


def _take(page: bytes, place: int, node: Node, inner: bool) -> None:
    """Add the child or the record of the cell at `place`, or both."""
    if inner:
        node.children += struct.unpack_from(">I", page, place)
        place += 4
    if node.kind == NODE_TABLE:
        return
    size, place = _varint(page, place)
    rowid = None
    if node.kind == LEAF_TABLE:
        rowid, place = _varint(page, place)
    here = _local(size, len(page), node.kind)
    if place + here > len(page):
        raise IndexError(place)
    overflow = 0 if here == size else struct.unpack_from(">I", page, place + here)[0]
    node.cells.append(Cell(rowid, size, page[place : place + here], overflow))


def _local(size: int, page: int, kind: int) -> int:
    """How much of a record of this size lies in its page itself."""
    most = page - 35 if kind == LEAF_TABLE else (page - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (page - 12) * 32 // 255 - 23
    here = least + (size - least) % (page - 4)
    return here if here <= most else least


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of variable length, and where the next byte is; IndexError beyond the end."""
    value = 0
    for step in range(8):
        byte = data[place + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + step + 1
    return value << 8 | data[place + 8], place + 9


def record_of(payload: bytes, rowid: int | None) -> Row | None:
    """The values of a record, a rowid before them where there is one; None where it isn't whole."""
    try:
        values = tuple(_values(payload))
    except (IndexError, ValueError, struct.error):
        return None
    return values if rowid is None else (rowid, *values)


def _values(payload: bytes) -> Iterator[Value]:
    place, types = _varint(payload, 0)[1], []
    end = at = _varint(payload, 0)[0]
    while place < end:
        kind, place = _varint(payload, place)
        types.append(kind)
    if place != end or not 0 < len(types) <= _MOST_COLUMNS:
        raise ValueError("no record's header")
    for kind in types:
        size = _size(kind)
        yield _value(kind, payload[at : at + size])
        at += size
    if at != len(payload):
        raise ValueError("not the record's length")


def _size(kind: int) -> int:
    return (kind - _FIRST_BLOB) // 2 if kind >= _FIRST_BLOB else 8 if kind == _REAL else _NUMBERS.get(kind, 0)


def _value(kind: int, raw: bytes) -> Value:
    if kind >= _FIRST_BLOB:
        return raw.decode("utf-8") if kind & 1 else raw
    if kind == _REAL:
        return float(struct.unpack(">d", raw)[0])
    if kind in _NUMBERS:
        return int.from_bytes(raw, "big", signed=True)
    if kind not in (0, _ZERO, _ONE):
        raise ValueError("no type of a value")
    return None if kind == 0 else kind - _ZERO
