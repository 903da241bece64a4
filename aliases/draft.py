"""A change set that is being made: entities as its edits have left them so far."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from polyonym.aliases import queries
from polyonym.aliases.changing import existing
from polyonym.aliases.journal import Change
from polyonym.aliases.lineage import led_on
from polyonym.aliases.model import Entity, EntityKind
from polyonym.aliases.reading import Reader
from polyonym.aliases.records import checked
from polyonym.aliases.references import References, refers
from polyonym.base.errors import InputError, UsageError

_NAMED = 3


class Draft:
    """What a transaction has read and changed; nothing of it is written before `changes` are."""

    def __init__(self, connection: sqlite3.Connection, reader: Reader) -> None:
        self._connection = connection
        self._reader = reader
        self._before: dict[str, Entity | None] = {}
        self._now: dict[str, Entity | None] = {}
        self._references = References(connection)

    def get(self, entity_id: str) -> Entity | None:
        """The entity as it is now, or None."""
        if entity_id not in self._now:
            entity = existing(self._connection, [entity_id]).get(entity_id) if entity_id.isprintable() else None
            self._before[entity_id] = self._now[entity_id] = entity
        return self._now[entity_id]

    def known(self, entity_id: str) -> Entity:
        """The same; UsageError where there is none."""
        entity = self.get(entity_id)
        if entity is not None:
            return entity
        gone = queries.removal(self._reader, entity_id)
        since = f"; change set {gone[0].id} removed it" if gone else ""
        raise UsageError(f"there is no entity {entity_id:.100} in this table{since}")

    def live(self, entity_id: str) -> Entity:
        """The same; UsageError also where it was merged into another."""
        entity = self.known(entity_id)
        if entity.merged_into is None:
            return entity
        last = led_on(self.get, entity_id)
        raise UsageError(f"{entity_id} was merged into {last.id if last else entity.merged_into}; edit that one")

    def refuse_used(self, entity_id: str, kind: EntityKind, name: str) -> None:
        """Raise UsageError where the id is another's, or was one's that was removed."""
        if self.get(entity_id) is not None:
            raise UsageError(f"there is an entity {entity_id} already; choose another id")
        gone = queries.removal(self._reader, entity_id)
        if gone is not None and (gone[1].kind, gone[1].name) != (kind, name):
            raise UsageError(
                f"{entity_id} was the id of {gone[1].name!r:.80} until change set {gone[0].id} removed it; "
                "choose another id, or undo that"
            )

    def put(self, entity: Entity) -> None:
        """Let an entity be this.  Raises InputError where no table could hold it."""
        try:
            entity = checked(entity)
        except ValueError as cause:
            raise InputError(str(cause)) from cause
        self.get(entity.id)
        self._now[entity.id] = entity

    def take(self, entity_id: str) -> None:
        """Take an entity out."""
        self.get(entity_id)
        self._now[entity_id] = None

    def referring(self, entity_id: str) -> list[Entity]:
        """The other entities that refer to this one, in order of id."""
        changed = (id_ for id_, entity in self._now.items() if entity is not None and refers(entity, entity_id))
        ids = sorted({*self._references.to(entity_id), *changed} - {entity_id})
        self._read(ids)
        found = (self.get(id_) for id_ in ids)
        return [entity for entity in found if entity is not None and refers(entity, entity_id)]

    def _read(self, ids: Iterable[str]) -> None:
        missing = [id_ for id_ in ids if id_ not in self._now]
        for id_, entity in existing(self._connection, missing).items():
            self._before[id_] = self._now[id_] = entity

    def before_merging(self, stub: Entity) -> tuple[int, Entity] | None:
        """The change set that merged an entity into another, and what it was before that."""
        for number, change in queries.changes_of(self._reader, stub.id):
            if change.before is not None and change.before.merged_into is None:
                return (number, change.before) if change.after is not None and change.after.merged_into else None
        return None

    def as_of(self, entity_id: str, change_set: int) -> Entity | None:
        """What an entity was once this change set was made."""
        self.get(entity_id)
        return queries.as_of(self._reader, entity_id, change_set, self._before[entity_id])

    def changes(self) -> list[Change]:
        """What became of the entities, in order of id."""
        pairs = ((self._before[id_], self._now[id_]) for id_ in sorted(self._now))
        return [Change(before, after) for before, after in pairs if before != after]


def listed(entities: list[Entity]) -> str:
    """The ids of some entities, the first few of many."""
    ids = ", ".join(entity.id for entity in entities[:_NAMED])
    return ids if len(entities) <= _NAMED else f"{ids} and {len(entities) - _NAMED} more"
