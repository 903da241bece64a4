"""Read a compiled lexicon: entities and aliases by number, aliases by key."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import marisa_trie
from polyonym.aliases.lexicon.layout import KINDS, MANIFEST, RECORDS, Sections, manifest_of
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.base.errors import DamagedError

_NOTHING = memoryview(b"").cast("I")


class Family:
    """One family of keys: a trie and, for each key, the numbers of its aliases in rising order."""

    def __init__(self, trie: marisa_trie.Trie, postings: memoryview[int], starts: memoryview[int]) -> None:
        self.trie = trie
        self.postings = postings
        self.starts = starts

    def find(self, key: str) -> memoryview[int]:
        """The aliases that have this key; empty for a key that none has."""
        number = self.trie.get(key)
        if number is None:
            return _NOTHING
        return self.postings[self.starts[number] : self.starts[number + 1]]

    def prefixes(self, text: str) -> list[str]:
        """The keys that `text` begins with, shortest first."""
        found: list[str] = self.trie.prefixes(text)
        return found


class Lexicon:
    """An open lexicon; safe to share between threads, cheap to open, shared by processes."""

    def __init__(self, directory: Path) -> None:
        manifest = manifest_of(directory)
        self.directory = directory
        self._ids = _trie(directory / "ids.trie")
        try:
            self.stamp: dict[str, Any] = manifest["stamp"]
            self.entity_count: int = self.stamp["entities"]
            self.alias_count: int = self.stamp["aliases"]
            self._sections = Sections(directory / RECORDS, manifest["sections"])
            self._load()
        except (OSError, KeyError, ValueError, TypeError) as cause:
            raise _damaged(directory / MANIFEST) from cause
        self.entity = lru_cache(maxsize=4096)(self._read_entity)
        self.alias = lru_cache(maxsize=16384)(self._read_alias)

    def _load(self) -> None:
        self.owner = self._sections.numbers("owner")
        self._first = self._sections.numbers("first")
        self._kinds = self._sections.bytes("kinds")
        self._id_numbers = self._sections.numbers("ids")
        self._entity_rows, self._alias_rows = (
            self._sections.bytes("entity.rows"),
            self._sections.bytes("alias.rows"),
        )
        self._entity_starts = self._sections.numbers("entity.starts", "Q")
        self._alias_starts = self._sections.numbers("alias.starts", "Q")
        self._sketches = self._sections.bytes("sketch.rows")
        self._sketch_starts = self._sections.numbers("sketch.starts", "Q")
        self._families: dict[str, Family] = {}

    def sketches(self, aliases: Iterable[int]) -> list[str]:
        """What the lexicon's maker sketched of each alias."""
        data, starts = self._sketches, self._sketch_starts
        return [str(data[starts[alias] : starts[alias + 1]], "utf-8") for alias in aliases]

    def family(self, name: str) -> Family:
        """One family of keys, loaded when first asked for."""
        if name not in self._families:
            numbers = self._sections.numbers
            self._families[name] = Family(
                _trie(self.directory / f"{name}.trie"), numbers(f"{name}.postings"), numbers(f"{name}.starts")
            )
        return self._families[name]

    def _read_entity(self, number: int) -> Entity:
        row = self._row(self._entity_rows, self._entity_starts, number)
        row += [None] * (10 - len(row))
        entity_id, kind, name, country, city, part_of, related, source, others, rejected = row
        aliases = tuple(Alias(text, status=Status.REJECTED) for text in rejected or ())
        return Entity(
            entity_id, EntityKind(kind), name, country, city, part_of, tuple(related or ()), source,
            tuple(others or ()), aliases=aliases,
        )  # fmt: skip

    def _read_alias(self, number: int) -> Alias:
        row = self._row(self._alias_rows, self._alias_starts, number)
        row += [None] * (8 - len(row))
        text, lang, kind, confidence, since, until, source, prior = row
        return Alias(text, lang, AliasKind(kind), source, confidence, since, until, prior=prior)

    def _row(self, data: memoryview, starts: memoryview, number: int) -> list[Any]:
        raw = bytes(data[starts[number] : starts[number + 1]])
        try:
            row: list[Any] = json.loads(raw.decode("utf-8", "surrogatepass"))
        except ValueError as cause:
            raise _damaged(self.directory / RECORDS) from cause
        return row

    def kind(self, entity: int) -> EntityKind:
        """The kind of an entity, without reading the rest of it."""
        return KINDS[self._kinds[entity]]

    def aliases(self, entity: int) -> range:
        """The numbers of an entity's aliases."""
        return range(self._first[entity], self._first[entity + 1])

    def number(self, entity_id: str) -> int | None:
        """The number of the entity with this id, or None."""
        number = self._ids.get(entity_id)
        return None if number is None else self._id_numbers[number]


def _trie(path: Path) -> marisa_trie.Trie:
    try:
        return marisa_trie.Trie().mmap(str(path))
    except (OSError, RuntimeError) as cause:
        raise _damaged(path) from cause


def _damaged(path: Path) -> DamagedError:
    return DamagedError(f"{path} is damaged; `polyonym verify --repair` compiles the lexicon again")
