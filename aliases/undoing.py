"""Change sets taken back: each entity joined from what a set left, what it is now, and what it was before.

What was edited later and doesn't contradict stays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NoReturn

from polyonym.aliases import queries
from polyonym.aliases.changing import existing
from polyonym.aliases.journal import Change
from polyonym.aliases.model import Entity
from polyonym.aliases.reading import Reader
from polyonym.aliases.storing import apply
from polyonym.aliases.three_way import WHOLE, Conflict, joined
from polyonym.base.errors import UsageError

# Entities taken out, and those that were given something to point to; in SQLite, since an import may have a million.
_WATCHED = """
CREATE TEMP TABLE IF NOT EXISTS watched (what TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (what, id)) WITHOUT ROWID
"""
_HELD = 50_000  # changes that are held in memory
_WATCH = "INSERT OR IGNORE INTO watched VALUES (?, ?)"
_LEFT = """
SELECT e.id, w.id FROM entities e JOIN watched w ON w.what = 'gone' AND w.id IN (e.part_of, e.merged_into)
WHERE e.part_of IS NOT NULL OR e.merged_into IS NOT NULL ORDER BY 1
"""
_ASTRAY = """
SELECT id, target FROM (
    SELECT e.id, e.part_of AS target FROM watched w JOIN entities e ON e.id = w.id WHERE w.what = 'points'
    UNION SELECT e.id, e.merged_into FROM watched w JOIN entities e ON e.id = w.id WHERE w.what = 'points'
) WHERE target IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entities t WHERE t.id = target) ORDER BY 1
"""
_POINTING = "SELECT id FROM watched WHERE what = 'points' ORDER BY id"
_TARGETS = "SELECT part_of, merged_into FROM entities WHERE id = ?"


def taken_back(connection: sqlite3.Connection, reader: Reader, change_sets: Sequence[int]) -> Iterator[list[Change]]:
    """The changes that take these change sets back, newest first, part by part; each must be made before the next.

    What several small ones come to is told as one change of each entity.
    Raises UsageError where there is none such, or where what was edited later depends on one of them.
    """
    undone = sorted(set(change_sets), reverse=True)
    sets = [queries.change_set(reader, number) for number in undone]
    batches = chain.from_iterable(
        _Undoing(connection, reader, number, frozenset(undone)).changes() for number in undone
    )
    together = len(sets) > 1 and sum(each.added + each.changed + each.removed for each in sets) <= _HELD
    yield from _in_one(connection, batches) if together else batches


def _in_one(connection: sqlite3.Connection, batches: Iterable[list[Change]]) -> Iterator[list[Change]]:
    """What all of them do together: made, looked at, and taken back again."""
    before: dict[str, Entity | None] = {}
    after: dict[str, Entity | None] = {}
    connection.execute("SAVEPOINT several")
    for batch in batches:
        apply(connection, batch)
        for change in batch:
            before.setdefault(change.id, change.before)
            after[change.id] = change.after
    connection.execute("ROLLBACK TO several")
    connection.execute("RELEASE several")
    yield [Change(before[id_], after[id_]) for id_ in sorted(after) if before[id_] != after[id_]]


class _Undoing:
    """One change set that is taken back, others perhaps with it."""

    def __init__(self, connection: sqlite3.Connection, reader: Reader, number: int, undone: frozenset[int]) -> None:
        self._connection, self._reader = connection, reader
        self._number, self._undone = number, undone
        newer = (id_ for (id_,) in reader.rows("SELECT id FROM change_sets WHERE id > ?", (number,)))
        self._is_newest = all(id_ in undone for id_ in newer)

    def changes(self) -> Iterator[list[Change]]:
        """The changes that take it back; what comes of them is checked once the last is made."""
        if not self._is_newest:
            self._connection.execute(_WATCHED)
            self._connection.execute("DELETE FROM watched")
        for part in queries.changes(self._reader, self._number, backwards=True):
            now = existing(self._connection, [change.id for change in part])
            batch = [new for change in part if (new := self._undone_change(change, now.get(change.id)))]
            if not self._is_newest:
                self._connection.executemany(_WATCH, [each for change in batch for each in _watched(change)])
            yield batch
        if not self._is_newest:
            self._check_left()
            self._check_astray()
            self._check_circles()

    def _undone_change(self, change: Change, now: Entity | None) -> Change | None:
        after, conflicts = joined(change.after, now, change.before)
        if conflicts:
            self._refuse(change.id, _said(conflicts[0]), since=change)
        if after is not None and after.merged_into is not None and after.aliases and after not in (now, change.before):
            self._refuse(change.id, f"it would be merged into {after.merged_into} and still have names")
        return Change(now, after) if now != after else None

    def _check_left(self) -> None:
        """Nothing may go that others were led to, or made a part of, since then."""
        for id_, gone in self._connection.execute(_LEFT):
            before = queries.as_of(self._reader, id_, self._number, self._now(id_))
            if before is None or gone not in (before.part_of, before.merged_into):
                self._refuse(id_, f"it refers to {gone}, which would be removed")

    def _check_astray(self) -> None:
        """Nothing may come back that refers to what was removed since then."""
        for id_, target in self._connection.execute(_ASTRAY):
            if queries.as_of(self._reader, target, self._number, None) is not None:
                self._refuse(target, f"{id_} would refer to it again, and it isn't there any more")

    def _check_circles(self) -> None:
        """No id may lead to itself in the end, and nothing be a part of itself."""
        for (id_,) in self._connection.execute(_POINTING):
            for column in (0, 1):
                circle = self._circle(id_, column)
                strange = next((each for each in circle if self._is_new(each, column)), None)
                if strange is not None:
                    self._refuse(strange, f"{id_} would {('be a part of', 'lead to')[column]} itself")

    def _circle(self, id_: str, column: int) -> list[str]:
        met: list[str] = []
        at: str | None = id_
        while at is not None and at not in met:
            met.append(at)
            row = self._connection.execute(_TARGETS, (at,)).fetchone()
            at = row[column] if row is not None else None
        return met if at == id_ else []

    def _is_new(self, id_: str, column: int) -> bool:
        """Whether an entity points elsewhere than it did before this change set."""
        now = self._now(id_)
        before = queries.as_of(self._reader, id_, self._number - 1, now)
        key = ("part_of", "merged_into")[column]
        return getattr(now, key, None) != getattr(before, key, None)

    def _now(self, id_: str) -> Entity | None:
        return existing(self._connection, [id_]).get(id_)

    def _refuse(self, entity_id: str, reason: str, *, since: Change | None = None) -> NoReturn:
        number = self._culprit(entity_id, since)
        start = f"change set {self._number} can't be undone: {entity_id}"
        if number is None:
            raise UsageError(f"{start}: {reason}")
        raise UsageError(f"{start} was changed again by change set {number} ({reason}); undo that one first")

    def _culprit(self, entity_id: str, since: Change | None) -> int | None:
        """The newest later change set of an entity, or the one before which nothing contradicted undoing `since`."""
        newest: int | None = None
        for number, change in queries.changes_of(self._reader, entity_id):
            if number <= self._number:
                break
            if number in self._undone:
                continue
            newest = newest or number
            if since is not None and not joined(since.after, change.before, since.before)[1]:
                return number
        return newest


def _watched(change: Change) -> Iterator[tuple[str, str]]:
    if change.after is None:
        yield "gone", change.id
    elif any(_brought(change, key) for key in ("part_of", "merged_into")):
        yield "points", change.id


def _brought(change: Change, key: str) -> bool:
    new = getattr(change.after, key)
    return new is not None and new != getattr(change.before, key, None)


def _said(conflict: Conflict) -> str:
    if conflict.what == WHOLE:
        return "it isn't any more what this one made of it"
    return f"{conflict.what} is {conflict.ours} by now, not {conflict.base}"
