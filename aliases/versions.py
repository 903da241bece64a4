"""One state of an alias table, whatever is written meanwhile, and those that its journal leads back to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from polyonym.aliases import queries
from polyonym.aliases.aligning import aligned, keyed
from polyonym.aliases.model import Entity
from polyonym.aliases.reading import VERSION, Reader
from polyonym.aliases.spool import Spool
from polyonym.aliases.storing import JOINED, entities_of
from polyonym.base.errors import DamagedError, UsageError

_NEXT = JOINED.format("SELECT * FROM entities WHERE id > ? ORDER BY id LIMIT 1000")
_EMPTY = "0" * 32
"""The token of a table without entities."""


class Snapshot:
    """A table as it is now, held open; a context manager.  Raises BusyError where that state can't be held."""

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path, one_state=True)

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.close()

    @property
    def version(self) -> int:
        """The newest change set, 0 where there is none."""
        return int(self._reader.rows(VERSION)[0][0])

    @property
    def token(self) -> str:
        """The content token."""
        return str(self._reader.rows("SELECT value FROM facts WHERE key = 'token'")[0][0])

    def entities(self) -> Iterator[Entity]:
        """All entities in order of id."""
        last = ""
        while rows := self._reader.rows(_NEXT, (last,)):
            try:
                yield from entities_of(rows)
            except (KeyError, TypeError, ValueError) as cause:
                raise DamagedError(f"{self._reader.path} is damaged near {rows[0][0]}") from cause
            last = rows[-1][0]

    def change_set_of(self, token: str) -> int | None:
        """The newest change set that left the table with this content; None where the journal knows of none."""
        if token == self.token:
            return self.version
        found = self._reader.rows("SELECT max(id) FROM change_sets WHERE token = ?", (token,))[0][0]
        return 0 if found is None and token == _EMPTY else found

    def since(self, change_set: int) -> Iterator[tuple[str, Entity | None, Entity | None]]:
        """Each id with what the entity was after `change_set` and what it is now, None where it wasn't or isn't there.

        Change set 0 left nothing.  Raises UsageError where there is none such.
        """
        if change_set:
            queries.change_set(self._reader, change_set)
        with Spool() as earlier:
            for change in self._changes_since(change_set):
                earlier.put(change[0], change[1])  # the first one met is what it was
            known = ((id_, (entity,)) for id_, entity in earlier.pairs())
            present = ((id_, (entity,)) for id_, entity in keyed(self.entities()))
            for id_, (then, now) in aligned(known, present):
                entity = now[0] if now is not None else None
                yield id_, entity if then is None else then[0], entity

    def _changes_since(self, change_set: int) -> Iterator[tuple[str, Entity | None]]:
        for (id_,) in self._reader.rows("SELECT id FROM change_sets WHERE id > ? ORDER BY id", (change_set,)):
            for part in queries.changes(self._reader, id_):
                yield from ((change.id, change.before) for change in part)

    def entities_at(self, change_set: int) -> Iterator[Entity]:
        """The entities as `change_set` left them, in order of id.  Raises UsageError as `since` does."""
        if change_set == self.version:
            yield from self.entities()
            return
        yield from (then for _, then, _ in self.since(change_set) if then is not None)


def number_of(text: str) -> int | None:
    """The change set that `@12` or `12` names; None for what names none."""
    digits = text.removeprefix("@")
    if not (digits.isascii() and digits.isdigit()):
        return None
    if len(digits) > 18:
        raise UsageError(f"there is no change set {digits:.20}…; `polyonym aliases history` lists them")
    return int(digits)
