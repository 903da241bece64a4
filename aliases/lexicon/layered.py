"""A small lexicon of what was edited, laid over the large one of what was there before.

So an edit of a table of a million names costs what its own names cost.  The layers are immutable; together they
answer as one lexicon of the edited table would: entities that were edited or removed are gone from below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from polyonym.aliases.lexicon.family import Family
from polyonym.aliases.lexicon.layered_family import Bits, LayeredFamily
from polyonym.aliases.lexicon.layout import UNDER
from polyonym.aliases.lexicon.lexicon import Lexicon, cached
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
        self._first_entity, self._first_alias = below.entity_count, below.alias_count
        self.entity_count = below.entity_count + top.entity_count
        self.alias_count = below.alias_count + top.alias_count
        self.gone_aliases, self.gone_entities = Bits(top.section(GONE_ALIASES)), Bits(top.section(GONE_ENTITIES))
        self.owner = Owners(below, top)
        self.entity, self.alias = cached(self._entity_at), cached(self._alias_at)
        self._families = {}

    def family(self, name: str) -> Family:
        """One family of keys."""
        if name not in self._families:
            self._families[name] = LayeredFamily(
                self.below.family(name), self.top.family(name), self._first_alias, self.gone_aliases
            )
        return self._families[name]

    @property
    def known_count(self) -> int:
        """How many aliases there are to be found: of those below only what isn't gone."""
        return self.below.known_count - self.gone_aliases.count + self.top.known_count

    def _entity_at(self, number: int) -> Entity:
        first = self._first_entity
        return self.below.entity(number) if number < first else self.top.entity(number - first)

    def _alias_at(self, number: int) -> Alias:
        return self.below.alias(number) if number < self._first_alias else self.top.alias(number - self._first_alias)

    def kind(self, entity: int) -> EntityKind:
        """The kind of an entity."""
        return self.below.kind(entity) if entity < self._first_entity else self.top.kind(entity - self._first_entity)

    def aliases(self, entity: int) -> range:
        """The numbers of an entity's aliases."""
        if entity < self._first_entity:
            return self.below.aliases(entity)
        found = self.top.aliases(entity - self._first_entity)
        return range(found.start + self._first_alias, found.stop + self._first_alias)

    def sketches(self, aliases: Sequence[int]) -> list[str]:
        """What the lexicon's maker sketched of each alias."""
        below = iter(self.below.sketches([each for each in aliases if each < self._first_alias]))
        top = iter(self.top.sketches([each - self._first_alias for each in aliases if each >= self._first_alias]))
        return [next(below) if each < self._first_alias else next(top) for each in aliases]

    def place(self, entity_id: str) -> int | None:
        """The number of the entity with this very id, or None."""
        found = self.top.place(entity_id)
        if found is not None:
            return found + self._first_entity
        found = self.below.place(entity_id)
        return None if found is None or self.gone_entities[found] else found


class Owners:
    """The number of the entity that has an alias, by the alias's."""

    def __init__(self, below: Lexicon, top: Lexicon) -> None:
        self._below, self._aliases = below.owner, below.alias_count
        self._top, self._entities = top.owner, below.entity_count

    def __getitem__(self, alias: int) -> int:
        if alias < self._aliases:
            return self._below[alias]
        return self._entities + self._top[alias - self._aliases]
