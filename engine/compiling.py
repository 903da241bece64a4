"""Which lexicon a table has now: the one compiled from it, or what was edited laid over an older one.

Layers grow as their edits do: a new layer takes in those below that are less than twice its size, so that there
are few of them and each edit is compiled again only now and then.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import platformdirs
from polyonym.aliases.bundled import bundled_fingerprint
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.layered import Layered, Overlaid, layers, open_lexicon
from polyonym.aliases.lexicon.layout import CHANGED, damaged_files, manifest_of
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import BusyError, DamagedError, VersionError
from polyonym.base.leftovers import mark, remove, sweep
from polyonym.engine.knowledge import bundled, with_knowledge
from polyonym.engine.matching import keys
from polyonym.engine.matching.families import FAMILIES, sketch

Progress = Callable[[str], None]
_SHARE, _FEW, _MANY = 4, 2000, 500
"""More than a quarter of the entities, if more than a few, are compiled as all of them; many are worth a word."""
_TWICE = 2
_SCRATCH, _DROPPED = ".compiling-", ".dropped-"
_UNWRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})


def cache() -> Path:
    """Where the user's cache is."""
    return platformdirs.user_cache_path("polyonym")


def bundled_in(parent: Path) -> Path:
    """Where the home of the bundled tables is, in a cache."""
    return parent / f"bundled-{bundled_fingerprint()[:16]}-{keys.VERSION}"


def lexicon_of(table: AliasTable, folder: Path, progress: Progress | None, *, twins: Path) -> Lexicon:
    """The lexicon of a snapshot of a table, which lies in `folder`, compiled first where the table changed.

    `twins` is a cache whose lexicon of the bundled tables is taken where it fits.  Raises BusyError where others
    change the table meanwhile.
    """
    token = table.token
    directory = folder / f"{token[:20]}{_suffix()}"
    if not directory.is_dir():
        _take_twin(table, bundled_in(twins) / "lexicon", folder)
    if not directory.is_dir():
        directory = _made(table, directory, twins / "lexicons" / directory.name, progress)
    try:
        return open_lexicon(directory)
    except (BusyError, DamagedError) as error:
        if _token_now(table) != token:  # another process edits the table, and has dropped what nobody needs any more
            raise BusyError(f"{table.path} is being changed by another process; run the command again") from error
        if isinstance(error, BusyError):  # what it is laid over is gone for good; the next try compiles it again
            _drop(directory)
        raise


def _token_now(table: AliasTable) -> str:
    with AliasTable.open(table.path) as newest:
        return newest.token


def _suffix() -> str:
    return f"-{bundled_fingerprint()[:8]}-{keys.VERSION}"


def _made(table: AliasTable, directory: Path, aside: Path, progress: Progress | None) -> Path:
    try:
        made = _compiled(table, directory, progress)
    except OSError as refusal:  # a home that may only be read, or a full disk: beside the bundled one
        if refusal.errno not in _UNWRITABLE:
            raise
        return aside if aside.is_dir() else _compiled(table, aside, progress)
    if _token_now(table) == table.token:  # whoever is late throws nothing newer away
        _drop_others(open_lexicon(made))
    return made


def _drop_others(lexicon: Lexicon) -> None:
    kept = {each.directory.name for each in layers(lexicon)}
    folder = lexicon.directory.parent
    for old in folder.iterdir():
        if old.name not in kept and not old.name.startswith("."):
            _drop(old)  # whoever has it mapped keeps it
    for beginning in (_SCRATCH, _DROPPED):
        sweep(folder, beginning)


def _drop(directory: Path) -> None:
    """Remove a lexicon, which nobody meets half gone."""
    aside = directory.with_name(f"{_DROPPED}{mark()}")
    with suppress(OSError):
        os.rename(directory, aside)
    remove(aside)


def _compiled(table: AliasTable, directory: Path, progress: Progress | None) -> Path:
    over = _edited(table, directory.parent)
    if progress is not None and (over is None or len(over.ids) > _MANY):
        progress("compiling the lexicon (once)")
    entities = table.entities() if over is None else table.some(over.ids)
    known = with_knowledge(entities, bundled())
    stamp = {"token": table.token}
    return compile_lexicon(known, FAMILIES, directory, sketch=sketch, stamp=stamp, over=over)


class _Base(NamedTuple):
    """Where the lexicon of an older state of the table lies, and the change set that left that state."""

    version: int
    directory: Path


def _edited(table: AliasTable, folder: Path) -> Overlaid | None:
    """What a new layer is laid over and holds; None where all is to be compiled."""
    newest = _newest(table, folder)
    if newest is None:
        return None
    version, lexicon = newest
    ids = table.edited_since(version, most=_most(lexicon))
    while isinstance(lexicon, Layered) and ids is not None and int(lexicon.stamp[CHANGED]) < _TWICE * len(ids):
        lexicon = lexicon.below
        below = table.version_of(lexicon.stamp["token"])
        ids = None if below is None else table.edited_since(below, most=_most(lexicon))
    return None if ids is None else Overlaid(lexicon, sorted(ids))


def _newest(table: AliasTable, folder: Path) -> tuple[int, Lexicon] | None:
    """The lexicon of the newest state that can be opened, with the change set that left that state."""
    for version, directory in sorted(_bases(table, folder), reverse=True):
        with suppress(DamagedError, VersionError, BusyError, OSError):  # an older one, or all anew
            return version, open_lexicon(directory)
    return None


def _most(lexicon: Lexicon) -> int:
    return max(_FEW, lexicon.entity_count // _SHARE)


def _bases(table: AliasTable, folder: Path) -> Iterator[_Base]:
    """Where lexicons in a folder lie that were compiled from older states of a table; none of them is opened."""
    for path in folder.glob(f"[!.]*{_suffix()}") if folder.is_dir() else ():
        with suppress(DamagedError, VersionError, KeyError):
            version = table.version_of(manifest_of(path)["stamp"]["token"])
            if version is not None:
                yield _Base(version, path)


def _take_twin(table: AliasTable, twins: Path, folder: Path) -> None:
    """Copy the lexicon of the bundled tables, which a new home has at first; edits are laid over it."""
    if twins == folder or (folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())):
        return
    with suppress(OSError, shutil.Error):
        for _, directory in _bases(table, twins):
            if not damaged_files(directory):
                _copy(directory, folder / directory.name)


def _copy(twin: Path, directory: Path) -> None:
    directory.parent.mkdir(exist_ok=True)
    scratch = directory.with_name(f"{_SCRATCH}{mark()}")
    try:
        shutil.copytree(twin, scratch)
        os.rename(scratch, directory)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
