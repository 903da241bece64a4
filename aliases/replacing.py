"""A damaged alias table put aside and the recovered one in its place.

The damaged file is kept as `aliases.sqlite.damaged-1` (the next one as -2), with its log.  Whoever is killed in
between leaves the damaged table where it was, or the new one; a later recovery finds the log beside the copy.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from polyonym.aliases import schema
from polyonym.aliases.changing import transaction
from polyonym.aliases.pages import Pages
from polyonym.aliases.recovering import Found, Known, rebuild
from polyonym.aliases.salvage import Salvage, usual_roots
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import DamagedError, HomeError
from polyonym.base.leftovers import mark, sweep

_SIDES = ("-wal", "-shm")


def is_sound(path: Path) -> bool:
    """Whether a table and its journal are.  Raises VersionError for one of a newer version, BusyError, HomeError."""
    try:
        with AliasTable.open(path) as table:
            table.check()
    except DamagedError:
        return False
    except HomeError as error:  # a broken disk; what of it can still be read, is
        if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_IOERR:
            return False
        raise
    return True


def recover(path: Path, known: Callable[[str | None], Known | None], *, dry_run: bool) -> tuple[Found, Path | None]:
    """Build a damaged or missing table again; what was found, and where the damaged file is kept.

    With `dry_run` nothing is changed.  Raises BusyError while another process writes to the table, HomeError
    where the new one can't be written; the damaged table is then what it was.
    """
    if not dry_run:
        _refuse_writers(path)
    sweep(path.parent, f".{path.name}.")
    source = path if path.exists() else _kept(path)
    with _scratch(path.parent, path.name, dry_run) as beside, schema.own_errors(beside):
        schema.create(beside)
        found = _filled(beside, source, known)
        if dry_run:
            return found, None
        with beside.open("r+b") as file:
            os.fsync(file.fileno())
        return found, _swapped(beside, path)


@contextmanager
def _scratch(folder: Path, name: str, dry_run: bool) -> Iterator[Path]:
    """A place for the new table: beside the old one, or where it disturbs nobody."""
    where = Path(tempfile.mkdtemp(prefix="polyonym-")) if dry_run else folder
    beside = where / f".{name}.{mark()}.tmp"
    try:
        yield beside
    finally:
        for side in ("", *_SIDES):
            Path(f"{beside}{side}").unlink(missing_ok=True)
        if dry_run:
            where.rmdir()


def _filled(beside: Path, source: Path | None, known: Callable[[str | None], Known | None]) -> Found:
    with closing(schema.connect_to_write(beside)) as connection:
        roots = usual_roots(connection)
        if source is None:
            with transaction(connection, beside):
                return rebuild(connection, None, known)
        with Pages(source, _log_of(source)) as pages, transaction(connection, beside):
            return rebuild(connection, Salvage(pages, roots), known)


def _refuse_writers(path: Path) -> None:
    """Raise BusyError while another process writes; one that comes later writes to the damaged file."""
    with suppress(sqlite3.DatabaseError, DamagedError):
        if path.exists():
            with closing(schema.connect_to_write(path)) as connection, transaction(connection, path):
                pass


def _log_of(source: Path) -> Path:
    """The log that belongs to a table, which lies beside its copy where a recovery was killed."""
    beside = Path(f"{source}-wal")
    copies = (copy for copy in _copies(source) if copy.exists() and source.exists() and copy.samefile(source))
    return beside if beside.exists() else Path(f"{next(copies, source)}-wal")


def _copies(path: Path) -> list[Path]:
    """The damaged tables that were kept, the newest first."""
    found = list(path.parent.glob(f"{path.name}.damaged-*[0-9]"))
    return sorted(found, key=lambda copy: int(copy.name.rpartition("-")[2]), reverse=True)


def _kept(path: Path) -> Path | None:
    return next(iter(_copies(path)), None)


def _swapped(beside: Path, path: Path) -> Path | None:
    """Put the new table in its place; where the old one is kept, None where there was none."""
    copy = None
    if path.exists():
        copy = next((each for each in _copies(path) if each.samefile(path)), None) or _free(path)
        _keep(path, copy)
        _keep(Path(f"{path}-wal"), Path(f"{copy}-wal"))
    for name in _SIDES:  # never beside the new table: SQLite would take the log for its own
        Path(f"{path}{name}").unlink(missing_ok=True)
    os.replace(beside, path)
    return copy


def _free(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _keep(path: Path, copy: Path) -> None:
    if not path.exists() or copy.exists():
        return
    try:
        os.link(path, copy)
    except OSError:  # a file system without hard links
        shutil.copy2(path, copy)
