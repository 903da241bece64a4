"""The pages of an SQLite file that SQLite itself may refuse: what of them can be read, is.

Nothing here needs the file's header or its list of tables to be sound; a page that isn't what it should be is noted
and left out.  Committed pages of a write-ahead log count as SQLite counts them.  Both formats are documented
by SQLite (fileformat2.html).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from polyonym.aliases.cells import LEAF_INDEX, LEAF_TABLE, NODE_INDEX, NODE_TABLE, Node, Row, node_of, record_of

SIZE = 4096  # of every page of a table that `schema` made
_LOG_HEADER, _FRAME_HEADER = 32, 24
_LOG_MAGIC = (0x377F0682, 0x377F0683)
_FREE_AT, _FREE_LISTED = 32, (SIZE - 8) // 4
_TREES = {True: {LEAF_TABLE, NODE_TABLE}, False: {LEAF_INDEX, NODE_INDEX}}


class Pages:
    """The pages of one file and its log by number from 1; a context manager.

    Nobody in this process may have the file open through SQLite meanwhile (see `schema`).
    """

    def __init__(self, path: Path, log: Path) -> None:
        self._file: BinaryIO = path.open("rb")
        self._log = _Log(log)
        self.count = max(path.stat().st_size // SIZE, self._log.count)
        self.bad: set[int] = set()
        """The pages that were asked for and couldn't be read."""

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def page(self, number: int) -> bytes | None:
        """A page as bytes, None where the file has none such."""
        if not 1 <= number <= self.count:
            return None
        if (logged := self._log.page(number)) is not None:
            return logged
        try:
            self._file.seek((number - 1) * SIZE)
            content = self._file.read(SIZE)
        except OSError:  # a broken disk
            return None
        return content if len(content) == SIZE else None

    def free(self) -> set[int]:
        """The pages that hold nothing any more, as far as the header leads to them."""
        found: set[int] = set()
        header = self.page(1) or bytes(SIZE)
        (trunk,) = struct.unpack_from(">I", header, _FREE_AT)
        while trunk and trunk not in found and (page := self.page(trunk)) is not None:
            found.add(trunk)
            trunk, count = struct.unpack_from(">II", page)
            found.update(struct.unpack_from(f">{min(count, _FREE_LISTED)}I", page, 8))
        return found

    def tree(self, root: int, *, table: bool) -> tuple[list[int], bool]:
        """The pages of a tree that can be reached from its root, and whether all can; what can't is in `bad`."""
        reached: dict[int, None] = {}
        rest, whole = [root], True
        while rest:
            number = rest.pop()
            node = self.node(number) if number not in reached else None
            if node is None or node.kind not in _TREES[table]:
                self.bad.add(number)
                whole = False
                continue
            reached[number] = None
            rest += reversed(node.children)
        return list(reached), whole

    def node(self, number: int) -> Node | None:
        """A page as a node of a tree, None where it is none."""
        page = self.page(number)
        node = None if page is None else node_of(page, 100 if number == 1 else 0)
        if node is not None and node.torn:
            self.bad.add(number)
        return node

    def rows(self, number: int) -> Iterator[Row]:
        """The rows that a page holds."""
        node = self.node(number)
        for cell in node.cells if node is not None else ():
            payload = self._payload(cell.local, cell.size, cell.overflow)
            row = None if payload is None else record_of(payload, cell.rowid)
            if row is None:
                self.bad.add(number)
            else:
                yield row

    def _payload(self, local: bytes, size: int, overflow: int) -> bytes | None:
        pieces, missing = [local], size - len(local)
        if missing > self.count * SIZE:
            return None
        while missing > 0:
            page = self.page(overflow)
            if page is None:
                return None
            pieces.append(page[4 : 4 + missing])
            missing -= SIZE - 4
            (overflow,) = struct.unpack_from(">I", page)
        return b"".join(pieces)


class _Log:
    """The pages that a write-ahead log holds: of whole transactions, up to the first frame that isn't sound."""

    def __init__(self, path: Path) -> None:
        self._content = path.read_bytes() if path.is_file() else b""
        self._places: dict[int, int] = {}
        self.count = 0
        waiting: dict[int, int] = {}
        for number, pages, place in self._frames():
            waiting[number] = place
            if pages:  # the last frame of a transaction
                self._places.update(waiting)
                self.count = pages
                waiting.clear()

    def page(self, number: int) -> bytes | None:
        """The newest content of a page, None where the log has none."""
        place = self._places.get(number)
        return None if place is None else self._content[place : place + SIZE]

    def _frames(self) -> Iterator[tuple[int, int, int]]:
        log = self._content
        if len(log) < _LOG_HEADER:
            return
        magic, _, size, _, *salts, first, second = struct.unpack_from(">8I", log)
        order = ">" if magic & 1 else "<"
        sums = _summed(log[: _LOG_HEADER - 8], order, (0, 0))
        if magic not in _LOG_MAGIC or size != SIZE or sums != (first, second):
            return
        for place in range(_LOG_HEADER, len(log) - _FRAME_HEADER - SIZE + 1, _FRAME_HEADER + SIZE):
            number, pages, *salted, first, second = struct.unpack_from(">6I", log, place)
            body = place + _FRAME_HEADER
            sums = _summed(log[body : body + SIZE], order, _summed(log[place : place + 8], order, sums))
            if salted != salts or sums != (first, second):
                return
            yield number, pages, body


def _summed(content: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for one, other in zip(words, words, strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
