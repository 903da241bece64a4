"""What the bundled tables know of the entities of a user's table: their other names.

An entity is the bundled one if both have the same kind and the same shown name (folded), only one bundled
entity has it, and no country contradicts.  Its bundled names then find it, too; they stay apart from the
table, where they show as coming from the bundled tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from polyonym.aliases.bundled import bundled_entities
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.engine.text.fold import Key, key

_CONFIDENCE = 0.95
SOURCE = "bundled tables"
"""What the source of a name says that a bundled table lent."""
_KNOWN_BY = frozenset({AliasKind.OFFICIAL, AliasKind.SHORT})


Known = Mapping[tuple[EntityKind, Key], Entity]
"""Entities by their kind and one of their English names."""


def with_knowledge(entities: Iterable[Entity], by_name: Known) -> Iterator[Entity]:
    """`entities`, each with the names that its counterpart among those known `by_name` has beside."""
    for entity in entities:
        twin = by_name.get((entity.kind, key(entity.name)))
        if twin is None or twin.id == entity.id or _differ(entity.country, twin.country):
            yield entity
        else:
            yield replace(entity, aliases=(*entity.aliases, *_beside(entity, twin)))


@cache
def bundled() -> Known:
    """The bundled entities."""
    return known(bundled_entities())


def known(entities: Iterable[Entity]) -> Known:
    """Entities by what they are known by; a name that several have tells nothing."""
    found: dict[tuple[EntityKind, Key], Entity | None] = {}
    for entity in entities:
        names = {entity.name, *(a.text for a in entity.names() if a.lang == "en" and a.kind in _KNOWN_BY)}
        for name in {key(name) for name in names}:
            found[entity.kind, name] = None if (entity.kind, name) in found else entity
    return {name: entity for name, entity in found.items() if entity is not None}


def _differ(ours: str | None, theirs: str | None) -> bool:
    return ours is not None and theirs is not None and ours != theirs


def _beside(entity: Entity, twin: Entity) -> Iterator[Alias]:
    ours = {key(alias.text) for alias in entity.names()}
    for alias in twin.names():
        if key(alias.text) not in ours and alias.kind is not AliasKind.GARBLE:
            ours.add(key(alias.text))
            yield replace(alias, confidence=alias.confidence * _CONFIDENCE, source=SOURCE)
