"""A small lexicon of what was edited, laid over the large one of what was there before.

So an edit of a table of a million names costs what its own names cost.  The layers are immutable; together they
answer as one lexicon of the edited table would: entities that were edited or removed are gone from below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from polyonym.aliases.lexicon.layout import UNDER
from polyonym.aliases.lexicon.lexicon import Family, Lexicon, cached
from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.base.errors import BusyError

GONE_ALIASES, GONE_ENTITIES = "gone.aliases", "gone.entities"
"""Sections of an upper layer: a bit for each number of what lies below, set where that counts no more."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """What an upper layer is laid over, and the ids of the entities that were edited since."""

    below: Lexicon
    ids: Sequence[str]


def gone(over: Overlaid) -> dict[str, bytearray]:
    """The sections of an upper layer that say what below counts no more."""
    below = over.below
    entities, aliases = bytearray(below.entity_count // 8 + 1), bytearray(below.alias_count // 8 + 1)
    for number in (place for each in over.ids if (place := below.place(each)) is not None):
        _set(entities, number)
        for alias in below.aliases(number):
            _set(aliases, alias)
    return {GONE_ENTITIES: entities, GONE_ALIASES: aliases}


def _set(bits: bytearray, number: int) -> None:
    bits[number >> 3] |= 1 << (number & 7)


def open_lexicon(directory: Path) -> Lexicon:
    """The lexicon in `directory` with what it is laid over.

    Raises DamagedError, VersionError; BusyError where another process has just replaced what lies below.
    """
    if not directory.is_dir():
        raise BusyError(f"{directory} was compiled again by another process; run the command again")
    top = Lexicon(directory)
    under = top.stamp.get(UNDER)
    return top if under is None else Layered(open_lexicon(directory.parent / str(under)), top)


def layers(lexicon: Lexicon) -> Iterator[Lexicon]:
    """A lexicon and all those that it is laid over, the uppermost first."""
    while isinstance(lexicon, Layered):
        yield lexicon.top
        lexicon = lexicon.below
    yield lexicon


class Layered(Lexicon):
    """Two lexicons as one: numbers from `below` stay, those of `top` come after them."""

    def __init__(self, below: Lexicon, top: Lexicon) -> None:
        self.below, self.top = below, top
        self.directory, self.stamp = top.directory, top.stamp
        self._entities, self._aliases = below.entity_count, below.alias_count
        self.entity_count = below.entity_count + top.entity_count
        self.alias_count = below.alias_count + top.alias_count
        self.gone_aliases, self.gone_entities = Bits(top, GONE_ALIASES), Bits(top, GONE_ENTITIES)
        self.owner = Owners(below, top)
        self.entity, self.alias = cached(self._entity_at), cached(self._alias_at)
        self._families = {}

    def family(self, name: str) -> Family:
        """One family of keys."""
        if name not in self._families:
            self._families[name] = LayeredFamily(self, self.below.family(name), self.top.family(name))
        return self._families[name]

    def _entity_at(self, number: int) -> Entity:
        return self.below.entity(number) if number < self._entities else self.top.entity(number - self._entities)

    def _alias_at(self, number: int) -> Alias:
        return self.below.alias(number) if number < self._aliases else self.top.alias(number - self._aliases)

    def kind(self, entity: int) -> EntityKind:
        """The kind of an entity."""
        return self.below.kind(entity) if entity < self._entities else self.top.kind(entity - self._entities)

    def aliases(self, entity: int) -> range:
        """The numbers of an entity's aliases."""
        if entity < self._entities:
            return self.below.aliases(entity)
        found = self.top.aliases(entity - self._entities)
        return range(found.start + self._aliases, found.stop + self._aliases)

    def sketches(self, aliases: Iterable[int]) -> list[str]:
        """What the lexicon's maker sketched of each alias."""
        aliases = list(aliases)
        below = iter(self.below.sketches(each for each in aliases if each < self._aliases))
        top = iter(self.top.sketches(each - self._aliases for each in aliases if each >= self._aliases))
        return [next(below) if each < self._aliases else next(top) for each in aliases]

    def place(self, entity_id: str) -> int | None:
        """The number of the entity with this very id, or None."""
        found = self.top.place(entity_id)
        if found is not None:
            return found + self._entities
        found = self.below.place(entity_id)
        return None if found is None or self.gone_entities[found] else found


class Owners:
    """The number of the entity that has an alias, by the alias's."""

    def __init__(self, below: Lexicon, top: Lexicon) -> None:
        self._below, self._top, self._entities = below.owner, top.owner, below.entity_count

    def __getitem__(self, alias: int) -> int:
        if alias < len(self._below):
            return self._below[alias]
        return self._entities + self._top[alias - len(self._below)]

    def __len__(self) -> int:
        return len(self._below) + len(self._top)


class Bits:
    """A section of bits of a lexicon."""

    def __init__(self, lexicon: Lexicon, section: str) -> None:
        self._bits = lexicon.section(section)

    def __getitem__(self, number: int) -> bool:
        return bool(self._bits[number >> 3] >> (number & 7) & 1)


class LayeredFamily(Family):
    """A family of keys of two layers."""

    def __init__(self, lexicon: Layered, below: Family, top: Family) -> None:
        self._below, self._top = below, top
        self._first, self._gone = lexicon.below.alias_count, lexicon.gone_aliases

    def find(self, key: str) -> Sequence[int]:
        """The aliases that have this key, in rising order."""
        gone, first = self._gone, self._first
        below = [alias for alias in self._below.find(key) if not gone[alias]]
        return below + [alias + first for alias in self._top.find(key)]

    def __contains__(self, key: str) -> bool:
        return key in self._below or key in self._top

    def __len__(self) -> int:
        return len(self._below) + len(self._top)

    def keys(self) -> list[str]:
        """All keys, those too that only what is gone has; only for families of few."""
        return list(dict.fromkeys((*self._below.keys(), *self._top.keys())))

    def starting(self, beginning: str) -> Iterator[str]:
        """The keys that begin so; some may be of aliases that are gone."""
        yield from (key for key in self._below.starting(beginning) if key not in self._top)
        yield from self._top.starting(beginning)

    def prefixes(self, text: str) -> list[str]:
        """The keys that `text` begins with, shortest first; some may be of aliases that are gone."""
        return sorted({*self._below.prefixes(text), *self._top.prefixes(text)}, key=len)
