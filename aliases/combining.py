"""Three versions of a file or tree of entities made one, as git asks of a merge driver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from polyonym.aliases.aligning import aligned
from polyonym.aliases.formats.detect import WRITABLE, Format, detect
from polyonym.aliases.formats.files import read_entities, write_entities
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.tree import State, is_state, is_tree, read_tree, state_in, state_of
from polyonym.aliases.formats.tree_writing import block_of, write_tree
from polyonym.aliases.model import Entity
from polyonym.aliases.rejoining import gather
from polyonym.aliases.spool import Spool
from polyonym.aliases.three_way import Conflict, joined
from polyonym.base.errors import InputError, UsageError
from polyonym.base.files import text_output

_LONGEST_MARKER = 1 << 16


@dataclass(frozen=True, slots=True)
class Combined:
    """One entity of the three versions together, None where it goes; with `conflicts` it is what one side says."""

    entity: Entity | None
    conflicts: tuple[Conflict, ...] = ()


def combine(base: Path, ours: Path, theirs: Path, output: Path | str) -> list[Conflict]:
    """Write what both sides made of `base` to `output`: files, whose format is that of `ours`, or trees.

    Gives where they contradict.  The text format and trees say so in place, by lines that no import takes; in other
    formats nothing is written then.  Raises InputError where a file can't be read.
    """
    sides = (base, ours, theirs)
    if all(is_tree(each) for each in sides):
        return _trees(base, ours, theirs, Path(output))
    if any(each.is_dir() for each in sides):
        raise UsageError("BASE, OURS and THEIRS are three files, or three trees that `aliases export` wrote")
    if (states := _states(sides)) is not None:
        with text_output(output) as handle:
            handle.write(states.text())
        return []
    return _files(sides, output)


def joint(base: Spool, ours: Spool, theirs: Spool) -> Iterator[Combined]:
    """The entities of three versions, in order of id."""
    for _, versions in aligned(base.pairs(), ours.pairs(), theirs.pairs()):
        then, mine, other = versions
        entity, conflicts = joined(then, mine, other)
        if conflicts and entity is None:
            entity = other  # else there would be no place to say it
        if entity is not None:
            yield Combined(entity, tuple(conflicts))


def noted(combined: Combined) -> tuple[str, str, str]:
    """The block of an entity, its conflicts behind the first line, where an import stops at them."""
    assert combined.entity is not None
    group, id_, lines = block_of(combined.entity)
    first, _, rest = lines.partition("\n")
    notes = "".join(f"  conflict: {_told(each)}\n" for each in combined.conflicts)
    return group, id_, f"{first}\n{notes}{rest}"


def _told(conflict: Conflict) -> str:
    return f"{conflict.what} was {conflict.base}; ours has {conflict.ours}, theirs has {conflict.theirs}"


def _trees(base: Path, ours: Path, theirs: Path, output: Path) -> list[Conflict]:
    conflicts: list[Conflict] = []
    with Spool() as first, Spool() as second, Spool() as third:
        for path, spool in ((base, first), (ours, second), (theirs, third)):
            problems = Problems()
            read_tree(path, spool, problems)
            problems.refuse()
        state = joint_state(state_of(base), state_of(ours), state_of(theirs))
        write_tree((noted(each) for each in _kept(joint(first, second, third), conflicts)), output, state)
    return conflicts


def _kept(found: Iterator[Combined], conflicts: list[Conflict]) -> Iterator[Combined]:
    for each in found:
        conflicts += each.conflicts
        yield each


def joint_state(base: State, ours: State, theirs: State) -> State:
    """The states that a tree of both sides goes back to: each is one that some table knows."""
    both = (theirs.token, *ours.earlier, *theirs.earlier)
    newer = tuple(each for each in both if each not in base.tokens)
    return replace(ours.following((*newer, *base.tokens)), unfinished=False)


def _states(paths: tuple[Path, ...]) -> State | None:
    """The markers of three trees as one; None where the files are none."""
    texts = [_start(path) for path in paths]
    if not (is_state(texts[1]) and is_state(texts[2])):
        return None
    ours, theirs = state_in(texts[1], str(paths[1])), state_in(texts[2], str(paths[2]))
    base = state_in(texts[0], str(paths[0])) if is_state(texts[0]) else ours
    return joint_state(base, ours, theirs)


def _start(path: Path) -> str:
    try:
        with open(path, "rb") as handle:
            return handle.read(_LONGEST_MARKER).decode("utf-8", "replace")
    except OSError as cause:
        raise InputError(f"can't be read: {cause.strerror or cause}", file=str(path)) from cause


def _files(sides: tuple[Path, ...], output: Path | str) -> list[Conflict]:
    with Spool() as first, Spool() as second, Spool() as third:
        for path, spool in zip(sides, (first, second, third), strict=True):
            if not _is_blank(path):
                gather(read_entities(path), spool)
        conflicts = [each for one in joint(first, second, third) for each in one.conflicts]
        format_ = next((detect(each) for each in (sides[1], sides[2], sides[0]) if not _is_blank(each)), Format.TEXT)
        _write(joint(first, second, third), format_, output, bool(conflicts))
    return conflicts


def _is_blank(path: Path) -> bool:
    """Whether a file holds no entities: git hands an empty one over where a side has none, and comments may be left."""
    start = _start(path)
    lines = start.splitlines()
    return len(start) < _LONGEST_MARKER // 4 and all(not line.strip() or line.startswith("#") for line in lines)


def _write(found: Iterator[Combined], format_: Format, output: Path | str, contradicts: bool) -> None:
    if format_ is Format.TEXT:
        _write_text(found, output)
    elif format_ not in WRITABLE:
        raise UsageError(f"files in the format {format_} are only read; combine them as text, jsonl, csv or tsv")
    elif not contradicts:
        write_entities((each.entity for each in found if each.entity is not None), output, format_)


def _write_text(found: Iterator[Combined], output: Path | str) -> None:
    with text_output(output) as handle:
        between = ""
        for each in found:
            handle.write(between + noted(each)[2])
            between = "\n"
