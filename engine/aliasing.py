"""Alias tables for people: look up, edit, import and export; the articles that an edit touches follow."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from polyonym.aliases.changing import ChangeReport
from polyonym.aliases.formats.detect import Format
from polyonym.aliases.formats.files import Paths, read_entities, write_entities
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.journal import ChangeSet
from polyonym.aliases.model import Alias, AliasKind, Entity
from polyonym.aliases.queries import Stats
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import BusyError, InputError, UsageError
from polyonym.base.waiting import patiently

if TYPE_CHECKING:
    from polyonym.engine.engine import Engine


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit did to the table, and the ids of the articles that were tagged again for it."""

    table: ChangeReport
    articles: tuple[str, ...] = ()


class Aliases:
    """The alias table of an engine's home."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, text: str, *, limit: int = 20) -> list[Entity]:
        """Entities with `text` in a name, in any case; those with the shortest such name first."""
        with self._engine.home.table() as table:
            return table.find(text, limit=limit)

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id and all its aliases, or None."""
        with self._engine.home.table() as table:
            return table.get(entity_id)

    def stats(self) -> Stats:
        """Counts over the whole table."""
        with self._engine.home.table() as table:
            return table.stats()

    def add(
        self,
        entity_id: str,
        text: str,
        *,
        lang: str | None = None,
        kind: str = "variant",
        source: str | None = None,
        confidence: float = 1.0,
        since: str | None = None,
        until: str | None = None,
        why: str = "",
    ) -> Edit:
        """Give an entity one more alias, and tag the articles again that contain it.

        Raises UsageError for an unknown entity or a value that can't be, BusyError, DamagedError.
        """
        try:
            alias = Alias(text, lang, AliasKind(kind), source, confidence, since, until)
        except ValueError as cause:
            raise UsageError(str(cause)) from cause
        with self._engine.writable().table(write=True) as table:
            report = table.add(entity_id, alias, who=_who(), why=why or f"alias {text!r} added")
            names = _names(table, entity_id)
        return self._followed(report, [entity_id], [text, *names])

    def remove(self, entity_id: str, text: str, *, lang: str | None = None, why: str = "") -> Edit:
        """Take an alias from an entity, and tag the articles again that mention the entity."""
        with self._engine.writable().table(write=True) as table:
            report = table.remove(entity_id, text, lang, who=_who(), why=why or f"alias {text!r} removed")
            names = _names(table, entity_id)
        return self._followed(report, [entity_id], [text, *names])

    def _followed(self, report: ChangeReport, entities: Iterable[str], names: Iterable[str]) -> Edit:
        self._engine.refresh()
        if report.change_set is None:
            return Edit(report)
        entities, names = list(entities), list(names)

        def retagged() -> Edit:
            self._engine.refresh()  # others may have edited the table while this waited for the index
            return Edit(report, tuple(self._engine.retag(entities, names)))

        try:
            return patiently(retagged)
        except BusyError as cause:
            done = f"change set {report.change_set} is made, but the articles that it touches are tagged as before"
            raise BusyError(f"{done}: {cause}; index them again then") from cause

    def history(self, entity_id: str | None = None, *, limit: int = 50) -> list[ChangeSet]:
        """The newest change sets first; with `entity_id` those that changed this entity."""
        with self._engine.home.table() as table:
            return table.history(entity_id, limit=limit)

    def undo(self, change_set: int) -> Edit:
        """Bring back what a change set changed; UsageError where later edits depend on it."""
        with self._engine.writable().table(write=True) as table:
            touched = [c.id for c in table.changes(change_set)]
            names = [a.text for c in table.changes(change_set) for e in (c.before, c.after) if e for a in e.names()]
            report = table.undo(change_set, who=_who())
        return self._followed(report, touched, names)

    def import_file(
        self,
        path: Paths,
        *,
        format: str | None = None,  # noqa: A002 - what the option is called everywhere
        bundled: bool = False,
        on_note: Callable[[InputError], None] | None = None,
    ) -> ChangeReport:
        """Bring the entities of a file, of several or of a folder in as one change set, all or nothing.

        A home that this makes holds only the file's entities, unless `bundled`.  Articles already indexed
        are not tagged again; index them again, or call `Engine.retag`.  `on_note` is told what was left
        aside without harm.  Raises BadRowsError naming every bad row, InputError, BusyError; no home is
        made then.
        """
        problems = Problems()
        with self._engine.writing(bundled=bundled) as home, home.table(write=True) as table:
            rows = read_entities(path, Format(format) if format else None, problems=problems)
            with _naming(path):
                report = table.write(_refusing(rows, problems), who=_who(), why=f"import of {_named(path)}")
        self._engine.refresh()
        if on_note is not None:
            for note in problems.notes:
                on_note(note)
        return report

    def export_file(self, path: str | Path, *, format: str = "jsonl") -> None:  # noqa: A002 - what the option is called everywhere
        """Write the whole table to a file, or to standard output for `-`."""
        with self._engine.home.table() as table:
            write_entities(table.entities(), path, format)


@contextmanager
def _naming(paths: Paths) -> Iterator[None]:
    """Name the files in an error that the table finds, which knows of none."""
    try:
        yield
    except InputError as cause:
        if cause.file is not None:
            raise
        raise InputError(cause.message, file=_named(paths)) from cause


def _named(paths: Paths) -> str:
    listed = [paths] if isinstance(paths, str | Path) else paths
    return ", ".join(Path(path).name for path in listed)


def _refusing(rows: Iterable[Entity], problems: Problems) -> Iterable[Entity]:
    yield from rows
    problems.refuse()


def _names(table: AliasTable, entity_id: str) -> list[str]:
    """All names of an entity: how well known it is weighs against its rivals wherever one of them stands."""
    entity = table.get(entity_id)
    return [alias.text for alias in entity.names()] if entity else []


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
