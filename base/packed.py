"""Files of the user as bytes, unpacked where they are gz, bz2 or zip."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, TypeAlias, cast

from polyonym.base.errors import InputError

Note: TypeAlias = Callable[[InputError], None]
Choice: TypeAlias = Callable[[Sequence[str]], Sequence[str]]
STANDARD = "-"
MOST_UNPACKED = 20 * 1024**3
"""Bytes that a member of a zip file may have unpacked."""
MOST_DENSE = 1024**3
"""Bytes from which on a file must not be packed more than `MOST_RATIO` to one."""
MOST_RATIO = 200
_BLOCK = 1 << 17


def shown(path: str | Path) -> str:
    """What messages call this file."""
    return "standard input" if str(path) == STANDARD else str(path)


@contextmanager
def open_bytes(
    path: str | Path, *, members: tuple[str, ...] = (), choose: Choice | None = None, note: Note | None = None
) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked where its content is gz, bz2 or zip; `-` is standard input.

    Of a zip file the first of those members is read that `choose` gives, else of those whose name ends
    with one of `members`, else of all; `note` is told which others could have been meant. Raises
    InputError where there is no such file or it can't be unpacked or would unpack to far too much, also
    during reading.
    """
    with ExitStack() as stack:
        with own_errors(path):
            stream = _unpacked(path, choose or (lambda names: _ending(names, members)), note, stack)
            _refuse_archive(stream, path)
        with _damage(path):  # what else the body raises is its own
            yield stream


def _refuse_archive(stream: BinaryIO, path: str | Path) -> None:
    """Raise InputError where what is read is packed, too: one layer is taken off, no more."""
    if not isinstance(stream, io.BufferedReader):
        return
    head = stream.peek(_TAR_MARK.stop)[: _TAR_MARK.stop]
    if head[_TAR_MARK] == b"ustar":
        raise InputError("is a tar archive; unpack it first", file=shown(path))
    if isinstance(stream.raw, _Guarded | zipfile.ZipExtFile) and head.startswith(_ARCHIVES):
        raise InputError("is an archive inside an archive; unpack the outer one first", file=shown(path))


_TAR_MARK = slice(257, 262)
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"BZh91AY&SY")


def _ending(names: Sequence[str], members: tuple[str, ...]) -> Sequence[str]:
    return [name for name in names if name.lower().endswith(members)] or names


def members_of(path: str | Path) -> list[str]:
    """The names of the files in a zip file; none where it is no zip file or is standard input."""
    if str(path) == STANDARD or not Path(path).is_file():
        return []
    with own_errors(path), Path(path).open("rb") as raw:
        if raw.read(4) != b"PK\x03\x04":
            return []
        with zipfile.ZipFile(raw) as archive:
            return _names(archive)


def _names(archive: zipfile.ZipFile) -> list[str]:
    return [n for n in archive.namelist() if not n.endswith("/") and not n.startswith("__MACOSX")]


def _unpacked(path: str | Path, choose: Choice, note: Note | None, stack: ExitStack) -> BinaryIO:
    if str(path) == STANDARD:
        raw = cast(BinaryIO, sys.stdin.buffer)
    else:
        raw = stack.enter_context(Path(path).open("rb", buffering=_BLOCK))  # noqa: SIM115 - the stack closes it
    magic = cast(io.BufferedReader, raw).peek(4)[:4]
    if magic[:2] == b"\x1f\x8b":
        return _guarded(stack.enter_context(gzip.GzipFile(fileobj=raw)), raw, path)
    if magic[:3] == b"BZh":
        return _guarded(stack.enter_context(bz2.BZ2File(raw)), raw, path)
    return _member(path, raw, choose, note, stack) if magic == b"PK\x03\x04" else raw


class _Guarded(io.RawIOBase):
    """An unpacking stream that ends with an error where it gives far more than any text packs to."""

    def __init__(self, stream: Any, packed: BinaryIO, path: str | Path) -> None:
        self._stream, self._packed, self._path, self._given = stream, packed, path, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = int(self._stream.readinto(buffer))
        self._given += size
        if self._given > MOST_DENSE and self._packed.seekable():
            _refuse_bomb(self._given, self._packed.tell(), self._path)
        return size


def _guarded(stream: object, packed: BinaryIO, path: str | Path) -> BinaryIO:
    return _buffered(_Guarded(stream, packed, path))


def _buffered(stream: object) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream), _BLOCK))


def _refuse_bomb(size: int, packed: int, path: str | Path) -> None:
    if size > MOST_DENSE and size > MOST_RATIO * max(packed, 1):
        what = f"unpacks to more than {MOST_RATIO} times its size, which no file of names does; unpack it yourself"
        raise InputError(what, file=shown(path))


def _member(path: str | Path, raw: BinaryIO, choose: Choice, note: Note | None, stack: ExitStack) -> BinaryIO:
    archive = stack.enter_context(zipfile.ZipFile(raw if raw.seekable() else _spooled(raw, stack)))
    names = _names(archive)
    if not names:
        raise InputError("is a zip file with nothing in it", file=shown(path))
    if "[Content_Types].xml" in names:
        raise InputError("is not text (it looks like an Office document)", file=shown(path))
    chosen, *others = choose(names)
    if others and note is not None:
        note(_left_out(path, chosen, others))
    info = archive.getinfo(chosen)
    if info.flag_bits & _HAS_PASSWORD:
        raise InputError("is a zip file with a password; unpack it yourself", file=shown(path))
    if info.file_size > MOST_UNPACKED:  # zipfile reads no more than is declared
        what = f"would unpack to {info.file_size / 1024**3:,.0f} GB, more than the 20 that are read; unpack it yourself"
        raise InputError(what, file=shown(path))
    _refuse_bomb(info.file_size, info.compress_size, path)
    return _buffered(stack.enter_context(archive.open(info)))


_HAS_PASSWORD = 1


def _left_out(path: str | Path, chosen: str, others: list[str]) -> InputError:
    cut = [name if len(name) <= 60 else name[:59] + "…" for name in (chosen, *others[:5])]
    more = f" and {len(others) - 5:,} more" if len(others) > 5 else ""
    what = f"of this zip file only {cut[0]} is read; left out: {', '.join(cut[1:])}{more}"
    return InputError(what, file=shown(path))


def _spooled(raw: BinaryIO, stack: ExitStack) -> IO[bytes]:
    spool = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    shutil.copyfileobj(raw, spool)
    return spool


@contextmanager
def _damage(path: str | Path) -> Iterator[None]:
    try:
        yield
    except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError) as cause:
        raise InputError(f"can't be unpacked, it is damaged ({cause})", file=shown(path)) from cause


@contextmanager
def own_errors(path: str | Path) -> Iterator[None]:
    """What the system says of a file of the user as InputError."""
    if "\0" in str(path):
        raise InputError("is no name of a file", file=shown(path))
    try:
        with _damage(path):
            yield
    except FileNotFoundError as cause:
        raise InputError("there is no such file", file=shown(path)) from cause
    except (OSError, RuntimeError) as cause:  # RuntimeError: a zip with a password or an odd packing
        reason = getattr(cause, "strerror", None) or cause
        raise InputError(f"can't be read: {reason}", file=shown(path)) from cause
