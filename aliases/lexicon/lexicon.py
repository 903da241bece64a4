"""Read a compiled lexicon: entities and aliases by number, aliases by key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import marisa_trie
from polyonym.aliases.lexicon.layout import KINDS, MANIFEST, RECORDS, Sections, manifest_of
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.base.errors import DamagedError

_NOTHING = memoryview(b"").cast("I")
_LONGEST_WAY = 50
"""So many mergers are followed to where an id leads."""
Read = TypeVar("Read")


class Numbers(Protocol):
    """Numbers by place."""

    def __getitem__(self, place: int, /) -> int: ...
    def __len__(self) -> int: ...


def cached(read: Callable[[int], Read]) -> Callable[[int], Read]:
    """What reads by number, remembering what it read last."""
    return lru_cache(maxsize=1 << 14)(read)


class Family:
    """One family of keys: a trie and, for each key, the numbers of its aliases in rising order."""

    def __init__(self, trie: marisa_trie.Trie, postings: memoryview[int], starts: memoryview[int]) -> None:
        self.trie = trie
        self.postings = postings
        self.starts = starts

    def find(self, key: str) -> Sequence[int]:
        """The aliases that have this key; empty for a key that none has."""
        number = self.trie.get(key)
        if number is None:
            return _NOTHING
        return self.postings[self.starts[number] : self.starts[number + 1]]

    def __contains__(self, key: str) -> bool:
        return key in self.trie

    def __len__(self) -> int:
        return len(self.trie)

    def keys(self) -> list[str]:
        """All keys; only for families of few."""
        found: list[str] = self.trie.keys()
        return found

    def starting(self, beginning: str) -> Iterator[str]:
        """The keys that begin so."""
        found: Iterator[str] = self.trie.iterkeys(beginning)
        return found

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
        self.entity, self.alias = cached(self._read_entity), cached(self._read_alias)

    def _load(self) -> None:
        self.owner: Numbers = self._sections.numbers("owner")
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

    def section(self, name: str) -> memoryview:
        """A section as raw bytes."""
        return self._sections.bytes(name)

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
        entity_id, kind, name, country, city, part_of, related, source, others, merged_into = row
        return Entity(
            entity_id, EntityKind(kind), name, country, city, part_of, tuple(related or ()), source,
            tuple(others or ()), merged_into,
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
        """The number of the entity with this id, or of the one that it was merged into; None where there is none."""
        number = self.place(entity_id)
        for _ in range(_LONGEST_WAY):
            if number is None or len(self.aliases(number)):
                return number
            leads_to = self.entity(number).merged_into
            number = None if leads_to is None else self.place(leads_to)
        return None

    def place(self, entity_id: str) -> int | None:
        """The number of the entity with this very id, or None."""
        number = self._ids.get(entity_id)
        return None if number is None else self._id_numbers[number]


def _trie(path: Path) -> marisa_trie.Trie:
    try:
        return marisa_trie.Trie().mmap(str(path))
    except (OSError, RuntimeError) as cause:
        raise _damaged(path) from cause


def _damaged(path: Path) -> DamagedError:
    return DamagedError(f"{path} is damaged; `polyonym verify --repair` compiles the lexicon again")
