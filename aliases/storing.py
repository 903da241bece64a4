"""Rows of the alias table written and read: entities to SQLite and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any

from polyonym.aliases.journal import Change, Written
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.records import row_of

_PUT_ENTITY = "INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_ALIAS = "INSERT OR REPLACE INTO aliases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_DROP_ALIAS = "DELETE FROM aliases WHERE entity = ? AND lang = ? AND kind = ? AND text = ?"
_ENTITY_KINDS = {str(kind): kind for kind in EntityKind}
_ALIAS_KINDS = {str(kind): kind for kind in AliasKind}
_STATUSES = {str(status): status for status in Status}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TOKEN_SIZE = 16
_WIDTH = 10  # columns of an entity in JOINED, before those of its alias
# Entity and aliases in one statement, so that they are of one state; {} chooses the entities.
JOINED = """
SELECT e.*, a.lang, a.kind, a.text, a.source, a.confidence, a.since, a.until, a.status, a.prior
FROM ({}) e LEFT JOIN aliases a ON a.entity = e.id ORDER BY e.id, a.lang, a.kind, a.text
"""


def written(change: Change) -> Written:
    """The change with its JSON."""
    return Written(change, _json(change.before), _json(change.after))


def _json(entity: Entity | None) -> str:
    # JSON escapes tabs and line feeds, so that the journal's lines stay lines.
    return "null" if entity is None else _ENCODER.encode(row_of(entity))


def apply(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Bring the rows of the changed entities to what they are after."""
    gone = [change.id for change in changes if change.after is None]
    connection.executemany("DELETE FROM entities WHERE id = ?", ((id_,) for id_ in gone))
    connection.executemany("DELETE FROM aliases WHERE entity = ?", ((id_,) for id_ in gone))
    connection.executemany(_PUT_ENTITY, (_entity_row(c.after) for c in changes if c.after is not None))
    connection.executemany(_DROP_ALIAS, [row for change in changes for row in _dropped(change)])
    connection.executemany(_PUT_ALIAS, [row for change in changes for row in _put(change)])


def _entity_row(entity: Entity) -> tuple[str | None, ...]:
    return (
        entity.id, str(entity.kind), entity.name, entity.country, entity.city, entity.part_of,
        _list(entity.related), entity.source, _list(entity.different_from), entity.merged_into,
    )  # fmt: skip


def _list(ids: tuple[str, ...]) -> str | None:
    return json.dumps(ids, ensure_ascii=False) if ids else None


def _ids(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _dropped(change: Change) -> list[tuple[str, ...]]:
    if change.before is None or change.after is None:
        return []
    kept = {alias.identity for alias in change.after.aliases}
    return [(change.id, *alias.identity) for alias in change.before.aliases if alias.identity not in kept]


def _put(change: Change) -> list[tuple[Any, ...]]:
    if change.after is None:
        return []
    id_, there = change.id, set(change.before.aliases) if change.before is not None else ()
    return [
        # str(): SQLite takes a plain string much faster than an enumeration's
        (id_, a.lang or "", str(a.kind), a.text, a.source, a.confidence, a.since, a.until, str(a.status), a.prior)
        for a in change.after.aliases
        if a not in there
    ]


def entities_of(rows: Iterable[tuple[Any, ...]]) -> Iterator[Entity]:
    """Entities from rows of `JOINED`, which come entity by entity."""
    for id_, group in groupby(rows, key=itemgetter(0)):
        lines = list(group)
        _, kind, name, country, city, part_of, related, source, others, merged_into = lines[0][:_WIDTH]
        aliases = tuple(_alias(line) for line in lines if line[_WIDTH + 2] is not None)
        yield Entity(
            id_, _ENTITY_KINDS[kind], name, country, city, part_of, _ids(related), source, _ids(others), merged_into,
            aliases,
        )  # fmt: skip


def _alias(line: tuple[Any, ...]) -> Alias:
    lang, kind, text, source, confidence, since, until, status, prior = line[_WIDTH:]
    return Alias(text, lang or None, _ALIAS_KINDS[kind], source, confidence, since, until, _STATUSES[status], prior)


def moved(token: str, changes: Iterable[Written]) -> str:
    """The content token after these changes: a sum over all entities, so that their order doesn't matter
    and undoing a change brings the old token back."""
    total = int(token, 16)
    for change in changes:
        total += _share(change.after) - _share(change.before)
    return _digits(total)


def token_of(entities: Iterable[Entity]) -> str:
    """The content token of a table with these entities."""
    total = sum(_share(_json(entity)) for entity in entities)
    return _digits(total)


def _digits(total: int) -> str:
    return f"{total % (1 << 8 * _TOKEN_SIZE):0{2 * _TOKEN_SIZE}x}"


def _share(text: str) -> int:
    if text == "null":
        return 0
    return int.from_bytes(blake2b(text.encode(), digest_size=_TOKEN_SIZE).digest(), "big")
