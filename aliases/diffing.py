"""Two tables, or two versions of one, held against each other entity by entity, however large they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from polyonym.aliases.aligning import aligned, keyed
from polyonym.aliases.formats.files import read_entities
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.tree import is_tree, read_tree
from polyonym.aliases.journal import Change
from polyonym.aliases.model import Entity
from polyonym.aliases.rejoining import gather
from polyonym.aliases.spool import Spool
from polyonym.aliases.versions import Snapshot


def changes_between(before: Iterable[Entity], after: Iterable[Entity]) -> Iterator[Change]:
    """What makes the first of the second, both in order of id."""
    for _, (old, new) in aligned(keyed(before), keyed(after)):
        if old != new:
            yield Change(old, new)


def in_order(path: Path, stack: ExitStack) -> Iterator[Entity]:
    """The entities of a file in any format, a folder or a tree, in order of id; `stack` holds them until it closes.

    Raises InputError where it can't be read.
    """
    spool = stack.enter_context(Spool())
    if is_tree(path):
        problems = Problems()
        read_tree(path, spool, problems)
        problems.refuse()
    else:
        gather(read_entities(path), spool)
    return (entity for _, entity in spool.pairs() if entity is not None)


def of_table(path: Path, stack: ExitStack, change_set: int | None = None) -> Iterator[Entity]:
    """The entities of an alias table now, or as a change set left them, in order of id."""
    snapshot = stack.enter_context(Snapshot(path))
    return snapshot.entities() if change_set is None else snapshot.entities_at(change_set)
