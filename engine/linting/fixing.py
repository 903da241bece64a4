"""Fixes put together: everything safe that can be mended in one entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from polyonym.aliases.model import Entity
from polyonym.engine.linting.finding import Finding

_ROUNDS = 12
"""One fix may make room for another (markup goes, then a comma is at the edge); more rounds than any name needs."""


def fixed(entity: Entity, check: Callable[[Entity], Iterable[Finding]]) -> Entity:
    """The entity with the fixes of its findings, applied until none is left.

    A fix whose names another one changed before waits for the next round, which looks at the entity anew.
    """
    for _ in range(_ROUNDS):
        after = _once(entity, check(entity))
        if after == entity:
            break
        entity = after
    return entity


def _once(entity: Entity, found: Iterable[Finding]) -> Entity:
    first = entity
    fields: set[str] = set()
    for finding in found:
        fix = finding.fix
        if fix is None or not fix.fits(entity) or fields & {name for name, _ in fix.fields}:
            continue
        fields.update(name for name, _ in fix.fields)
        entity = fix.apply(entity)
    return first if entity == first else entity
