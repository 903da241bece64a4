"""Which entities refer to one, and how they are led to another."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from polyonym.aliases.model import Entity

# The lists are JSON, in which an id stands between quotation marks; what they show by chance is told by `refers`.
_WHERE = """
SELECT id FROM entities WHERE part_of = ?1 OR merged_into = ?1
OR (related IS NOT NULL AND instr(related, ?2)) OR (different_from IS NOT NULL AND instr(different_from, ?2))
"""
_ALL = """
SELECT id, part_of, merged_into, related, different_from FROM entities
WHERE part_of IS NOT NULL OR merged_into IS NOT NULL OR related IS NOT NULL OR different_from IS NOT NULL
"""
_FEW = 8  # questions after which reading all references once is cheaper than to look through them again


class References:
    """Which entities of a table refer to an id, as a transaction found them at its beginning."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._asked = 0
        self._known: dict[str, set[str]] | None = None

    def to(self, entity_id: str) -> set[str]:
        """The ids of those that refer to it, and perhaps of some that don't."""
        self._asked += 1
        if self._known is None and self._asked <= _FEW:
            quoted = json.dumps(entity_id, ensure_ascii=False)
            return {id_ for (id_,) in self._connection.execute(_WHERE, (entity_id, quoted))}
        if self._known is None:
            self._known = self._read()
        return self._known.get(entity_id, set())

    def _read(self) -> dict[str, set[str]]:
        known: dict[str, set[str]] = {}
        for id_, part_of, merged_into, *lists in self._connection.execute(_ALL):
            listed = [other for each in lists if each for other in json.loads(each)]
            for other in (part_of, merged_into, *listed):
                if other is not None:
                    known.setdefault(other, set()).add(id_)
        return known


def refers(entity: Entity, entity_id: str) -> bool:
    """Whether an entity names this id anywhere."""
    lists = (entity.related, entity.different_from)
    return entity_id in (entity.part_of, entity.merged_into) or any(entity_id in each for each in lists)


def led(entity: Entity, old: str, new: str | None) -> Entity:
    """The entity with `new` wherever it named `old`, or with nothing there; never with itself."""
    one = new if new != entity.id else None
    return replace(
        entity,
        part_of=one if entity.part_of == old else entity.part_of,
        merged_into=one if entity.merged_into == old else entity.merged_into,
        related=_led(entity.related, old, one),
        different_from=_led(entity.different_from, old, one),
    )


def _led(ids: tuple[str, ...], old: str, new: str | None) -> tuple[str, ...]:
    if old not in ids:
        return ids
    return without_none(new if each == old else each for each in ids)


def without_none(ids: Iterable[str | None]) -> tuple[str, ...]:
    """The ids once each, in their order."""
    return tuple(dict.fromkeys(each for each in ids if each is not None))
