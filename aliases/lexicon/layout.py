"""The files of a compiled lexicon and how their numbers are stored.

A lexicon is a directory: `manifest.json` (sizes and checksums of the rest), `records.bin` (arrays and
JSON rows, one after another), and for each family of keys `FAMILY.trie` (a marisa trie).  It is written
beside its final place and renamed, and never changed after.
"""

from __future__ import annotations

import json
import mmap
import zlib
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from polyonym.aliases.model import EntityKind
from polyonym.base.errors import DamagedError, VersionError

FORMAT = 3
MANIFEST = "manifest.json"
RECORDS = "records.bin"
UNDER = "under"
"""What a manifest's stamp calls the lexicon that this one is laid over (see `layered`)."""
CHANGED = "changed"
"""And how many entities were edited since then."""
KINDS = tuple(EntityKind)
"""What the bytes of the section `kinds` stand for."""


class Sections:
    """Named runs of bytes in one memory-mapped file."""

    def __init__(self, path: Path, places: Mapping[str, tuple[int, int]]) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)
        self._places = places

    def bytes(self, name: str) -> memoryview:
        """A section as raw bytes."""
        start, size = self._places[name]
        return self._view[start : start + size]

    def numbers(self, name: str, code: Literal["I", "Q"] = "I") -> memoryview[int]:
        """A section as an array of numbers (`array` type code)."""
        return self.bytes(name).cast(code)


def rows(chunks: Iterator[bytes]) -> tuple[bytearray, array[int]]:
    """Byte strings end to end, and where each begins (one more offset than strings)."""
    data, starts = bytearray(), array("Q", [0])
    for chunk in chunks:
        data += chunk
        starts.append(len(data))
    return data, starts


def manifest_of(directory: Path) -> dict[str, Any]:
    """The manifest of a lexicon, its files' sizes checked; DamagedError or VersionError otherwise."""
    path = directory / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
        if int(manifest["format"]) > FORMAT:
            raise VersionError(f"{directory} was written by a newer Polyonym; update Polyonym to read it")
        sizes = {name: row["size"] for name, row in manifest["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as cause:
        raise DamagedError(f"{path} can't be read; `polyonym verify --repair` compiles the lexicon again") from cause
    for name, size in sizes.items():
        file = directory / name
        if not file.is_file() or file.stat().st_size != size:
            raise DamagedError(f"{file} is damaged; `polyonym verify --repair` compiles the lexicon again")
    return manifest


def checksum(path: Path) -> int:
    """CRC-32 of a file, read in pieces."""
    crc = 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            crc = zlib.crc32(piece, crc)
    return crc


def damaged_files(directory: Path) -> list[str]:
    """Which files of a lexicon aren't what was written, by checksum."""
    try:
        manifest = manifest_of(directory)
    except DamagedError as damage:
        return [str(damage)]
    return [
        f"{directory / name} is damaged"
        for name, row in manifest["files"].items()
        if checksum(directory / name) != row["crc32"]
    ]
