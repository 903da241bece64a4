"""Alias tables for people: look up, edit, import and export; the articles that an edit touches follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from polyonym.aliases.changing import ChangeReport
from polyonym.aliases.contested import Contested
from polyonym.aliases.exchange.left_out import LeftOut
from polyonym.aliases.exchange.wanted import Wanted
from polyonym.aliases.exchange.writing import Target, target_of
from polyonym.aliases.formats.detect import Format
from polyonym.aliases.formats.files import Paths, read_entities
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.tree_writing import TreeReport
from polyonym.aliases.journal import Change, ChangeSet
from polyonym.aliases.model import Entity
from polyonym.aliases.queries import Stats
from polyonym.base.errors import InputError
from polyonym.engine import alias_files
from polyonym.engine.alias_checks import AliasChecks
from polyonym.engine.alias_edits import AliasEdits, who
from polyonym.engine.alias_proposals import AliasProposals
from polyonym.engine.following import followed


class Aliases(AliasEdits, AliasChecks, AliasProposals):
    """The alias table of an engine's home: what it says, its edits, files, findings and proposals."""

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

    def history(self, entity_id: str | None = None, *, limit: int = 50) -> list[ChangeSet]:
        """The newest change sets first; with `entity_id` those that changed this entity."""
        with self._engine.home.table() as table:
            return table.history(entity_id, limit=limit)

    def change_set(self, number: int) -> ChangeSet:
        """The change set of this number; UsageError where there is none such."""
        with self._engine.home.table() as table:
            return table.change_set(number)

    def changes(self, change_set: int) -> Iterator[Change]:
        """What a change set changed, entity by entity; UsageError where there is none such."""
        with self._engine.home.table() as table:
            yield from table.changes(change_set)

    def leads_to(self, entity_id: str) -> Entity | None:
        """The entity that an id leads to: itself, or what it was merged into; None where that isn't there."""
        with self._engine.home.table() as table:
            return table.leads_to(entity_id)

    def removal(self, entity_id: str) -> tuple[ChangeSet, Entity] | None:
        """The change set that took an entity out, and what that was; None where none did, or it is back."""
        with self._engine.home.table() as table:
            return table.removal(entity_id)

    def contested(self, text: str = "") -> Iterator[Contested]:
        """The names that several entities have, in any case, in order; with `text` those that hold it."""
        with self._engine.home.table() as table:
            yield from table.contested(text)

    def import_file(
        self,
        path: Paths,
        *,
        format: str | None = None,  # noqa: A002 - what the option is called everywhere
        bundled: bool = False,
        on_note: Callable[[InputError], None] | None = None,
    ) -> ChangeReport:
        """Bring the entities of a file, of several or of a folder in as one change set, all or nothing.

        Of a tree that `export` wrote only what was changed in it since then is brought in, removals too, on top of
        what the table is now; contradictions are bad rows.

        A home that this makes holds only the file's entities, unless `bundled`.  Articles already indexed follow,
        unless thousands of entities are touched; index them again then.  `on_note` is told what was left aside
        without harm.  Raises BadRowsError naming every bad row, InputError, BusyError; no home is
        made then.
        """
        problems = Problems()
        tree = alias_files.tree_in(path) if format is None else None
        if tree is not None:
            report = alias_files.import_tree(self._engine, tree, who=who(), problems=problems)
        else:
            report = self._imported(path, format, bundled, problems)
        if on_note is not None:
            for note in problems.notes:
                on_note(note)
        return followed(self._engine, report).table

    def _imported(self, path: Paths, format_: str | None, bundled: bool, problems: Problems) -> ChangeReport:
        with self._engine.writing(bundled=bundled) as home, home.table(write=True) as table:
            rows = read_entities(path, Format(format_) if format_ else None, problems=problems)
            with _naming(path):
                why = f"import of {_named(path)}"
                report = table.write(_refusing(rows, problems), who=who(), why=why, read=True)
        self._engine.refresh()
        return report

    @contextmanager
    def preview_import(
        self,
        path: Paths,
        *,
        format: str | None = None,  # noqa: A002 - what the option is called everywhere
        on_note: Callable[[InputError], None] | None = None,
    ) -> Iterator[Iterator[Change]]:
        """What `import_file` would change, in order of id, while the block lasts; nothing is written."""
        problems = Problems()
        with _naming(path), alias_files.preview(self._engine, path, format, problems) as changes:
            yield changes
        if on_note is not None:
            for note in problems.notes:
                on_note(note)

    def export(
        self,
        path: str | Path,
        *,
        format: str | None = None,  # noqa: A002 - what the option is called everywhere
        wanted: Wanted | None = None,
        contract: bool = False,
        contested: bool = False,
    ) -> LeftOut | TreeReport:
        """Write the table, or what is `wanted` of it, to a file, a tree, or to standard output for `-`.

        Without `format` the ending of the path tells, else it is JSON Lines; a folder is a tree.  `contract` and
        `contested` are for synonyms and patterns (docs/exporting.md).  Raises UsageError, InputError.
        """
        target = Target(format) if format else target_of(str(path))
        return alias_files.export(
            self._engine, path, target, wanted or Wanted(), contract=contract, contested=contested
        )

    @contextmanager
    def diff(self, before: str | Path, after: str | Path | None = None) -> Iterator[Iterator[Change]]:
        """What makes the first of the second, in order of id, while the block lasts.

        Each is a home, a file in any format, a tree, or the table as a change set left it (`@12`); `after` None is
        the table now.  Raises UsageError, InputError, DamagedError.
        """
        with alias_files.diff(self._engine, str(before), None if after is None else str(after)) as changes:
            yield changes


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
