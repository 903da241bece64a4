"""Files of the user, read as they are (plain, gz, zip, standard input) and written all or nothing."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from polyonym.base.errors import InputError
from polyonym.base.leftovers import mark, sweep
from polyonym.base.packed import STANDARD, Note, open_bytes, own_errors, shown

__all__ = [
    "LONGEST_LINE",
    "STANDARD",
    "Note",
    "atomic_text",
    "atomic_write",
    "lines_of",
    "open_bytes",
    "own_errors",
    "read_lines",
    "refuse_utf32",
    "shown",
    "text_lines",
    "text_output",
]
LONGEST_LINE = 64 * 1024 * 1024
_FIRST_BLOCK = 8192
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# What a file that isn't text most likely is; the message helps more with it than without.
_BINARY = {
    b"%PDF": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3\0": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an Office document",
    b"\xfd7zXZ": "an xz file",
    b"\x28\xb5\x2f\xfd": "a Zstandard file",
    b"7z\xbc\xaf": "a 7-Zip file",
}


def read_lines(
    path: str | Path, *, members: tuple[str, ...] = (), note: Note | None = None
) -> Iterator[tuple[int, str | InputError]]:
    """Each line's number from 1 and its text without line end, or the error where it can't be read.

    UTF-8 with or without byte order mark, UTF-16 with one. What goes wrong in one line is handed out
    in its place, so that the caller may go on; what concerns the whole file (missing, binary,
    damaged packing) is raised as InputError. `members` and `note` are those of `open_bytes`.
    """
    with own_errors(path), open_bytes(path, members=members, note=note) as stream:
        yield from lines_of(stream, path)


def lines_of(stream: BinaryIO, path: str | Path) -> Iterator[tuple[int, str | InputError]]:
    """The same of a stream that is open already; `path` is what messages call it."""
    head = cast(io.BufferedReader, stream).peek(_FIRST_BLOCK)[:_FIRST_BLOCK]
    refuse_utf32(head, path)
    if head.startswith(_UTF16):
        yield from _utf16_lines(stream, path)
    else:
        _refuse_binary(head, path)
        yield from _utf8_lines(stream, path)


def refuse_utf32(head: bytes, path: str | Path) -> None:
    """Raise InputError for the beginning of a file in UTF-32, whose mark begins with that of UTF-16."""
    if head.startswith(_UTF32):
        raise InputError("is UTF-32, which isn't read; save it as UTF-8", file=shown(path))


def text_lines(path: str | Path, *, members: tuple[str, ...] = ()) -> Iterator[tuple[int, str]]:
    """The same for callers who can't go on: the first line that can't be read is raised as InputError."""
    for number, line in read_lines(path, members=members):
        if isinstance(line, InputError):
            raise line
        yield number, line


def _refuse_binary(head: bytes, path: str | Path) -> None:
    looks = next((what for magic, what in _BINARY.items() if head.startswith(magic)), None)
    if looks is not None:
        raise InputError(f"is not text (it looks like {looks})", file=shown(path))
    if b"\0" in head:
        raise InputError("is not text", file=shown(path))


def _utf8_lines(stream: BinaryIO, path: str | Path) -> Iterator[tuple[int, str | InputError]]:
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
            _skip_line(stream)
            yield number, _too_long(path, number)
            continue
        if number == 1 and raw.startswith(codecs.BOM_UTF8):
            raw = raw[3:]
            if not raw:
                return  # a mark and nothing else
        yield number, _decoded(raw, path, number)


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


def _too_long(path: str | Path, number: int) -> InputError:
    limit = f"the line is longer than {LONGEST_LINE // (1024 * 1024)} MB"
    return InputError(limit, file=shown(path), line=number)


def _decoded(raw: bytes, path: str | Path, number: int) -> str | InputError:
    if b"\0" in raw:
        return InputError("is not text (a NUL byte)", file=shown(path), line=number)
    try:
        return raw.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as cause:
        what = f"is not UTF-8 (byte 0x{raw[cause.start]:02X} at {cause.start + 1}); save it as UTF-8"
        return InputError(what, file=shown(path), line=number)


def _utf16_lines(stream: BinaryIO, path: str | Path) -> Iterator[tuple[int, str | InputError]]:
    # Halves of a surrogate pair pass the decoder and are found line by line, so that each has its place.
    decoder = codecs.getincrementaldecoder("utf-16")(errors="surrogatepass")
    number, rest = 0, ""
    while chunk := stream.read(1 << 16):
        *lines, rest = (rest + decoder.decode(chunk)).split("\n")
        for line in lines:
            number += 1
            yield number, _whole(line, path, number)
        if len(rest) > LONGEST_LINE // 2:
            raise _too_long(path, number + 1)
    if rest or decoder.getstate()[0]:
        yield number + 1, _whole(rest if not decoder.getstate()[0] else "\ud800", path, number + 1)


def _whole(line: str, path: str | Path, number: int) -> str | InputError:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return InputError("is not UTF-16 (half a character)", file=shown(path), line=number)
    if "\0" in line:
        return InputError("is not text (a NUL character)", file=shown(path), line=number)
    return line.removesuffix("\r")


@contextmanager
def atomic_write(path: str | Path) -> Iterator[BinaryIO]:
    """A binary handle whose content becomes `path` at the end, whole and on disk, or not at all.

    An existing file keeps its permissions; a link is followed. Raises InputError where it can't be
    written. When the body raises, the old file stays and nothing is left beside it.  What is no file (a
    device, a pipe) is written to as it goes.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        with _special(target) as handle:
            yield handle
        return
    sweep(target.parent, f".{target.name}.")
    beside = target.with_name(f".{target.name}.{mark()}.tmp")
    try:
        with open(beside, "xb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)
        _sync_folder(target.parent)
    except OSError as cause:
        raise InputError(f"can't be written: {cause.strerror or cause}", file=str(path)) from cause
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _special(target: Path) -> Iterator[BinaryIO]:
    try:
        with open(target, "wb") as handle:
            yield handle
    except OSError as cause:
        raise InputError(f"can't be written: {cause.strerror or cause}", file=str(target)) from cause


@contextmanager
def atomic_text(path: str | Path) -> Iterator[TextIO]:
    """The same with a text handle: UTF-8, lines ending with a line feed on every system."""
    with atomic_write(path) as handle:
        text = io.TextIOWrapper(handle, encoding="utf-8", newline="\n")
        yield text
        text.flush()
        text.detach()


@contextmanager
def text_output(path: str | Path) -> Iterator[TextIO]:
    """A text handle to `path`, written all or nothing; `-` is standard output."""
    if str(path) != STANDARD:
        with atomic_text(path) as handle:
            yield handle
        return
    yield sys.stdout
    sys.stdout.flush()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows can't open a folder; its renames are in the journal of the file system
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
