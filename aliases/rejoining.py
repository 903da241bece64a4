"""What an edited tree or file means for a table: the changes that bring it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from polyonym.aliases.aligning import aligned, keyed
from polyonym.aliases.formats.problems import BadRowsError, Problems
from polyonym.aliases.formats.tree import State, line_of
from polyonym.aliases.journal import Change
from polyonym.aliases.merging import merge
from polyonym.aliases.model import Entity
from polyonym.aliases.spool import Spool
from polyonym.aliases.three_way import Conflict, joined
from polyonym.aliases.versions import Snapshot
from polyonym.base.errors import InputError


class ConflictsError(BadRowsError):
    """Both the table and a tree were changed, and contradict: `problems` says where."""

    @property
    def summary(self) -> str:
        """How many places there are, and what that means."""
        count = self.problems.count
        places = "1 place contradicts" if count == 1 else f"{count:,} places contradict"
        return f"{places} the table, nothing was taken; change one of the two sides"


def base_of(snapshot: Snapshot, state: State) -> int | None:
    """The newest change set from which both the table and the tree come; None where the journal knows of none."""
    known = (snapshot.change_set_of(token) for token in state.tokens)
    return next((each for each in known if each is not None), None)


def tree_changes(
    snapshot: Snapshot,
    base: int | None,
    tree: Spool,
    root: Path,
    *,
    removed: Callable[[Entity], None] = lambda entity: None,
) -> Iterator[Change]:
    """What the tree at `root`, which lies in `tree`, changed since `base`, on top of what the table is now.

    Without `base` the tree is taken as it stands.  `removed` is told what isn't in the tree any more.  Raises
    ConflictsError at the end where the two contradict.
    """
    since = snapshot.since(snapshot.version if base is None else base)
    pairs = ((id_, (then, now)) for id_, then, now in since)
    theirs = ((id_, (entity, entity)) for id_, entity in tree.pairs())
    conflicts = Problems()
    for id_, (known, found) in aligned(pairs, theirs):
        (then, now), (new, _) = known or (None, None), found or (None, None)
        after, contradictions = joined(then, now, new)
        for each in contradictions:
            conflicts.add(_told(each, root, tree.place(id_)))
        if now is not None and after is None:
            removed(now)
        if now != after and not contradictions:
            yield Change(now, after)
    if conflicts.count:
        raise ConflictsError(conflicts)


def _told(conflict: Conflict, root: Path, file: str) -> InputError:
    message = (
        f"{conflict.id}: {conflict.what} was {conflict.base}; the table has {conflict.ours}, the tree {conflict.theirs}"
    )
    return InputError(message, file=file or str(root), line=line_of(Path(file), conflict.id) if file else None)


def file_changes(snapshot: Snapshot, entities: Iterable[Entity]) -> Iterator[Change]:
    """What an import of a file's entities would change, which adds to what there is.  Raises InputError."""
    with Spool() as given:
        gather(entities, given)
        for _, (before, new) in aligned(keyed(snapshot.entities()), given.pairs()):
            after = _merged(before, new) if before is not None and new is not None else new
            if new is not None and before != after:
                yield Change(before, after)


def _merged(before: Entity, new: Entity) -> Entity:
    try:
        return merge(before, new)
    except ValueError as cause:
        raise InputError(str(cause)) from cause


def gather(entities: Iterable[Entity], into: Spool) -> None:
    """Put entities into `into`, those of one id as one.  Raises InputError where they can't be one."""
    for entity in entities:
        if into.put(entity.id, entity.ordered()):
            continue
        known = into.get(entity.id)
        into.replace(_merged(known, entity) if known is not None else entity)
