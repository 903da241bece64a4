"""What files an index has: name, size and checksum of each, written after every commit.

The libraries' files don't say when they are cut short or changed; the seal does. While a writer
works the seal says so, since files come and go then; a writer that was killed leaves it like that,
and the next write seals again.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polyonym.base.errors import DamagedError, VersionError
from polyonym.index.lock import LOCK

SEAL = "seal.json"
FORMAT = 2
_REMEDY = "remove the folder of the index and index the articles again with `polyonym index`"
"""Raised whenever an index written before can't be read any more; 2: names that no table lists."""
_CHUNK = 1 << 20
_RETRIES = 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """One file: its size and CRC-32."""

    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Seal:
    """All files of the index; `settled` unless a writer is at work or was killed at it."""

    settled: bool
    files: Mapping[str, Sealed]


def read(directory: Path) -> Seal:
    """The seal of a directory. Raises DamagedError if it is missing or broken, VersionError if of another format."""
    path = directory / SEAL
    try:
        data = json.loads(path.read_bytes())
        version, crc = int(data["format"]), data.pop("crc")
        if version == FORMAT and crc != _own_crc(data):
            raise ValueError("wrong checksum")
        seal = Seal(bool(data["settled"]), {name: Sealed(*pair) for name, pair in data["files"].items()})
    except FileNotFoundError as cause:
        raise DamagedError(f"{path} is missing; {_REMEDY}") from cause
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as cause:
        raise DamagedError(f"{path} is broken; {_REMEDY}") from cause
    if version > FORMAT:
        raise VersionError(f"{directory} was written by a newer Polyonym (format {version}); update this one")
    if version < FORMAT:
        raise VersionError(
            f"{directory} was written by an older Polyonym (format {version}, now {FORMAT}); "
            "delete this folder and index the articles again with `polyonym index`"
        )
    return seal


def is_empty(directory: Path) -> bool:
    """Whether nothing was ever written here: no seal, and no file but a lock."""
    if not directory.is_dir():
        return True
    return all(name == LOCK for name in os.listdir(directory))


def loosen(directory: Path) -> None:
    """Say that a writer is at work. Called before the first file changes."""
    files = {} if is_empty(directory) else read(directory).files
    _write(directory, Seal(False, files))


def settle(directory: Path, *, mutable: tuple[str, ...]) -> None:
    """Seal the files as they are now.

    A file known by the old seal with this size isn't read again, for the libraries never change a
    file once it is written, except those called `mutable`.
    """
    known = read(directory).files
    files = {}
    for path in _files(directory):
        size = path.stat().st_size
        old = known.get(path.name)
        keep = old is not None and old.size == size and path.name not in mutable
        files[path.name] = old if keep and old is not None else Sealed(size, _crc(path))
    _write(directory, Seal(True, files))


def check(directory: Path) -> None:
    """A look at names and sizes, cheap enough for every opening. Raises DamagedError."""
    for _ in range(_RETRIES):
        seal = read(directory)
        problems = _sizes(directory, seal)
        if not problems:
            return
        if read(directory) == seal:  # else a writer came in between: look again
            raise DamagedError(problems[0])
    raise DamagedError(problems[0])


def verify(directory: Path, *, mutable: tuple[str, ...] = ()) -> list[str]:
    """Read every sealed file whole; a sentence for each that is missing, cut short or changed.

    Under a writer, or after one that was killed, files may be gone and `mutable` ones changed.
    """
    try:
        for _ in range(_RETRIES):
            seal = read(directory)
            problems = _all_problems(directory, seal, mutable)
            if not problems or read(directory) == seal:  # else a writer came in between
                return problems
    except DamagedError as error:
        return [str(error)]
    return problems


def _all_problems(directory: Path, seal: Seal, mutable: tuple[str, ...]) -> list[str]:
    names = [name for name in seal.files if seal.settled or (name not in mutable and (directory / name).exists())]
    found = (_problem(directory / name, seal.files[name], whole=True) for name in names)
    return [problem for problem in found if problem]


def _sizes(directory: Path, seal: Seal) -> list[str]:
    if not seal.settled:
        return []
    found = (_problem(directory / name, sealed, whole=False) for name, sealed in seal.files.items())
    return [problem for problem in found if problem]


def _problem(path: Path, sealed: Sealed, *, whole: bool) -> str:
    """What is wrong with a file, a sentence; empty if nothing."""
    try:
        size = path.stat().st_size
        crc = _crc(path) if whole and size == sealed.size else sealed.crc
    except FileNotFoundError:
        return f"{path} is missing; {_REMEDY}"
    if size != sealed.size:
        return f"{path} has {size} bytes instead of {sealed.size}; {_REMEDY}"
    if crc != sealed.crc:
        return f"{path} was changed: its checksum is wrong; {_REMEDY}"
    return ""


def _files(directory: Path) -> list[Path]:
    return sorted(
        path
        for path in directory.iterdir()
        if path.is_file() and path.name != SEAL and not path.name.endswith((".lock", "LOCK", ".tmp"))
    )


def _crc(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
    return crc


def _own_crc(data: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(data, sort_keys=True).encode())


def _write(directory: Path, seal: Seal) -> None:
    files = {name: (sealed.size, sealed.crc) for name, sealed in seal.files.items()}
    temporary = directory / f"{SEAL}.tmp"
    data: dict[str, Any] = {"format": FORMAT, "settled": seal.settled, "files": files}
    data["crc"] = _own_crc(data)
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(data, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(directory / SEAL)
