"""Findings about a table that says otherwise than the bundled ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from polyonym.aliases.model import Entity, EntityKind
from polyonym.engine.linting.finding import Finding, Findings
from polyonym.engine.linting.texts import quoted
from polyonym.engine.text.fold import Key, key
from polyonym.engine.text.tokens import words


@dataclass(slots=True)
class Known:
    """The bundled entities by id, and by kind and shown name where only one has it."""

    by_id: dict[str, tuple[EntityKind, frozenset[Key]]] = field(default_factory=dict)
    by_name: dict[Key, dict[EntityKind, tuple[str, str | None] | None]] = field(default_factory=dict)


def known_of(entities: Iterable[Entity]) -> Known:
    """What is to be known of the bundled entities."""
    known = Known()
    for entity in entities:
        known.by_id[entity.id] = entity.kind, frozenset(key(each.text) for each in entity.names())
        kinds = known.by_name.setdefault(key(entity.name), {})
        kinds[entity.kind] = None if entity.kind in kinds else (entity.id, entity.country)
    return known


def disagreements(entity: Entity, known: Known) -> Findings:
    """Where an entity of a user's table and the bundled ones can't both be right."""
    twin = known.by_id.get(entity.id)
    if twin is not None:
        yield from _of_one_id(entity, *twin)
        return
    kinds = known.by_name.get(key(entity.name), {})
    same = kinds.get(entity.kind)
    if same is not None and entity.kind not in _NAMESAKES and len({entity.country, same[1]} - {None}) > 1:
        message = f"{quoted(entity.name)} is in {same[1]} in the bundled tables ({same[0]}), in {entity.country} here"
        yield Finding("B002", entity.id, message, entity.name)
    if len(words(key(entity.name))) < _TELLING or entity.kind in kinds:
        return
    for kind, other in kinds.items():
        if other is not None and entity.country and other[1] == entity.country:
            message = f"{quoted(entity.name)} is a {kind} in the bundled tables ({other[0]}), and a {entity.kind} here"
            yield Finding("B003", entity.id, message, entity.name)


_NAMESAKES = frozenset((EntityKind.PERSON, EntityKind.PLACE))
"""Kinds of which other countries have some of the same name, as it should be."""
_TELLING = 2
"""A name of so many words or characters of Han is seldom that of two things."""


def _of_one_id(entity: Entity, kind: EntityKind, names: frozenset[Key]) -> Findings:
    if kind is not entity.kind:
        message = f"its id is that of a {kind} in the bundled tables, and it is a {entity.kind}"
        yield Finding("B001", entity.id, message)
    elif names.isdisjoint(key(each.text) for each in entity.names()):
        message = f"its id is in the bundled tables, under none of its names ({quoted(entity.name)})"
        yield Finding("B001", entity.id, message, entity.name)
