"""Entities put aside in a file of their own, in any order and number, and given back in order of id."""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.base.errors import HomeError

_ENTITY_KINDS = {str(kind): kind for kind in EntityKind}
_ALIAS_KINDS = {str(kind): kind for kind in AliasKind}
_STATUSES = {str(status): status for status in Status}


class Spool:
    """A context manager; what it holds is gone when it is closed.  A value may be None: known not to be there."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)  # a private file, gone with the connection
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("CREATE TABLE rows (id TEXT UNIQUE, entity BLOB, place TEXT)")
        self._rows.execute("BEGIN")

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Throw everything away."""
        self._rows.close()

    def put(self, id_: str, entity: Entity | None, place: str = "") -> bool:
        """Keep an entity and where it stood; False where the id is here already, which stays as it is."""
        row = (id_, _packed(entity), place)
        return bool(self._run("INSERT OR IGNORE INTO rows VALUES (?, ?, ?)", *row).rowcount)

    def replace(self, entity: Entity) -> None:
        """Another version of an entity that is here."""
        self._run("UPDATE rows SET entity = ? WHERE id = ?", _packed(entity), entity.id)

    def get(self, id_: str) -> Entity | None:
        """The entity with this id."""
        row = self._run("SELECT entity FROM rows WHERE id = ?", id_).fetchone()
        return _unpacked(row[0]) if row is not None else None

    def place(self, id_: str) -> str:
        """Where the entity with this id stood; empty where there is none."""
        row = self._run("SELECT place FROM rows WHERE id = ?", id_).fetchone()
        return str(row[0]) if row is not None else ""

    def pairs(self) -> Iterator[tuple[str, Entity | None]]:
        """All ids in order, with what is kept of them."""
        for id_, entity in self._run("SELECT id, entity FROM rows ORDER BY id"):
            yield id_, _unpacked(entity)

    def _run(self, sql: str, *values: object) -> Any:
        try:
            return self._rows.execute(sql, values)
        except sqlite3.OperationalError as cause:
            raise HomeError(f"the system's folder for temporary files can't be used ({cause}); is it full?") from cause


def _packed(entity: Entity | None) -> bytes:
    # Plain tuples pass through marshal ten times faster than the entity itself through pickle.
    if entity is None:
        return marshal.dumps(None)
    aliases = tuple(
        (a.text, a.lang, str(a.kind), a.source, a.confidence, a.since, a.until, str(a.status), a.prior)
        for a in entity.aliases
    )
    return marshal.dumps((
        entity.id, str(entity.kind), entity.name, entity.country, entity.city, entity.part_of, entity.related,
        entity.source, entity.different_from, entity.merged_into, aliases,
    ))  # fmt: skip


def _unpacked(packed: bytes) -> Entity | None:
    row: Any = marshal.loads(packed)
    if row is None:
        return None
    id_, kind, name, country, city, part_of, related, source, different_from, merged_into, aliases = row
    return Entity(
        id_, _ENTITY_KINDS[kind], name, country, city, part_of, related, source, different_from, merged_into,
        tuple(_alias(*each) for each in aliases),
    )  # fmt: skip


def _alias(text: str, lang: str | None, kind: str, source: str | None, confidence: float, *rest: Any) -> Alias:
    since, until, status, prior = rest
    return Alias(text, lang, _ALIAS_KINDS[kind], source, confidence, since, until, _STATUSES[status], prior)
