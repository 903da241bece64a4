"""The home: the directory that holds an alias table, its compiled lexicon and an article index.

`home.json` says in which format it is and which index adapter it uses; `aliases.sqlite` is the alias
table; `lexicon/` holds the lexicon compiled from the table's present content; `index/` the articles.
Without a home there is the bundled one: the package's own tables, compiled once into the user's cache.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from polyonym.aliases.bundled import bundled_entities
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.table import AliasTable
from polyonym.base import waiting as waits
from polyonym.base.errors import BusyError, DamagedError, HomeError, UsageError, VersionError
from polyonym.base.files import atomic_text
from polyonym.base.leftovers import mark, sweep
from polyonym.engine.compiling import Progress, bundled_in, cache, lexicon_of
from polyonym.index.open import DEFAULT, open_index
from polyonym.index.port import Index

FORMAT = 1
_MARKER = "home.json"
_MAKING = ".making-"
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Home:
    """A home that exists; `adapter` names the index adapter that it uses."""

    path: Path
    adapter: str = DEFAULT
    waiting: Progress | None = field(default=None, compare=False)
    """What is told where an edit must wait for another process."""

    @property
    def table_path(self) -> Path:
        """Where the alias table lies."""
        return self.path / "aliases.sqlite"

    def table(self, *, write: bool = False) -> AliasTable:
        """The alias table.  Raises BusyError, DamagedError (also where a home that was made lacks it), VersionError."""
        if write and not self.table_path.exists() and (self.path / _MARKER).exists():
            write = False  # an empty table would take the place of the lost one
        return AliasTable.open(self.table_path, write=write, waiting=self.waiting)

    def index(self, *, write: bool = False) -> Index:
        """The article index; empty where nothing was indexed yet."""
        return open_index(self.path / "index", self.adapter, write=write)

    def lexicon(self, progress: Progress | None = None) -> Lexicon:
        """The lexicon of the table as it is now, compiled first where the table changed.

        Raises BusyError where others keep changing the table while it is read.
        """
        end, tries = time.monotonic() + waits.PATIENCE, _TRIES
        with ExitStack() as held:
            while True:
                try:
                    return self._lexicon(progress)
                except (BusyError, DamagedError) as error:  # dropped by another process while it was opened, perhaps
                    tries -= isinstance(error, DamagedError)
                    if not tries or time.monotonic() > end:
                        raise
                with suppress(HomeError):  # while this is open, no writer takes the state away that is read
                    held.enter_context(self.table(write=True))

    def _lexicon(self, progress: Progress | None) -> Lexicon:
        with AliasTable.snapshot(self.table_path) as table:
            return lexicon_of(table, self.path / "lexicon", progress, twins=cache())

    def drop_lexicons(self) -> None:
        """Throw all compiled lexicons away; the next use compiles again."""
        shutil.rmtree(self.path / "lexicon", ignore_errors=True)


def find_home(path: Path, *, waiting: Progress | None = None) -> Home | None:
    """The home at `path`, or None where there is none.  Raises DamagedError, VersionError."""
    marker = path / _MARKER
    if not marker.is_file():
        if path.exists() and not path.is_dir():
            raise UsageError(f"{path} is a file, not a directory that could hold a home")
        return None
    try:
        row = json.loads(marker.read_text("utf-8"))
        version, adapter = int(row["format"]), str(row["adapter"])
        if version < 1:
            raise ValueError(version)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as cause:
        raise DamagedError(f"{marker} is damaged; put back its copy or index into a new home") from cause
    if version > FORMAT:
        raise VersionError(f"{path} was written by a newer Polyonym (format {version}); update this one")
    return Home(path, adapter, waiting)


def make_home(path: Path, *, adapter: str | None = None, bundled: bool = True, waiting: Progress | None = None) -> Home:
    """The home at `path`, made if missing: with the bundled tables in it, or with an empty table."""
    home = find_home(path, waiting=waiting)
    if home is not None:
        return home
    if path.is_dir() and any(each.name not in _OURS for each in path.iterdir()):
        raise UsageError(f"{path} has other files in it; choose an empty or a new directory as home")
    adapter = adapter or DEFAULT
    open_index(path / "index", adapter)  # an adapter that isn't installed is refused before anything is made
    try:
        path.mkdir(parents=True, exist_ok=True)
        home = Home(path, adapter, waiting)
        with home.table(write=True) as table:
            if bundled and not len(table):
                table.write(bundled_entities(), who="polyonym", why="tables bundled with the package")
    except BusyError:
        raise BusyError(f"{path} is being made by another process; try again") from None
    except OSError as cause:
        raise UsageError(f"{path} can't be made a home: {cause.strerror or cause}") from cause
    with atomic_text(path / _MARKER) as file:
        file.write(json.dumps({"format": FORMAT, "adapter": adapter}))
    return home


def discard_home(home: Home) -> None:
    """Take away a home that was only just made, unless something was written to it meanwhile."""
    with suppress(HomeError, OSError):
        with home.table() as table, closing(home.index()) as index:
            used = table.version > 1 or index.count()
        for name in () if used else _OURS:
            path = home.path / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        home.path.rmdir()  # refused where it holds anything else, or is the one worked in


_OURS = frozenset(
    {_MARKER, "aliases.sqlite", "aliases.sqlite-wal", "aliases.sqlite-shm", "lexicon", "index", "proposals.jsonl"}
)


def bundled_home(progress: Progress | None = None) -> Home:
    """The bundled tables as a home, made once for each version of them in the user's cache."""
    for parent in (cache(), Path(tempfile.gettempdir()) / f"polyonym-{_user()}"):
        with suppress(PermissionError, NotADirectoryError):
            path = bundled_in(parent)
            return find_home(path) or _made_whole(path, progress)
    raise UsageError("neither the user's cache nor the temporary directory can be written; set POLYONYM_HOME")


def _made_whole(path: Path, progress: Progress | None) -> Home:
    """Make the bundled home beside its place and rename it, so that nobody meets half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent, _MAKING)
    scratch = Path(tempfile.mkdtemp(prefix=f"{_MAKING}{mark()}-", dir=path.parent))
    try:
        make_home(scratch).lexicon(progress)
        with suppress(OSError):  # another process was faster
            os.rename(scratch, path)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    home = find_home(path)
    if home is None:
        raise DamagedError(f"{path} can't be made; remove it and try again")
    return home


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
