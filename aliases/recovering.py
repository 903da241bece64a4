"""Builds a damaged alias table again: from its journal, from the rows that can be read, from what a lexicon knows.

The journal is replayed into a new table, so that ids, times and reasons of change sets survive.  Where it has holes,
entities are taken as the table's rows have them, and last those that only a compiled lexicon still knows; both as
change sets of their own.  The content token tells whether that is all that there was.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from polyonym.aliases.cells import Row
from polyonym.aliases.changing import commit, existing, read_token
from polyonym.aliases.journal import Change, changes_in
from polyonym.aliases.model import Entity
from polyonym.aliases.salvage import Salvage, rows_of
from polyonym.aliases.storing import JOINED, apply, entities_of, moved, token_of, written

ROWS, LEXICON = "recovered: as its rows in the damaged table", "recovered: as the compiled lexicon has it"
_LOST = "(its entry in the journal was lost)"
_WHO = "polyonym"
_SOME = 1000
_PUT_SET = "INSERT INTO change_sets (id, at, who, why, undoes, added, changed, removed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_PART = "INSERT INTO changes VALUES (?, ?, ?, ?, ?)"
_MARK = "UPDATE change_sets SET added = ?, changed = ?, removed = ?, why = why || ? WHERE id = ?"
_PUT_TOKEN = "UPDATE facts SET value = ? WHERE key = 'token'"


@dataclass(frozen=True, slots=True)
class Known:
    """What else is known of a table's content: entities of the state with this token."""

    token: str | None
    entities: Iterable[Entity]


@dataclass(slots=True)
class Found:
    """What a recovery found; `exact` where the content is proven to be what it was."""

    exact: bool = False
    change_sets: int = 0
    torn_sets: list[int] = field(default_factory=list)
    lost_sets: list[int] = field(default_factory=list)
    from_rows: int = 0
    from_lexicon: int = 0
    entities: int = 0
    aliases: int = 0
    lost_entities: int = 0
    damaged_pages: int = 0


def rebuild(
    connection: sqlite3.Connection, salvage: Salvage | None, known: Callable[[str | None], Known | None]
) -> Found:
    """Fill an empty table with what is left of a damaged one, inside a transaction that the caller holds.

    `known` is asked only where the journal isn't enough, with the token that the content had, if that is left.
    """
    found = Found()
    token = None
    removed: set[str] = set()
    if salvage is not None:
        token = salvage.token()
        removed = _replay(connection, salvage, found)
        found.exact = token is not None and read_token(connection) == token
        if not found.exact:
            with closing(rows_of(salvage, connection)) as rows:
                found.exact = _take_rows(connection, salvage, rows, token, removed, found)
        found.damaged_pages = salvage.damaged_pages
    if not found.exact and (known_of := known(token)) is not None:
        current = token is not None and known_of.token == token
        batches = _additions(connection, known_of.entities, set() if current else removed, more=current)
        found.from_lexicon = _committed(connection, batches, LEXICON)
        found.exact = token is not None and read_token(connection) == token
    _count(connection, found)
    return found


def _replay(connection: sqlite3.Connection, salvage: Salvage, found: Found) -> set[str]:
    """Replay what is left of the journal; the ids of entities that it removes."""
    sets, parts, removed = salvage.change_sets(), salvage.parts(), set[str]()
    of_set: dict[int, list[tuple[int, int]]] = {id_: [] for id_ in sets}
    for key in sorted(parts):
        of_set.setdefault(key[0], []).append(key)
    at = ""
    for id_ in sorted(of_set):
        row = sets.get(id_)
        at = str(row[1]) if row is not None else at
        about = row[:8] if row is not None else (id_, at, "", _LOST, None, 0, 0, 0)
        if not _replay_set(connection, salvage, about, [(key, parts[key]) for key in of_set[id_]], removed):
            (found.torn_sets if row is not None or _has_changes(connection, id_) else found.lost_sets).append(id_)
    found.lost_sets = sorted({*range(1, max(of_set, default=0))} - of_set.keys() | {*found.lost_sets})
    connection.executemany("DELETE FROM change_sets WHERE id = ?", ((id_,) for id_ in found.lost_sets))
    found.change_sets = len(of_set.keys() - {*found.lost_sets})
    found.lost_entities = 0 if found.lost_sets else sum(_growth(row) for row in sets.values())
    return removed


def _replay_set(
    connection: sqlite3.Connection,
    salvage: Salvage,
    about: Row,
    parts: Iterable[tuple[tuple[int, int], int | None]],
    removed: set[str],
) -> bool:
    """Replay a change set; whether all of it was there."""
    connection.execute(_PUT_SET, about)
    counts, whole = [0, 0, 0], True
    for key, place in parts:
        changes = _part(connection, salvage, key, place)
        whole = whole and changes is not None
        _apply(connection, changes or (), removed, counts)
    whole = whole and list(about[5:8]) == counts
    if not whole:
        connection.execute(_MARK, (*counts, "" if about[3] == _LOST else " (recovered in part)", about[0]))
    connection.execute("UPDATE change_sets SET token = ? WHERE id = ?", (read_token(connection), about[0]))
    return whole


def _has_changes(connection: sqlite3.Connection, change_set: int) -> bool:
    return connection.execute("SELECT 1 FROM changes WHERE change_set = ?", (change_set,)).fetchone() is not None


def _growth(row: Row) -> int:
    """How many entities more there were after a change set."""
    added, removed = row[5], row[7]
    return (added if isinstance(added, int) else 0) - (removed if isinstance(removed, int) else 0)


def _part(
    connection: sqlite3.Connection, salvage: Salvage, key: tuple[int, int], place: int | None
) -> Sequence[Change] | None:
    """The changes of a part of the journal, which is kept as it is; None where it can't be read."""
    try:
        row = None if place is None else salvage.part(key, place)
        changes = None if row is None else list(changes_in([row[4]]))  # type: ignore[list-item] # its shape was seen
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
        return None
    if row is not None:
        connection.execute(_PUT_PART, row[:5])
    return changes


def _apply(connection: sqlite3.Connection, changes: Iterable[Change], removed: set[str], counts: list[int]) -> None:
    """Bring entities to what they are after changes, whatever a hole in the journal left before."""
    rest = iter(changes)
    while batch := list(islice(rest, _SOME)):
        there = existing(connection, [change.id for change in batch])
        for change in batch:
            counts[0 if change.before is None else 2 if change.after is None else 1] += 1
            (removed.add if change.after is None else removed.discard)(change.id)
        # A part holds each entity once, so that one look at what is there serves all its changes.
        real = [Change(there.get(c.id), c.after) for c in batch if there.get(c.id) != c.after]
        apply(connection, real)
        connection.execute(_PUT_TOKEN, (moved(read_token(connection), map(written, real)),))


def _take_rows(
    connection: sqlite3.Connection,
    salvage: Salvage,
    rows: sqlite3.Connection,
    token: str | None,
    removed: set[str],
    found: Found,
) -> bool:
    """Bring entities to what the table's rows say where the journal doesn't know; whether all is proven right."""
    if not salvage.whole["entities"]:
        _adopt(connection, rows)
    of_rows = token_of(_entities(rows))
    if salvage.whole["entities"] and salvage.whole["aliases"] and of_rows == read_token(connection):
        return True  # rows and journal agree
    proven = of_rows == token
    whole = proven or salvage.whole["aliases"]
    batches = _differences(connection, _entities(rows), removed if not proven else set(), whole)
    found.from_rows = _committed(connection, batches, ROWS)
    if proven or (salvage.whole["entities"] and found.torn_sets + found.lost_sets):
        found.from_rows += _committed(connection, _gone(connection, rows), ROWS)
    return read_token(connection) == token


def _adopt(connection: sqlite3.Connection, rows: sqlite3.Connection) -> None:
    """Give names whose entity's row was lost the entity that the journal knows."""
    orphans = rows.execute("SELECT DISTINCT entity FROM aliases WHERE entity NOT IN (SELECT id FROM entities)")
    for orphan in orphans.fetchall():
        for row in connection.execute("SELECT * FROM entities WHERE id = ?", orphan):
            rows.execute(f"INSERT INTO entities VALUES ({', '.join('?' * len(row))})", row)


def _entities(rows: sqlite3.Connection) -> Iterator[Entity]:
    """The entities that the rows make; those that make none are left out."""
    last = ""
    next_ = JOINED.format("SELECT * FROM entities WHERE id > ? ORDER BY id LIMIT 1000")
    while page := rows.execute(next_, (last,)).fetchall():
        last = page[-1][0]
        yield from _made(page)


def _made(page: list[tuple[Any, ...]]) -> Iterator[Entity]:
    try:
        yield from list(entities_of(page))
    except (KeyError, TypeError, ValueError, RecursionError):
        ids = sorted({row[0] for row in page})
        for id_ in ids if len(ids) > 1 else ():  # which of them is it?
            yield from _made([row for row in page if row[0] == id_])


def _differences(
    connection: sqlite3.Connection, entities: Iterable[Entity], removed: set[str], whole: bool
) -> Iterator[list[Change]]:
    """The changes that make of what was replayed what the rows say; aliases that may only be lost stay."""
    rest = iter(entities)
    while batch := list(islice(rest, _SOME)):
        there = existing(connection, [entity.id for entity in batch])
        pairs = [(there.get(entity.id), entity) for entity in batch if entity.id not in removed]
        after = [(old, new if whole or old is None else _with_more(new, old)) for old, new in pairs]
        yield [Change(old, new) for old, new in after if old != new]


def _with_more(entity: Entity, other: Entity) -> Entity:
    """The entity with the aliases too that only the other has."""
    known = {alias.identity for alias in entity.aliases}
    more = (alias for alias in other.aliases if alias.identity not in known)
    return replace(entity, aliases=(*entity.aliases, *more)).ordered()


def _gone(connection: sqlite3.Connection, rows: sqlite3.Connection) -> Iterator[list[Change]]:
    """The changes that take out what the rows don't have."""
    kept = {id_ for (id_,) in rows.execute("SELECT id FROM entities")}
    gone = iter([id_ for (id_,) in connection.execute("SELECT id FROM entities ORDER BY id") if id_ not in kept])
    while batch := list(islice(gone, _SOME)):
        yield [Change(entity, None) for entity in existing(connection, batch).values()]


def _additions(
    connection: sqlite3.Connection, entities: Iterable[Entity], removed: set[str], *, more: bool
) -> Iterator[list[Change]]:
    """The changes that bring in entities that aren't there, and with `more` names of those that are."""
    rest = iter(entities)
    while batch := list({entity.id: entity for entity in islice(rest, _SOME)}.values()):
        there = existing(connection, [entity.id for entity in batch])
        new = [Change(None, entity.ordered()) for entity in batch if entity.id not in there.keys() | removed]
        old = [(there[e.id], _with_more(there[e.id], e)) for e in batch if more and e.id in there]
        yield [*new, *(Change(before, after) for before, after in old if before != after)]


def _committed(connection: sqlite3.Connection, batches: Iterator[list[Change]], why: str) -> int:
    """How many entities a change set of its own touched."""
    counts = commit(connection, batches, who=_WHO, why=why)
    return sum(counts.get(what, 0) for what in ("added", "changed", "removed"))


def _count(connection: sqlite3.Connection, found: Found) -> None:
    for name in ("entities", "aliases"):
        (count,) = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        setattr(found, name, count)
    found.lost_entities = 0 if found.exact else max(0, found.lost_entities - found.entities)
