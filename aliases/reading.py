"""Reads an alias table while others may write it, and leaves no trace."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import RLock
from typing import Any

from polyonym.aliases.schema import connect_to_read, own_errors
from polyonym.base.errors import BusyError

VERSION = "SELECT coalesce(max(id), 0) FROM change_sets"
_FETCHED = 1000
_Signature = tuple[int, int, int] | None


class Reader:
    """Rows of one table; usable from many threads.

    While nobody has the table open for writing (there is no -wal file) it is read as a frozen file,
    so that nothing is created beside it; every answer is checked against a writer who came in
    between and then read again through SQLite's own locks. With `one_state` all rows come from one
    state of the table, else each call sees the newest.
    """

    def __init__(self, path: Path, *, one_state: bool = False) -> None:
        self.path, self._one_state = path, one_state
        self._wal = f"{path}-wal"
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._signature: _Signature = None
        self._version: int | None = None
        self._closed = False
        with self._lock, own_errors(path):
            self._current()

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, read from one state. Raises HomeError as `own_errors` says."""
        with self._lock, own_errors(self.path):
            while True:
                try:
                    rows = self._current().execute(sql, values).fetchall()
                except sqlite3.DatabaseError:
                    if not self._overtaken():
                        raise
                    continue
                if not self._overtaken():
                    return rows

    def stream(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for a reader of `one_state`.  Raises as `rows` does, and BusyError.

        What SQLite reads from a frozen file is sound only while nobody comes to write, so that is asked again.
        """
        assert self._one_state
        with own_errors(self.path):
            cursor = self._current().execute(sql, values)
            while rows := cursor.fetchmany(_FETCHED):
                if self._overtaken():
                    raise BusyError(f"{self.path} was changed while it was read; run the command again")
                yield from rows

    def close(self) -> None:
        """Give the file back; a second call does nothing."""
        with self._lock:
            self._closed = True
            self._drop()

    def _current(self) -> sqlite3.Connection:
        if self._closed:
            raise ValueError(f"{self.path} was closed")
        if self._connection is None or self._overtaken():
            self._drop()
            self._connect()
        assert self._connection is not None
        return self._connection

    def _connect(self) -> None:
        self._signature = self._seen()
        self._connection = connect_to_read(self.path, frozen=self._signature is not None)
        if not self._one_state:
            return
        self._connection.execute("BEGIN")
        version = self._connection.execute(VERSION).fetchone()[0]
        if self._version not in (None, version):
            raise BusyError(f"{self.path} was changed while it was read; run the command again")
        self._version = version

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _overtaken(self) -> bool:
        return self._signature is not None and self._seen() != self._signature

    def _seen(self) -> _Signature:
        # None: somebody writes, or died writing, and only SQLite's locks make reading safe.
        if os.path.exists(self._wal):
            return None
        try:
            state = os.stat(self.path)
        except FileNotFoundError:
            return (0, 0, 0)  # connecting names the missing file
        return state.st_mtime_ns, state.st_size, state.st_ino
