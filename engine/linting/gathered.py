"""What must be known of all entities before one of them can be judged: ids, what they refer to, who has which name.

A million names fit: a name is a hash of its folded form and a few numbers beside it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from math import isnan, nan
from typing import NamedTuple

import numpy as np
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.engine.text.fold import Key, key

_KINDS = list(EntityKind)
_LOOSE = frozenset((AliasKind.TRANSLATION, AliasKind.TRANSLITERATION, AliasKind.VARIANT))
MAIN, FULL, LOOSE, SHORT = range(4)
"""How much a name says: the one shown, an official one, a translation or variant, a short or former one."""


class Claim(NamedTuple):
    """That an entity, by its number, has a name: how much the name says, and its prior."""

    owner: int
    worth: int
    prior: float | None


class Gathered:
    """Compact knowledge of all entities of a table; `elsewhere` tells of other ids whether they are known."""

    def __init__(self, entities: Iterable[Entity], elsewhere: Callable[[str], bool] | None = None) -> None:
        self._elsewhere = elsewhere
        self.ids: list[str] = []
        self.number: dict[str, int] = {}
        self.merged: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.different: dict[str, tuple[str, ...]] = {}
        self.sourced = 0
        self._kinds, self._countries, self._cities = array("B"), array("q"), array("q")
        self._hashes, self._owners, self._worths, self._priors = array("q"), array("I"), array("B"), array("f")
        for entity in entities:
            self._take(entity)
        self._groups = dict(self._shared())
        self._in_capitals = self._alike()

    def _take(self, entity: Entity) -> None:
        number = self.number.setdefault(entity.id, len(self.ids))
        if number < len(self.ids):
            return  # a file that gives an id twice is refused elsewhere
        self.ids.append(entity.id)
        self._kinds.append(_KINDS.index(entity.kind))
        self._countries.append(hash(entity.country) if entity.country else 0)
        self._cities.append(hash(key(entity.city)) if entity.city else 0)
        self.sourced += entity.source is not None or any(alias.source is not None for alias in entity.aliases)
        if entity.merged_into is not None:
            self.merged[entity.id] = entity.merged_into
        if entity.part_of is not None:
            self.parents[entity.id] = entity.part_of
        if entity.different_from:
            self.different[entity.id] = entity.different_from
        for name, (worth, prior) in names_of(entity).items():
            self._hashes.append(hash(name))
            self._owners.append(number)
            self._worths.append(worth)
            self._priors.append(nan if prior is None else prior)

    def _shared(self) -> Iterator[tuple[int, tuple[Claim, ...]]]:
        """The names that several entities have, by their hashes."""
        hashes = np.frombuffer(self._hashes, np.int64) if self._hashes else np.zeros(0, np.int64)
        order = np.argsort(hashes, kind="stable")
        in_order = hashes[order]
        starts = np.flatnonzero(np.concatenate(([True], in_order[1:] != in_order[:-1]))) if len(order) else order
        sizes = np.diff(np.append(starts, len(order)))
        for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
            rows = order[start : start + size].tolist()
            yield int(in_order[start]), tuple(self._claim(row) for row in rows)

    def _claim(self, row: int) -> Claim:
        prior = self._priors[row]
        return Claim(self._owners[row], self._worths[row], None if isnan(prior) else prior)

    def _alike(self) -> frozenset[int]:
        """Hashes of the small letters of ids that differ in capitals only."""
        small = np.fromiter((hash(each.casefold()) for each in self.ids), np.int64, len(self.ids))
        found, counts = np.unique(small, return_counts=True)
        return frozenset(found[counts > 1].tolist())

    def has_twin(self, entity_id: str) -> bool:
        """Whether another id differs from this one in capitals only."""
        return hash(entity_id.casefold()) in self._in_capitals

    def __len__(self) -> int:
        return len(self.ids)

    def claims(self, name: Key) -> tuple[Claim, ...]:
        """All claims to a name that several entities have; none for any other name."""
        return self._groups.get(hash(name), ())

    def country(self, number: int) -> int:
        """The country of an entity as a number; 0 where it isn't known."""
        return self._countries[number]

    def kind(self, number: int) -> EntityKind:
        """The kind of an entity."""
        return _KINDS[self._kinds[number]]

    def city(self, number: int) -> int:
        """The city of an entity as a number; 0 where it isn't known."""
        return self._cities[number]

    def knows(self, entity_id: str) -> bool:
        """Whether there is such an entity."""
        return entity_id in self.number or (self._elsewhere is not None and self._elsewhere(entity_id))

    def leads_to(self, entity_id: str) -> str | None:
        """The id at the end of the way on which merged ids lead; None where it leads in a circle."""
        seen = {entity_id}
        while (onward := self.merged.get(entity_id)) is not None:
            if onward in seen:
                return None
            seen.add(onward)
            entity_id = onward
        return entity_id


def names_of(entity: Entity) -> dict[Key, tuple[int, float | None]]:
    """The folded names by which an entity is meant, with how much each says and its prior."""
    if entity.merged_into is not None:
        return {}
    found: dict[Key, tuple[int, float | None]] = {key(entity.name): (MAIN, None)}
    for alias in entity.aliases:
        if alias.status is Status.ACTIVE and alias.kind is not AliasKind.GARBLE:
            name = key(alias.text)
            worth, prior = found.get(name, (SHORT, None))
            found[name] = min(worth, _worth(alias)), prior if alias.prior is None else alias.prior
    return found


def _worth(alias: Alias) -> int:
    if alias.kind is AliasKind.OFFICIAL:
        return FULL
    return LOOSE if alias.kind in _LOOSE else SHORT
