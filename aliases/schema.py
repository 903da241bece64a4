"""How the alias table lies in SQLite, and how its file is made, opened and found damaged.

Nothing may open the file but SQLite: on POSIX systems, closing any other handle to it drops the
locks that this process's connections hold, and a writer may then change what they read.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from polyonym.base import waiting
from polyonym.base.errors import BusyError, DamagedError, HomeError, VersionError
from polyonym.base.leftovers import mark, sweep

FORMAT = 2
REMEDY = "`polyonym aliases recover` rebuilds what can be rebuilt"
"""What to do about a damaged table."""
_APPLICATION = 0x504F4C59  # "POLY": tells our tables from any other SQLite file
_SHORT = 0.5  # after so many seconds somebody who watches is told
_PAGE_SIZE = 4096
_OTHERS = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_CACHE = 1 << 17  # kilobytes that a writer keeps of a large table: ids come in no order, and meet all of its pages

# An alias without language has lang '': a primary key holds no NULL.
_SCHEMA = """
CREATE TABLE entities (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, country TEXT, city TEXT,
    part_of TEXT, related TEXT, source TEXT, different_from TEXT, merged_into TEXT
) WITHOUT ROWID;
CREATE TABLE aliases (
    entity TEXT NOT NULL, lang TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, source TEXT,
    confidence REAL NOT NULL, since TEXT, until TEXT, status TEXT NOT NULL, prior REAL,
    PRIMARY KEY (entity, lang, kind, text)
) WITHOUT ROWID;
CREATE TABLE change_sets (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL, undoes INTEGER,
    added INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0,
    token TEXT
);
CREATE TABLE changes (
    change_set INTEGER NOT NULL, part INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
    rows BLOB NOT NULL, PRIMARY KEY (change_set, part)
);
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('token', '00000000000000000000000000000000');
"""
_UPGRADES = {
    1: """
ALTER TABLE entities ADD COLUMN different_from TEXT;
ALTER TABLE entities ADD COLUMN merged_into TEXT;
ALTER TABLE aliases ADD COLUMN prior REAL;
ALTER TABLE change_sets ADD COLUMN token TEXT;
"""
}
"""What makes a table of one format one of the next; columns are added at the end, where a new table has them, too."""


def create(path: Path) -> None:
    """Make an empty table at `path`, whole or not at all; one that is there already stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{mark()}.tmp")
    try:
        with closing(sqlite3.connect(beside, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN; {_SCHEMA} PRAGMA application_id = {_APPLICATION};PRAGMA user_version = {FORMAT}; COMMIT;"
            )
        _place(beside, path)
    finally:
        for leftover in (beside, Path(f"{beside}-wal"), Path(f"{beside}-shm")):
            leftover.unlink(missing_ok=True)


def _place(beside: Path, path: Path) -> None:
    # A link, unlike a rename, never replaces the table that another process made in between.
    try:
        os.link(beside, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            os.replace(beside, path)


def connect_to_write(path: Path) -> sqlite3.Connection:
    """A connection for the one writer. Raises as `own_errors` and `check` say."""
    sweep(path.parent, f".{path.name}.")
    with own_errors(path):
        connection = _connect(path, "mode=rw", timeout=waiting.PATIENCE)
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        return connection


def connect_to_read(path: Path, *, frozen: bool) -> sqlite3.Connection:
    """A connection that only reads; `frozen` where no process has the table open for writing.

    Without `frozen` SQLite keeps its side files (-wal, -shm) up to date, which is right while
    somebody writes; with it SQLite touches nothing but the table itself.
    """
    with own_errors(path):
        return _connect(path, "mode=ro&immutable=1" if frozen else "mode=ro", timeout=waiting.PATIENCE)


def _connect(path: Path, options: str, *, timeout: float) -> sqlite3.Connection:
    if not path.exists():
        raise DamagedError(f"{path} is missing; {REMEDY}")
    connection = _opened(path, options, timeout)
    try:
        if check(connection, path) < FORMAT:
            connection.close()
            _upgrade(path)
            connection = _opened(path, options, timeout)
        connection.create_function("casefold", 1, str.casefold, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(path: Path, options: str, timeout: float) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?{options}"
    return sqlite3.connect(address, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)


def _upgrade(path: Path) -> None:
    """Bring a table of an older format to the present one; whole or not at all."""
    with closing(_opened(path, "mode=rw", waiting.PATIENCE)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        version = check(connection, path)  # another process may have been faster
        for step in range(version, FORMAT):
            for statement in _UPGRADES[step].strip().split(";\n"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")


def check(connection: sqlite3.Connection, path: Path) -> int:
    """The table's format.  Raises VersionError or DamagedError where this isn't a table that we can read."""
    with own_errors(path):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION
    if not ours or version < 1:
        raise DamagedError(f"{path} is not an alias table; {REMEDY}")
    if version > FORMAT:
        raise VersionError(f"{path} was written by a newer Polyonym; update Polyonym to use it")
    return int(version)


def begin(connection: sqlite3.Connection, tell: Callable[[str], None] | None) -> None:
    """Become the one writer, waiting patiently for another; `tell` is told where that takes a while."""
    try:
        _begin(connection, min(_SHORT, waiting.PATIENCE))
    except sqlite3.OperationalError as cause:
        if cause.sqlite_errorcode & 0xFF not in _OTHERS:
            raise
        if tell is not None:
            tell("waiting for another process that writes to the alias table")
        _begin(connection, waiting.PATIENCE - _SHORT)


def _begin(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {max(0, round(1000 * seconds))}")
    connection.execute("BEGIN IMMEDIATE")


@contextmanager
def own_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as ours: BusyError, DamagedError, or HomeError where the disk is the trouble."""
    try:
        yield
    except sqlite3.DatabaseError as cause:
        raise _error(path, getattr(cause, "sqlite_errorcode", 0) & 0xFF, str(cause)) from cause
    except OSError as cause:
        raise HomeError(f"{path} can't be used: {cause.strerror or cause}") from cause


def _error(path: Path, code: int, text: str) -> HomeError:
    if code in _OTHERS:
        return BusyError(f"another process is writing to {path}; try again when it is done")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return HomeError(f"{path} can't be opened or written ({text}); check its permissions")
    if code == sqlite3.SQLITE_IOERR:
        return HomeError(f"{path} can't be read or written ({text}); see whether its disk is full or broken")
    if code == sqlite3.SQLITE_FULL:
        return HomeError(f"the disk is full; nothing was changed in {path}")
    return DamagedError(f"{path} is damaged ({text}); {REMEDY}")
