"""The files of a compiled lexicon and how their numbers are stored.

A lexicon is a directory: `manifest.json` (sizes and checksums of the rest), `records.bin` (arrays, one after
another), for each column `COLUMN.strings` (its distinct strings as a marisa trie, which gives them back by
number), and for each family of keys `FAMILY.trie`.  It is written beside its final place and renamed, and
never changed after.
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from polyonym.aliases.model import EntityKind
from polyonym.base.errors import DamagedError, VersionError

FORMAT = 4
MANIFEST = "manifest.json"
RECORDS = "records.bin"
UNDER = "under"
"""What a manifest's stamp calls the lexicon that this one is laid over (see `layered`)."""
CHANGED = "changed"
"""And how many entities were edited since then."""
KINDS = tuple(EntityKind)
"""What the bytes of the section `kinds` stand for."""
COLUMNS = ("text", "manner", "sketch", "id", "seat", "ties")
"""What is kept of aliases (text; language, kind and all else that is said of it; sketch) and of entities (id;
country and city; what ties it to others)."""
LONGEST = 5_000
"""A key that more aliases have tells too little: that many are never added up."""
KEPT = 100
"""Of such a key so many aliases are kept, those with the fewest keys: what is best where no rarer key is met."""


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

    def numbers(self, name: str) -> memoryview[int]:
        """A section as an array of numbers of 32 bits."""
        return self.bytes(name).cast("I")


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
