"""Compile an alias table into a lexicon.

How names are spelled is not known here: the caller hands over families of key functions, each from an
entity's alias to the keys under which the alias shall be found, and a function that sketches an alias: a
short text, kept beside it, by which many aliases can be judged at once without being read.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from polyonym.aliases.lexicon.blocks import KeyFunction, Sketcher, load_records, make_block
from polyonym.aliases.lexicon.helper import Helper, start_helper
from polyonym.aliases.lexicon.joining import Joined, join_strings
from polyonym.aliases.lexicon.layered import Overlaid, gone
from polyonym.aliases.lexicon.layout import CHANGED, COLUMNS, FORMAT, LONGEST, MANIFEST, RECORDS, UNDER, checksum
from polyonym.aliases.lexicon.packed import packed, steps
from polyonym.aliases.model import Entity
from polyonym.base.leftovers import mark

_BLOCK = 4000  # entities
_ALONE = 8_000  # names from which on a second process helps


def compile_lexicon(
    entities: Iterable[Entity],
    families: Mapping[str, KeyFunction],
    directory: Path,
    *,
    sketch: Sketcher,
    stamp: Mapping[str, Any],
    over: Overlaid | None = None,
) -> Path:
    """Write a lexicon of `entities` to `directory`, whole or not at all; `stamp` is kept in its manifest.

    With `over` it holds only what was edited, to be read together with what it is laid over.  Where another
    process has put one there meanwhile, that one stays. Memory holds a block of entities and one family's keys,
    not the whole.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    scratch = directory.with_name(f".compiling-{mark()}")
    scratch.mkdir()  # as others may read it whom the umask lets
    try:
        blocks = scratch / "blocks"
        blocks.mkdir()
        if over is not None:
            stamp = {**stamp, UNDER: over.below.directory.name, CHANGED: len(over.ids)}
        _write(_blocks(entities, families, sketch, blocks), families, scratch, stamp, over)
        try:
            os.rename(scratch, directory)
        except OSError:
            if not (directory / MANIFEST).is_file():
                raise
    except OSError as error:
        if error.errno is None:  # numpy says only how much was written
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(directory)) from error
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return directory


def _blocks(
    entities: Iterable[Entity], families: Mapping[str, KeyFunction], sketch: Sketcher, folder: Path
) -> list[Path]:
    """Make all blocks, this process and where it pays a helper taking turns."""
    rest, names = iter(entities), 0
    stems: list[Path] = []
    helper: Helper | None = None
    asked = False
    try:
        while block := list(islice(rest, _BLOCK)):
            stems.append(folder / f"{len(stems):06}")
            if not asked and names >= _ALONE:
                helper, asked = start_helper(folder, families, sketch), True
            if helper is not None and not helper.busy():
                helper.give(stems[-1], block)
            else:
                make_block(block, families, sketch, stems[-1])
            names += sum(len(entity.aliases) for entity in block)
        if helper is not None:
            helper.finish(families, sketch)
    finally:
        if helper is not None:
            helper.close()
    return stems


def _write(
    stems: Sequence[Path], families: Iterable[str], scratch: Path, stamp: Mapping[str, Any], over: Overlaid | None
) -> None:
    places: dict[str, tuple[int, int]] = {}
    with (scratch / RECORDS).open("wb") as file:
        first = _write_records(stems, file, places)
        _write_columns(stems, file, places, scratch)
        owner = np.repeat(np.arange(len(first) - 1, dtype=np.uint32), np.diff(first))
        for name, bits in gone(over).items() if over is not None else ():
            _section(file, places, name, [bits])
        for family in families:
            joined = Joined(stems, family, first, owner)
            _section(file, places, f"{family}.rows", joined.pieces())
            _section(file, places, f"{family}.places", packed(joined.places))
            _section(file, places, f"{family}.counts", packed(joined.counts))
            _save(joined.trie, scratch / f"{family}.trie")
        file.flush()
        os.fsync(file.fileno())
    shutil.rmtree(scratch / "blocks")
    _write_manifest(scratch, places, {**stamp, "entities": len(first) - 1, "aliases": len(owner)})


def _write_records(stems: Sequence[Path], file: BinaryIO, places: dict[str, tuple[int, int]]) -> NDArray[np.uint32]:
    """Write the kinds of all entities, and the first alias of each, which come back."""
    names = array("I")
    for records in load_records(stems):
        names.extend(records.names)
    _section(file, places, "kinds", (records.kinds for records in load_records(stems)))
    first = steps(np.array(names, np.uint32)).astype(np.uint32)
    _section(file, places, "first", [first])
    return first


def _write_columns(stems: Sequence[Path], file: BinaryIO, places: dict[str, tuple[int, int]], scratch: Path) -> None:
    for column in COLUMNS:
        trie, numbers = join_strings(stems, column)
        _section(file, places, f"{column}.numbers", packed(numbers))
        _save(trie, scratch / f"{column}.strings")
        if column == "id":
            entities = np.zeros(len(trie), np.uint32)
            entities[numbers] = np.arange(len(numbers), dtype=np.uint32)
            _section(file, places, "entities", packed(entities))


def _save(trie: Any, path: Path) -> None:
    path.write_bytes(trie.tobytes())  # its own way to save says nothing of a full disk


def _section(file: BinaryIO, places: dict[str, tuple[int, int]], name: str, pieces: Iterable[Any]) -> None:
    file.write(b"\0" * (-file.tell() % 8))  # arrays start where their numbers can be read in place
    start = file.tell()
    for piece in pieces:
        file.write(piece)
    places[name] = (start, file.tell() - start)


def _write_manifest(scratch: Path, places: Mapping[str, tuple[int, int]], stamp: Mapping[str, Any]) -> None:
    files = {
        path.name: {"size": path.stat().st_size, "crc32": checksum(path)}
        for path in sorted(scratch.iterdir())
        if path.name != MANIFEST
    }
    manifest = {"format": FORMAT, "longest": LONGEST, "stamp": dict(stamp), "sections": places, "files": files}
    (scratch / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), "utf-8")
