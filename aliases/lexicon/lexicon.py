"""Read a compiled lexicon: entities and aliases by number, aliases by key."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import marisa_trie
from polyonym.aliases.lexicon.columns import Column, damage, mapped
from polyonym.aliases.lexicon.family import Family
from polyonym.aliases.lexicon.layout import COLUMNS, KINDS, MANIFEST, RECORDS, Sections, manifest_of
from polyonym.aliases.lexicon.packed import Packed
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind

_ROWS = ".rows"
_LONGEST_WAY = 50
"""So many mergers are followed to where an id leads."""
Read = TypeVar("Read")


def cached(read: Callable[[int], Read]) -> Callable[[int], Read]:
    """What reads by number, remembering what it read last."""
    return lru_cache(maxsize=1 << 14)(read)


class Numbers(Protocol):
    """Numbers by place."""

    def __getitem__(self, place: int, /) -> int: ...


class Owners:
    """Whose each alias is, by number."""

    def __init__(self, first: memoryview[int]) -> None:
        self._first = first

    def __getitem__(self, alias: int) -> int:
        return bisect_right(self._first, alias) - 1


class Lexicon:
    """An open lexicon; safe to share between threads, cheap to open, shared by processes."""

    def __init__(self, directory: Path) -> None:
        manifest = manifest_of(directory)
        self.directory = directory
        try:
            self.stamp: dict[str, Any] = manifest["stamp"]
            self.entity_count: int = self.stamp["entities"]
            self.alias_count: int = self.stamp["aliases"]
            self._longest: int = manifest["longest"]
            self._sections = Sections(directory / RECORDS, manifest["sections"])
            self._load()
            for section in manifest["sections"]:  # all files at once: others may remove them while this is open
                if section.endswith(_ROWS):
                    self.family(section.removesuffix(_ROWS))
        except (OSError, KeyError, TypeError) as cause:
            raise damage(directory / MANIFEST) from cause
        except (ValueError, struct.error) as cause:
            raise damage(directory / RECORDS) from cause
        self.entity, self.alias = cached(self._read_entity), cached(self._read_alias)

    def _load(self) -> None:
        bytes_of, folder = self._sections.bytes, self.directory
        self._first = self._sections.numbers("first")
        self.owner: Numbers = Owners(self._first)
        self._kinds = bytes_of("kinds")
        columns = [Column(folder / f"{column}.strings", bytes_of(f"{column}.numbers")) for column in COLUMNS]
        self._texts, self._manners, self._sketches, self._ids, self._seats, self._ties = columns
        self._entities = Packed(bytes_of("entities"))
        self._families: dict[str, Family] = {}

    def section(self, name: str) -> memoryview:
        """A section as raw bytes."""
        return self._sections.bytes(name)

    @property
    def known_count(self) -> int:
        """How many aliases there are to be found."""
        return self.alias_count

    def sketches(self, aliases: Sequence[int]) -> list[str]:
        """What the lexicon's maker sketched of each alias."""
        return self._sketches.take(aliases)

    def family(self, name: str) -> Family:
        """One family of keys."""
        if name not in self._families:
            trie = mapped(self.directory / f"{name}.trie", marisa_trie.Trie())
            sections = {part: self._sections.bytes(f"{name}.{part}") for part in ("rows", "places", "counts")}
            try:
                self._families[name] = Family(trie, sections, self._first, self._longest)
            except (ValueError, struct.error) as cause:
                raise damage(self.directory / RECORDS) from cause
        return self._families[name]

    def _read_entity(self, number: int) -> Entity:
        country, city = _filled(self._seats.values(number), 2)
        part_of, related, source, others, merged_into = _filled(self._ties.values(number), 5)
        names = self.aliases(number)
        name = self._texts[names.start] if names else self._ids[number]  # one that was merged has no names
        return Entity(
            self._ids[number], self.kind(number), name, country, city, part_of,
            tuple(related or ()), source, tuple(others or ()), merged_into,
        )  # fmt: skip

    def _read_alias(self, number: int) -> Alias:
        lang, kind, confidence, since, until, source, prior = _filled(self._manners.values(number), 7)
        return Alias(self._texts[number], lang, AliasKind(kind), source, confidence, since, until, prior=prior)

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
        number = self._ids.find(entity_id)
        return None if number is None else self._entities[number]


def _filled(values: list[Any], count: int) -> list[Any]:
    """The values, and None for those that weren't stored."""
    return values + [None] * (count - len(values))
