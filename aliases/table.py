"""The alias table: entities and aliases of one home in an SQLite file, every edit journalled."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any

from polyonym.aliases import queries, schema
from polyonym.aliases.actions import Action, Add, Remove, RemoveEntity
from polyonym.aliases.changing import ChangeReport, Mode, commit, fitting, merged, noted, transaction
from polyonym.aliases.collecting import rare_collections
from polyonym.aliases.contested import Contested, contested
from polyonym.aliases.draft import Draft
from polyonym.aliases.journal import Change, ChangeSet
from polyonym.aliases.lineage import led_on
from polyonym.aliases.model import Alias, Entity
from polyonym.aliases.queries import Stats
from polyonym.aliases.reading import VERSION, Reader
from polyonym.aliases.storing import JOINED, NEXT, entities_of, token_of
from polyonym.aliases.undoing import taken_back
from polyonym.base.errors import BusyError, DamagedError

_PAGE = 1000  # changes written at once
_KEPT = 1000  # changes that a report holds
_ONE = JOINED.format("SELECT * FROM entities WHERE id = ?")
_SOME = JOINED.format("SELECT * FROM entities WHERE id IN ({})")
_FEW = 500  # SQLite's oldest limit on parameters is 999
_Batches = Iterable[Sequence[Change]]


class AliasTable:
    """One alias table, for reading or also for writing; a context manager, usable from many threads."""

    def __init__(
        self,
        path: Path,
        writer: sqlite3.Connection | None,
        *,
        one_state: bool = False,
        waiting: Callable[[str], None] | None = None,
    ) -> None:
        """Use `AliasTable.open` or `AliasTable.snapshot`."""
        self.path = path
        self._writer, self._waiting = writer, waiting
        self._lock = RLock()
        self._one_state = one_state
        self._reader = Reader(path, one_state=one_state)

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, waiting: Callable[[str], None] | None = None) -> AliasTable:
        """The table at `path`; made empty if missing and `write`.

        Without `write` nothing is created or changed, and another process may write meanwhile.  `waiting` is
        told, in a few words, where an edit must wait for another process.
        Raises DamagedError (also where it is missing), VersionError, HomeError.
        """
        path = Path(path)
        if not write:
            return cls(path, None)
        with schema.own_errors(path):
            if not path.exists():
                schema.create(path)
        writer = schema.connect_to_write(path)
        try:
            return cls(path, writer, waiting=waiting)
        except BaseException:
            writer.close()
            raise

    @classmethod
    def snapshot(cls, path: Path) -> AliasTable:
        """The table as it is now, only to be read: whatever is written meanwhile, every answer is of one state.

        An answer raises BusyError in the rare case that `entities` names.
        """
        return cls(path, None, one_state=True)

    def close(self) -> None:
        """Give the file back; a second call does nothing."""
        self._reader.close()
        with self._lock:
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def __enter__(self) -> AliasTable:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def version(self) -> int:
        """The id of the newest change set, 0 for a new table; grows with every edit."""
        return int(self._reader.rows(VERSION)[0][0])

    @property
    def token(self) -> str:
        """32 hexadecimal digits that are the same for the same content, whatever edits led to it."""
        return str(self._reader.rows("SELECT value FROM facts WHERE key = 'token'")[0][0])

    def __len__(self) -> int:
        return int(self._reader.rows("SELECT count(*) FROM entities")[0][0])

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id, or None."""
        if not entity_id.isprintable():
            return None  # no id at all; half a surrogate pair would upset SQLite
        return next(iter(self._made(self._reader.rows(_ONE, (entity_id,)))), None)

    def entities(self) -> Iterator[Entity]:
        """All of them in order of id, from one state of the table, whatever is written meanwhile.

        Raises BusyError in the rare case that another process opens, writes and closes the table
        during the reading, so that its one state is gone.
        """
        last = ""
        with self._of_one_state() as reader:
            while rows := reader.rows(NEXT, (last,)):
                yield from self._made(rows)
                last = rows[-1][0]

    def some(self, ids: Iterable[str]) -> Iterator[Entity]:
        """Those of these entities that there are, in order of id, from one state of the table as `entities`."""
        rest = iter(sorted(set(ids)))
        with self._of_one_state() as reader:
            while page := list(islice(rest, _FEW)):
                yield from self._made(reader.rows(_SOME.format(", ".join("?" * len(page))), tuple(page)))

    @contextmanager
    def _of_one_state(self) -> Iterator[Reader]:
        if self._one_state:
            yield self._reader
            return
        with closing(Reader(self.path, one_state=True)) as reader:
            yield reader

    def _made(self, rows: list[tuple[Any, ...]]) -> list[Entity]:
        try:
            return list(entities_of(rows))
        except (KeyError, TypeError, ValueError) as cause:
            raise DamagedError(f"{self.path} is damaged near {rows[0][0]}; {schema.REMEDY}") from cause

    def find(self, text: str, *, limit: int = 20) -> list[Entity]:
        """Entities with `text` somewhere in a name, in any case; those with the shortest such name first."""
        ids = queries.find_ids(self._reader, text, limit)
        return [entity for id_ in ids if (entity := self.get(id_)) is not None]

    def stats(self) -> Stats:
        """Counts over the whole table."""
        return queries.stats(self._reader)

    def history(self, entity_id: str | None = None, *, limit: int = 50) -> list[ChangeSet]:
        """The newest change sets first; with `entity_id` those that changed this entity."""
        return queries.history(self._reader, entity_id, limit)

    def change_set(self, number: int) -> ChangeSet:
        """The change set of this number. Raises UsageError where there is none such."""
        return queries.change_set(self._reader, number)

    def changes(self, change_set: int) -> Iterator[Change]:
        """What a change set changed, entity by entity. Raises UsageError where there is none such."""
        for part in queries.changes(self._reader, change_set):
            yield from part

    def version_of(self, token: str) -> int | None:
        """The newest change set that left the table with the content of this token, None where none is known to."""
        return queries.version_of(self._reader, token)

    def edited_since(self, change_set: int, *, most: int) -> set[str] | None:
        """The ids of the entities that were edited after a change set; None where they may be more than `most`."""
        return queries.edited_since(self._reader, change_set, most)

    def check(self) -> None:
        """Read everything; raises DamagedError where the file or its content isn't sound."""
        queries.check_pages(self._reader, self.path)
        queries.check_journal(self._reader)
        version, content = self.version, token_of(self.entities())
        if content != self.token:
            if self.version != version:
                raise BusyError(f"{self.path} was changed while it was read; run the command again")
            what = "its entities are not what its journal left"
            raise DamagedError(f"{self.path} is damaged: {what}; {schema.REMEDY}")

    def leads_to(self, entity_id: str) -> Entity | None:
        """The entity that an id leads to: itself, or what it was merged into; None where that isn't there."""
        return led_on(self.get, entity_id)

    def removal(self, entity_id: str) -> tuple[ChangeSet, Entity] | None:
        """The change set that took an entity out, and what that was; None where none did, or it is back."""
        return queries.removal(self._reader, entity_id)

    def contested(self, text: str = "") -> Iterator[Contested]:
        """The names that several entities have, in any case, in order; with `text` those that hold it."""
        reader = Reader(self.path, one_state=True)
        try:
            yield from contested(reader, text)
        finally:
            reader.close()

    def write(
        self,
        entities: Iterable[Entity],
        *,
        who: str,
        why: str,
        mode: Mode = "merge",
        read: bool = False,
        dry_run: bool = False,
    ) -> ChangeReport:
        """Bring entities in as one change set, all or nothing, with bounded memory.

        `merge` adds to what is known of an id (see `merging.merge`); `replace` makes it what is given.
        With `read` they come from a reader (`formats/files.py`) that checked each of them already.
        What `entities` raises while it is read undoes everything. Raises InputError where an entity
        contradicts the one that is there, BusyError where another process writes.
        """
        unchanged = [0]
        given = partial(merged, entities=entities, mode=mode, unchanged=unchanged, read=read)
        with rare_collections():
            return self._commit(given, unchanged, _Set(who, why), dry_run)

    def edit(self, actions: Iterable[Action], *, who: str, why: str, dry_run: bool = False) -> ChangeReport:
        """Carry edits out, in their order and as one change set, all or nothing.

        Each sees what the ones before it did.  What `actions` raises while it is read undoes everything, as does
        the UsageError of an edit that can't be done.  A dry run reports the same and writes nothing.
        """
        return self._commit(lambda c: _edited(Draft(c, self._reader), actions), [0], _Set(who, why), dry_run)

    def add(self, entity_id: str, alias: Alias, *, who: str, why: str) -> ChangeReport:
        """Add one alias, or what it says new of one that is there; UsageError without such an entity."""
        return self.edit([Add(entity_id, alias)], who=who, why=why)

    def remove(self, entity_id: str, text: str, lang: str | None = None, *, who: str, why: str) -> ChangeReport:
        """Take the aliases with this text (and language) from an entity; UsageError if it has none."""
        return self.edit([Remove(entity_id, text, lang)], who=who, why=why)

    def change(self, changes: Iterable[Change], *, who: str, why: str) -> ChangeReport:
        """Bring these changes in, in order of id, as one change set, all or nothing, with bounded memory.

        Raises BusyError where an entity isn't what its change begins with.
        """
        return self._commit(lambda c: fitting(c, changes, self.path), [0], _Set(who, why), False)

    def remove_entity(self, entity_id: str, *, who: str, why: str) -> ChangeReport:
        """Take an entity and its aliases out; UsageError where it isn't there, or others refer to it."""
        return self.edit([RemoveEntity(entity_id)], who=who, why=why)

    def undo(self, *change_sets: int, who: str, why: str | None = None, dry_run: bool = False) -> ChangeReport:
        """Take change sets back, the newest first, as one change set; what was edited later stays.

        Raises UsageError where there is none such, or where what was edited later contradicts or depends on it.
        """
        numbers = sorted(set(change_sets))
        why = why or f"undo change set{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
        about = _Set(who, why, numbers[0] if len(numbers) == 1 else None)
        return self._commit(lambda c: taken_back(c, self._reader, numbers), [0], about, dry_run)

    def _commit(
        self, batches: Callable[[sqlite3.Connection], _Batches], unchanged: list[int], about: _Set, dry_run: bool
    ) -> ChangeReport:
        kept: list[Change] = []
        with self._lock:
            if self._writer is None:
                raise ValueError(f"{self.path} wasn't opened for writing")
            with transaction(self._writer, self.path, self._waiting, keep=not dry_run):
                given = noted(batches(self._writer), kept, _KEPT)
                counts = commit(self._writer, given, who=about.who, why=about.why, undoes=about.undoes)
        if dry_run:
            counts.pop("change_set", None)
        return ChangeReport(**counts, unchanged=unchanged[0], changes=tuple(kept))


@dataclass(frozen=True, slots=True)
class _Set:
    """What a change set says of itself."""

    who: str
    why: str
    undoes: int | None = None


def _edited(draft: Draft, actions: Iterable[Action]) -> _Batches:
    for action in actions:
        action.do(draft)
    changes = iter(draft.changes())
    while batch := list(islice(changes, _PAGE)):
        yield batch
