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
from json.encoder import encode_basestring_ascii as _quoted
from threading import Thread

from polyonym.aliases.model import Entity
from polyonym.aliases.records import entity_from

_COUNT = """
UPDATE change_sets SET added = added + ?, changed = changed + ?, removed = removed + ? WHERE id = ?
"""
_LONG = 1 << 16  # characters of a part from which a thread is worth its start


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
        self._packing: _Packing | None = None

    def open_set(self, who: str, why: str, undoes: int | None) -> int:
        """Begin a change set and return its id."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        sql = "INSERT INTO change_sets (at, who, why, undoes) VALUES (?, ?, ?, ?)"
        id_ = self._connection.execute(sql, (now, who, why, undoes)).lastrowid
        assert id_ is not None
        return id_

    def record(self, change_set: int, part: int, written: Sequence[Written]) -> None:
        """Add changes to the set, as its part number `part`."""
        ids = [w.change.id for w in written]
        text = "\n".join([f"{_quoted(id_)}\t{w.before}\t{w.after}" for id_, w in zip(ids, written, strict=True)])
        self.finish()
        self._packing = _Packing((change_set, part, min(ids), max(ids)), text.encode())
        kinds = [_kind(w.change) for w in written]
        counts = [kinds.count(kind) for kind in ("added", "changed", "removed")]
        self._connection.execute(_COUNT, (*counts, change_set))

    def finish(self) -> None:
        """Store the part that is being packed; nothing is stored before."""
        if self._packing is not None:
            self._connection.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?)", self._packing.row())
            self._packing = None


class _Packing(Thread):
    """A part of the journal that is packed while the next one is made: on a second core where it is long."""

    def __init__(self, place: tuple[int, int, str, str], text: bytes) -> None:
        super().__init__(daemon=True)
        self._place, self._text, self._packed = place, text, b""
        if len(text) > _LONG:
            self.start()
        else:
            self.run()

    def run(self) -> None:
        self._packed = zlib.compress(self._text, 1)

    def row(self) -> tuple[int | str | bytes, ...]:
        """Its row in the table."""
        if self.ident is not None:
            self.join()
        return *self._place, self._packed


def _kind(change: Change) -> str:
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


def changes_in(parts: Iterable[bytes], entity_id: str | None = None) -> Iterator[Change]:
    """The changes that stored parts hold, in their order; of one entity only where `entity_id` is given."""
    start = b"" if entity_id is None else f"{_quoted(entity_id)}\t".encode()
    for part in parts:
        text = zlib.decompress(part)
        if start not in text:  # a long table has hundreds of parts, and one of them is meant
            continue
        for line in text.split(b"\n"):
            if line.startswith(start):
                _, before, after = line.decode().split("\t")
                yield Change(_entity(before), _entity(after))


def ids_in(parts: Iterable[bytes]) -> Iterator[str]:
    """Whose changes stored parts hold."""
    for part in parts:
        for line in zlib.decompress(part).decode().split("\n"):
            yield json.loads(line.partition("\t")[0])


def _entity(text: str) -> Entity | None:
    row = json.loads(text)
    return None if row is None else entity_from(row)
