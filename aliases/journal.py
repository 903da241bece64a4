"""The journal of the alias table: every edit a change set, with what was before and what after.

Changes lie in compressed parts of many, so that a bulk import costs little; a part knows the first
and last id in it.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from polyonym.aliases.model import Entity
from polyonym.aliases.records import entity_from

_COUNT = """
UPDATE change_sets SET added = added + ?, changed = changed + ?, removed = removed + ? WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One entity before and after an edit; None where it wasn't there."""

    before: Entity | None
    after: Entity | None

    def __post_init__(self) -> None:
        if self.before == self.after:
            raise ValueError("a change needs a difference")

    @property
    def id(self) -> str:
        """Whose change it is."""
        entity = self.after or self.before
        assert entity is not None
        return entity.id


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One edit: when (UTC, ISO 8601), by whom and why, how many entities it touched, what it undoes."""

    id: int
    at: str
    who: str
    why: str
    undoes: int | None
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Written:
    """A change with the JSON that is stored of it; made once, since journal and token both need it."""

    change: Change
    before: str
    after: str


class Journal:
    """Change sets of one table; its caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def open_set(self, who: str, why: str, undoes: int | None) -> int:
        """Begin a change set and return its id."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        sql = "INSERT INTO change_sets (at, who, why, undoes) VALUES (?, ?, ?, ?)"
        id_ = self._connection.execute(sql, (now, who, why, undoes)).lastrowid
        assert id_ is not None
        return id_

    def record(self, change_set: int, part: int, written: Sequence[Written]) -> None:
        """Add changes to the set, as its part number `part`."""
        ids = sorted(w.change.id for w in written)
        text = "\n".join(f"{json.dumps(w.change.id)}\t{w.before}\t{w.after}" for w in written)
        row = (change_set, part, ids[0], ids[-1], zlib.compress(text.encode(), 1))
        self._connection.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?)", row)
        kinds = [_kind(w.change) for w in written]
        counts = [kinds.count(kind) for kind in ("added", "changed", "removed")]
        self._connection.execute(_COUNT, (*counts, change_set))


def _kind(change: Change) -> str:
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


def changes_in(parts: Iterable[bytes], entity_id: str | None = None) -> Iterator[Change]:
    """The changes that stored parts hold, in their order; of one entity only where `entity_id` is given."""
    start = None if entity_id is None else f"{json.dumps(entity_id)}\t"
    for part in parts:
        for line in zlib.decompress(part).decode().split("\n"):
            if start is None or line.startswith(start):
                _, before, after = line.split("\t")
                yield Change(_entity(before), _entity(after))


def ids_in(parts: Iterable[bytes]) -> Iterator[str]:
    """Whose changes stored parts hold."""
    for part in parts:
        for line in zlib.decompress(part).decode().split("\n"):
            yield json.loads(line.partition("\t")[0])


def _entity(text: str) -> Entity | None:
    row = json.loads(text)
    return None if row is None else entity_from(row)
