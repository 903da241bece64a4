"""Changes brought into an alias table: each edit one transaction and one change set."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal

from polyonym.aliases.journal import Change, Journal
from polyonym.aliases.merging import merge
from polyonym.aliases.model import Entity
from polyonym.aliases.records import checked
from polyonym.aliases.schema import begin, own_errors
from polyonym.aliases.storing import JOINED, apply, entities_of, moved, written
from polyonym.base.errors import BusyError, InputError

Mode = Literal["merge", "replace"]
_BATCH = 1000  # entities handled at once; bounds memory and makes a part of the journal


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What an edit did, or with a dry run would do; `change_set` is None where nothing had to be, or was, done.

    `changes` are the first of its changes, all of them where there are few.
    """

    change_set: int | None = None
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    aliases_added: int = 0
    aliases_changed: int = 0
    aliases_removed: int = 0
    changes: tuple[Change, ...] = field(default=(), repr=False)

    @property
    def touched(self) -> int:
        """How many entities it concerns."""
        return self.added + self.changed + self.removed


@contextmanager
def transaction(
    connection: sqlite3.Connection, path: Path, waiting: Callable[[str], None] | None = None, *, keep: bool = True
) -> Iterator[None]:
    """Everything in the body or nothing of it, which is also so without `keep`.

    Raises BusyError where another process goes on writing; `waiting` is told where one must wait for it.
    """
    with own_errors(path):
        begin(connection, waiting)
        try:
            yield
            if keep:
                connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def noted(batches: Iterable[Sequence[Change]], kept: list[Change], most: int) -> Iterator[Sequence[Change]]:
    """The batches again; the first `most` of their changes are added to `kept`."""
    for batch in batches:
        kept += batch[: most - len(kept)]
        yield batch


def commit(
    connection: sqlite3.Connection,
    batches: Iterable[Sequence[Change]],
    *,
    who: str,
    why: str,
    undoes: int | None = None,
) -> dict[str, int]:
    """Apply and journal all batches as one change set inside a transaction that the caller holds.

    Gives the numbers of a ChangeReport. No change, no change set.
    """
    journal = Journal(connection)
    counts: dict[str, int] = {}
    token = read_token(connection)
    for part, batch in enumerate(batch for batch in batches if batch):
        if "change_set" not in counts:
            counts["change_set"] = journal.open_set(who, why, undoes)
        stored = [written(change) for change in batch]
        apply(connection, batch)
        journal.record(counts["change_set"], part, stored)
        token = moved(token, stored)
        for change in batch:
            _count(change, counts)
    journal.finish()
    connection.execute("UPDATE facts SET value = ? WHERE key = 'token'", (token,))
    connection.execute("UPDATE change_sets SET token = ? WHERE id = ?", (token, counts.get("change_set")))
    return counts


def read_token(connection: sqlite3.Connection) -> str:
    """The content token as stored."""
    return str(connection.execute("SELECT value FROM facts WHERE key = 'token'").fetchone()[0])


def _count(change: Change, counts: dict[str, int]) -> None:
    if change.before is None and change.after is not None:  # nearly all of an import
        counts["added"] = counts.get("added", 0) + 1
        counts["aliases_added"] = counts.get("aliases_added", 0) + len(change.after.aliases)
        return
    before = {} if change.before is None else {a.identity: a for a in change.before.aliases}
    after = {} if change.after is None else {a.identity: a for a in change.after.aliases}
    what = "added" if change.before is None else "removed" if change.after is None else "changed"
    same = before.keys() & after.keys() if before else ()
    for key, number in (
        (what, 1),
        ("aliases_added", len(after) - len(same)),
        ("aliases_removed", len(before) - len(same)),
        ("aliases_changed", sum(before[identity] != after[identity] for identity in same)),
    ):
        counts[key] = counts.get(key, 0) + number


def merged(
    connection: sqlite3.Connection, entities: Iterable[Entity], mode: Mode, unchanged: list[int], *, read: bool = False
) -> Iterator[list[Change]]:
    """The changes that bring `entities` into the table, batch by batch; unchanged ones are counted.

    With `read` a reader checked them already.  Raises InputError where an entity can't be stored or contradicts the
    one that is there.
    """
    rest = iter(entities)
    while batch := list(islice(rest, _BATCH)):
        given = _by_id(batch, read=read)
        there = existing(connection, given)
        changes = []
        for id_, new in given.items():
            before = there.get(id_)
            after = _after(before, new, mode)
            if before == after:
                unchanged[0] += 1
            else:
                changes.append(Change(before, after))
        yield changes


def _by_id(batch: Iterable[Entity], *, read: bool = False) -> dict[str, list[Entity]]:
    given: dict[str, list[Entity]] = {}
    for raw in batch:
        try:
            entity = raw.ordered() if read else checked(raw)
        except ValueError as cause:
            raise InputError(f"{raw.id}: {cause}") from cause
        given.setdefault(entity.id, []).append(entity)
    return dict(sorted(given.items()))


def _after(before: Entity | None, new: Iterable[Entity], mode: Mode) -> Entity | None:
    after = before
    for entity in new:
        try:
            after = entity if after is None or mode == "replace" else merge(after, entity)
        except ValueError as cause:
            raise InputError(str(cause)) from cause
    return after


def fitting(connection: sqlite3.Connection, changes: Iterable[Change], path: Path) -> Iterator[list[Change]]:
    """The changes, batch by batch.  Raises BusyError where one doesn't begin with what is there now."""
    rest = iter(changes)
    while batch := list(islice(rest, _BATCH)):
        there = existing(connection, [change.id for change in batch])
        if any(there.get(change.id) != change.before for change in batch):
            raise BusyError(f"{path} was changed meanwhile; run the command again")
        yield batch


def existing(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Entity]:
    """Those of `ids` that the table holds, as the transaction sees them."""
    rest = iter(ids)
    found: dict[str, Entity] = {}
    while some := list(islice(rest, 500)):  # SQLite's oldest limit on parameters is 999
        marks = ", ".join("?" * len(some))
        rows = connection.execute(JOINED.format(f"SELECT * FROM entities WHERE id IN ({marks})"), some)
        found.update((entity.id, entity) for entity in entities_of(rows))
    return found
