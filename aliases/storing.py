"""Rows of the alias table written and read: entities to SQLite and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from json.encoder import encode_basestring as _quoted
from operator import itemgetter
from typing import Any

from polyonym.aliases.journal import Change, Written
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status, plain_alias, plain_entity
from polyonym.aliases.records import alias_row, row_of

_PUT_ENTITY = "INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_ALIAS = "INSERT OR REPLACE INTO aliases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# Most entities and aliases have only some columns: SQLite takes a third less time for those alone.
_PUT_FEW = "INSERT OR REPLACE INTO entities (id, kind, name, country, city) VALUES (?, ?, ?, ?, ?)"
_PUT_USUAL = """
INSERT OR REPLACE INTO aliases (entity, lang, kind, text, source, confidence, status)
VALUES (?, ?, ?, ?, ?, 1.0, 'active')
"""
_DROP_ALIAS = "DELETE FROM aliases WHERE entity = ? AND lang = ? AND kind = ? AND text = ?"
_ENTITY_KINDS = {str(kind): kind for kind in EntityKind}
_ALIAS_KINDS = {str(kind): kind for kind in AliasKind}
_STATUSES = {str(status): status for status in Status}
_TEXTS: dict[str, str] = {each: str(each) for some in (EntityKind, AliasKind, Status) for each in some}
"""The plain text of each, which SQLite takes much faster than an enumeration's."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TOKEN_SIZE = 16
_FEW = 5  # columns of an entity that nearly all have
_NO_MORE = (None,) * 5
_WIDTH = 10  # columns of an entity in JOINED, before those of its alias
# Entity and aliases in one statement, so that they are of one state; {} chooses the entities.
JOINED = """
SELECT e.*, a.lang, a.kind, a.text, a.source, a.confidence, a.since, a.until, a.status, a.prior
FROM ({}) e LEFT JOIN aliases a ON a.entity = e.id ORDER BY e.id, a.lang, a.kind, a.text
"""
_PAGE = 1000  # entities read at once
# The last id first, so that the rows are met in their order and needn't be sorted.
NEXT = JOINED.format(f"""
SELECT * FROM entities WHERE id > ?1 AND id <= coalesce(
    (SELECT id FROM entities WHERE id > ?1 ORDER BY id LIMIT 1 OFFSET {_PAGE - 1}), (SELECT max(id) FROM entities)
)
""")
"""The next entities after an id, with their aliases."""


def written(change: Change) -> Written:
    """The change with its JSON."""
    return Written(change, _json(change.before), _json(change.after))


def _json(entity: Entity | None) -> str:
    # JSON escapes tabs and line feeds, so that the journal's lines stay lines.
    if entity is None:
        return "null"
    if not _has_few(entity):
        return _ENCODER.encode(row_of(entity))
    # The same by hand, three times as fast: nearly all entities of a large registry come here.
    country = f',"country":{_quoted(entity.country)}' if entity.country is not None else ""
    city = f',"city":{_quoted(entity.city)}' if entity.city is not None else ""
    head = f'{{"id":{_quoted(entity.id)},"kind":"{_TEXTS[entity.kind]}","name":{_quoted(entity.name)}{country}{city}'
    return f'{head},"aliases":[{",".join([_alias_json(alias) for alias in entity.aliases])}]}}'


def _has_few(entity: Entity) -> bool:
    return entity.part_of is entity.source is entity.merged_into is None and not (
        entity.related or entity.different_from
    )


def _alias_json(alias: Alias) -> str:
    if not _is_usual(alias):
        return _ENCODER.encode(alias_row(alias))
    lang = "null" if alias.lang is None else _quoted(alias.lang)
    source = f',"source":{_quoted(alias.source)}' if alias.source is not None else ""
    return f'{{"text":{_quoted(alias.text)},"lang":{lang},"kind":"{_TEXTS[alias.kind]}"{source}}}'


def _is_usual(alias: Alias) -> bool:
    """Whether it has nothing but text, language, kind and source."""
    return (
        alias.confidence == 1.0
        and alias.since is None
        and alias.until is None
        and alias.prior is None
        and alias.status is Status.ACTIVE
    )


def apply(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Bring the rows of the changed entities to what they are after."""
    gone = [change.id for change in changes if change.after is None]
    connection.executemany("DELETE FROM entities WHERE id = ?", ((id_,) for id_ in gone))
    connection.executemany("DELETE FROM aliases WHERE entity = ?", ((id_,) for id_ in gone))
    left = [_entity_row(change.after) for change in changes if change.after is not None]
    connection.executemany(_PUT_FEW, [row[:_FEW] for row in left if row[_FEW:] == _NO_MORE])
    connection.executemany(_PUT_ENTITY, [row for row in left if row[_FEW:] != _NO_MORE])
    connection.executemany(_DROP_ALIAS, [row for change in changes for row in _dropped(change)])
    usual, others = _put(changes)
    connection.executemany(_PUT_USUAL, usual)
    connection.executemany(_PUT_ALIAS, others)


def _entity_row(entity: Entity) -> tuple[str | None, ...]:
    return (
        entity.id, _TEXTS[entity.kind], entity.name, entity.country, entity.city, entity.part_of,
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


def _put(changes: Iterable[Change]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows of aliases that are new or changed: those with nothing but a source, and the others in full."""
    usual, others = [], []
    for change in changes:
        id_, aliases = change.id, change.after.aliases if change.after is not None else ()
        if change.before is not None:
            there = set(change.before.aliases)
            aliases = tuple([alias for alias in aliases if alias not in there])
        for a in aliases:
            row = (id_, a.lang or "", _TEXTS[a.kind], a.text, a.source)
            if _is_usual(a):
                usual.append(row)
            else:
                others.append((*row, a.confidence, a.since, a.until, _TEXTS[a.status], a.prior))
    return usual, others


def entities_of(rows: Iterable[tuple[Any, ...]]) -> Iterator[Entity]:
    """Entities from rows of `JOINED`, which come entity by entity."""
    for id_, group in groupby(rows, key=itemgetter(0)):
        lines = list(group)
        _, kind, name, country, city, part_of, related, source, others, merged_into = lines[0][:_WIDTH]
        aliases = tuple(_alias(line) for line in lines if line[_WIDTH + 2] is not None)
        sound = id_ and id_.isprintable() and id_ == id_.strip() and name.strip()
        yield (plain_entity if sound else Entity)(
            id_, _ENTITY_KINDS[kind], name, country, city, part_of, _ids(related), source, _ids(others), merged_into,
            aliases,
        )  # fmt: skip


def _alias(line: tuple[Any, ...]) -> Alias:
    lang, kind, text, source, confidence, since, until, status, prior = line[_WIDTH:]
    if (
        confidence == 1.0
        and since is None
        and until is None
        and prior is None
        and status == Status.ACTIVE
        and text.strip()
    ):
        return plain_alias(text, lang or None, _ALIAS_KINDS[kind], source)
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
