"""Compile an alias table into a lexicon.

How names are spelled is not known here: the caller hands over families of key functions, each from an
entity's alias to the keys under which the alias shall be found, and a function that sketches an alias: a
short text, kept beside it, by which many aliases can be judged at once without being read.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import marisa_trie
from polyonym.aliases.lexicon.layout import FORMAT, KINDS, MANIFEST, RECORDS, checksum, rows
from polyonym.aliases.model import Alias, Entity

KeyFunction = Callable[[Entity, Alias], Iterable[str]]
Sketcher = Callable[[Entity, Alias], str]


def compile_lexicon(
    entities: Iterable[Entity],
    families: Mapping[str, KeyFunction],
    directory: Path,
    *,
    sketch: Sketcher,
    stamp: Mapping[str, Any],
) -> Path:
    """Write a lexicon of `entities` to `directory`, whole or not at all; `stamp` is kept in its manifest.

    Where another process has put one there meanwhile, that one stays.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".compiling-", dir=directory.parent))
    try:
        _write(_Collected(entities, families, sketch), scratch, stamp)
        try:
            os.rename(scratch, directory)
        except OSError:
            if not (directory / MANIFEST).is_file():
                raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return directory


class _Collected:
    """Everything that the files will hold, gathered in one pass over the entities."""

    def __init__(self, entities: Iterable[Entity], families: Mapping[str, KeyFunction], sketch: Sketcher) -> None:
        self.entity_rows: list[bytes] = []
        self.alias_rows: list[bytes] = []
        self.sketches: list[bytes] = []
        self.kinds = bytearray()
        self.owner = array("I")
        self.first_alias = array("I", [0])
        self.postings: dict[str, dict[str, array[int]]] = {family: {} for family in families}
        self.ids: list[str] = []
        for entity in entities:
            self._add(entity, families, sketch)

    def _add(self, entity: Entity, families: Mapping[str, KeyFunction], sketch: Sketcher) -> None:
        self.ids.append(entity.id)
        self.entity_rows.append(_entity_row(entity))
        self.kinds.append(KINDS.index(entity.kind))
        for alias in entity.names():
            number = len(self.alias_rows)
            self.alias_rows.append(_alias_row(alias))
            self.sketches.append(sketch(entity, alias).encode("utf-8"))
            self.owner.append(len(self.ids) - 1)
            for family, keys_of in families.items():
                postings = self.postings[family]
                for key in keys_of(entity, alias):
                    found = postings.get(key)
                    if found is None:
                        postings[key] = array("I", [number])
                    elif found[-1] != number:
                        found.append(number)
        self.first_alias.append(len(self.alias_rows))


def _entity_row(entity: Entity) -> bytes:
    row = [
        entity.id,
        entity.kind,
        entity.name,
        entity.country,
        entity.city,
        entity.part_of,
        list(entity.related),
    ]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _alias_row(alias: Alias) -> bytes:
    row = [alias.text, alias.lang, alias.kind, alias.confidence, alias.since, alias.until, alias.source]
    while row[-1] is None:
        row.pop()
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _write(collected: _Collected, scratch: Path, stamp: Mapping[str, Any]) -> None:
    sections: dict[str, bytes | bytearray] = {}
    kept = (("entity", collected.entity_rows), ("alias", collected.alias_rows), ("sketch", collected.sketches))
    for name, row_list in kept:
        data, starts = rows(iter(row_list))
        sections[f"{name}.rows"], sections[f"{name}.starts"] = data, starts.tobytes()
    sections["kinds"] = collected.kinds
    sections["owner"], sections["first"] = collected.owner.tobytes(), collected.first_alias.tobytes()
    id_trie = marisa_trie.Trie(collected.ids)
    sections["ids"] = _ordered(id_trie, ((entity_id, n) for n, entity_id in enumerate(collected.ids)))
    tries = {"ids": id_trie}
    for family, postings in collected.postings.items():
        trie = tries[family] = marisa_trie.Trie(postings.keys())
        sections[f"{family}.postings"], sections[f"{family}.starts"] = _flat(trie, postings)
    places = _write_sections(scratch / RECORDS, sections)
    for name, trie in tries.items():
        trie.save(str(scratch / f"{name}.trie"))
    _write_manifest(scratch, places, {**stamp, "entities": len(collected.ids), "aliases": len(collected.alias_rows)})


def _ordered(trie: marisa_trie.Trie, pairs: Iterator[tuple[str, int]]) -> bytes:
    numbers = array("I", bytes(4 * len(trie)))
    for text, number in pairs:
        numbers[trie[text]] = number
    return numbers.tobytes()


def _flat(trie: marisa_trie.Trie, postings: Mapping[str, array[int]]) -> tuple[bytes, bytes]:
    ordered: list[array[int]] = [array("I")] * len(postings)
    for key, numbers in postings.items():
        ordered[trie[key]] = numbers
    starts = array("I", [0])
    flat = array("I")
    for numbers in ordered:
        flat.extend(numbers)
        starts.append(len(flat))
    return flat.tobytes(), starts.tobytes()


def _write_sections(path: Path, sections: Mapping[str, bytes | bytearray]) -> dict[str, tuple[int, int]]:
    places = {}
    with path.open("wb") as file:
        for name, data in sections.items():
            file.write(b"\0" * (-file.tell() % 8))  # arrays start where their numbers can be read in place
            places[name] = (file.tell(), len(data))
            file.write(data)
        file.write(b"\0")  # never empty, so that it can be mapped
        file.flush()
        os.fsync(file.fileno())
    return places


def _write_manifest(scratch: Path, places: Mapping[str, tuple[int, int]], stamp: Mapping[str, Any]) -> None:
    files = {
        path.name: {"size": path.stat().st_size, "crc32": checksum(path)}
        for path in sorted(scratch.iterdir())
        if path.name != MANIFEST
    }
    manifest = {"format": FORMAT, "stamp": dict(stamp), "sections": places, "files": files}
    (scratch / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), "utf-8")
