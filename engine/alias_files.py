"""Alias tables as files: trees brought in and written, previews of an import, and what tells two tables apart."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from polyonym.aliases.changing import ChangeReport
from polyonym.aliases.diffing import changes_between, in_order, of_table
from polyonym.aliases.exchange.left_out import LeftOut
from polyonym.aliases.exchange.wanted import Wanted
from polyonym.aliases.exchange.writing import Target, write_table
from polyonym.aliases.formats.detect import Format
from polyonym.aliases.formats.files import Paths, read_entities
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.tree import State, is_tree, missing_file, read_tree, state_of
from polyonym.aliases.formats.tree_writing import TreeReport, block_of, mark, write_tree
from polyonym.aliases.journal import Change
from polyonym.aliases.model import Entity
from polyonym.aliases.rejoining import base_of, file_changes, tree_changes
from polyonym.aliases.spool import Spool
from polyonym.aliases.table import AliasTable
from polyonym.aliases.versions import Snapshot, number_of
from polyonym.base.errors import InputError, UsageError
from polyonym.base.files import STANDARD
from polyonym.engine.home import find_home

if TYPE_CHECKING:
    from polyonym.engine.engine import Engine

_UNKNOWN = "comes from no state that this table's journal knows, and was taken as it stands"


def tree_in(paths: Paths) -> Path | None:
    """The tree that is to be brought in; None where it is anything else.  Raises UsageError for one among others."""
    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    trees = [Path(path) for path in listed if is_tree(path)]
    if trees and len(listed) > 1:
        raise UsageError(f"{trees[0]} is a tree, which stands for a whole table; import it alone")
    return trees[0] if trees else None


def import_tree(engine: Engine, root: Path, *, who: str, problems: Problems) -> ChangeReport:
    """Bring in what was changed in a tree since it was exported, as one change set, all or nothing.

    Raises BadRowsError naming every bad row or contradiction, InputError, BusyError.
    """
    why = f"import of the tree {root.resolve().name}"
    with (
        engine.writing(bundled=False) as home,
        home.table(write=True) as table,
        _changes(table, root, problems) as changes,
    ):
        alone = _is_alone(table, root)
        report = table.change(changes, who=who, why=why)
        _follow(table, root, alone, problems)
    engine.refresh()
    return report


def _is_alone(table: AliasTable, root: Path) -> bool:
    """Whether only the tree was changed, and not the table, since both were alike."""
    with Snapshot(table.path) as snapshot:
        return base_of(snapshot, state_of(root)) in (None, snapshot.version)


def _follow(table: AliasTable, root: Path, alone: bool, problems: Problems) -> None:
    """Let the tree know that it is what the table is now; where the table has more, that is told."""
    state = state_of(root)
    with Snapshot(table.path) as snapshot:
        if state.token == snapshot.token:
            return
        if alone:
            with suppress(InputError):  # a tree that may only be read
                mark(root, State(snapshot.token, snapshot.version).following(state.tokens))
        else:
            problems.note("has not all that the table has; export again", file=str(root))


@contextmanager
def preview(engine: Engine, paths: Paths, format_: str | None, problems: Problems) -> Iterator[Iterator[Change]]:
    """What an import would change, in order of id, without changing anything."""
    with _table(engine) as table:
        if (root := tree_in(paths)) is not None:
            with _changes(table, root, problems) as changes:
                yield changes
            return
        with Snapshot(table.path) as snapshot:
            rows = read_entities(paths, Format(format_) if format_ else None, problems=problems)
            yield file_changes(snapshot, _refusing(rows, problems))


def _refusing(rows: Iterator[Entity], problems: Problems) -> Iterator[Entity]:
    yield from rows
    problems.refuse()


@contextmanager
def _table(engine: Engine) -> Iterator[AliasTable]:
    """The home's table, to be read; an empty one where there is no home yet."""
    if not engine.is_bundled:
        with engine.home.table() as table:
            yield table
        return
    with tempfile.TemporaryDirectory() as folder, AliasTable.open(Path(folder) / "empty", write=True) as table:
        yield table


@contextmanager
def _changes(table: AliasTable, root: Path, problems: Problems) -> Iterator[Iterator[Change]]:
    with Spool() as tree, Snapshot(table.path) as snapshot:
        read_tree(root, tree, problems)
        problems.refuse()
        base = base_of(snapshot, state_of(root))
        if base is None and snapshot.version:
            problems.note(_UNKNOWN, file=str(root))
        gone: Counter[str] = Counter()

        def removed(entity: Entity) -> None:
            if (file := missing_file(root, entity)) is not None:
                gone[file] += 1

        yield tree_changes(snapshot, base, tree, root, removed=removed)
        for file, count in sorted(gone.items()):
            what = "1 entity of it is" if count == 1 else f"{count:,} entities of it are"
            problems.note(f"is gone from the tree: {what} removed", file=str(root / file))


def export_tree(engine: Engine, root: Path) -> TreeReport:
    """Write the whole table as a tree; one that is there is brought up to date.  Raises InputError."""
    with Snapshot(engine.home.path / "aliases.sqlite") as snapshot:
        there = state_of(root) if is_tree(root) else None
        return write_tree(map(block_of, snapshot.entities()), root, _next_state(snapshot, there))


def _next_state(snapshot: Snapshot, there: State | None) -> State:
    """What a tree says of itself after an export; the same as before where its content was that already."""
    if there is not None and there.token == snapshot.token:
        return replace(there, unfinished=False)
    earlier = there.tokens if there is not None else ()
    known = tuple(token for token in earlier if snapshot.change_set_of(token) is not None)
    return State(snapshot.token, snapshot.version).following(known)


def export(
    engine: Engine, path: str | Path, target: Target, wanted: Wanted, *, contract: bool = False, contested: bool = False
) -> LeftOut | TreeReport:
    """Write the table, or what is wanted of it, in any format; see `write_table`."""
    if target is not Target.TREE:
        with engine.home.table() as table:
            return write_table(table.entities, path, target, wanted, contract=contract, contested=contested)
    if str(path) == STANDARD:
        raise UsageError("a tree is a folder; name one")
    if not wanted.everything:
        raise UsageError(
            "a tree holds the whole table, since what is missing in it counts as removed; leave out filters"
        )
    if Path(path).is_dir() and find_home(Path(path)) is not None:
        raise UsageError(f"{path} is a home; choose another folder for the tree")
    return export_tree(engine, Path(path))


@contextmanager
def diff(engine: Engine, before: str, after: str | None) -> Iterator[Iterator[Change]]:
    """What makes the first of the second, in order of id; each is a home, a file, a tree, or a change set (`@12`).

    `after` None is the table as it is now.  Raises UsageError where one is none of these, InputError, DamagedError.
    """
    with ExitStack() as stack:
        first, second = (_stream(engine, each, stack) for each in (before, after))
        yield changes_between(first, second)


def _stream(engine: Engine, what: str | None, stack: ExitStack) -> Iterator[Entity]:
    if what is None:
        return of_table(engine.home.path / "aliases.sqlite", stack)
    path = Path(what)
    version = number_of(what)
    if version is not None and (what.startswith("@") or not path.exists()):
        return of_table(engine.home.path / "aliases.sqlite", stack, version)
    if what != STANDARD and not path.exists():
        raise InputError("is neither a file, a folder nor a change set (@12)", file=what)
    home = find_home(path) if path.is_dir() else None
    return in_order(path, stack) if home is None else of_table(home.path / "aliases.sqlite", stack)
