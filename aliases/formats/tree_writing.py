"""A tree of text files written: whole beside its place first, then file by file, those that changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from filecmp import cmp
from io import StringIO
from pathlib import Path

from polyonym.aliases.formats import entity_text
from polyonym.aliases.formats.tree import MARKER, MOST, State, files_of, group_of, is_tree, share_of
from polyonym.aliases.model import Entity, EntityKind
from polyonym.aliases.records import checked
from polyonym.base import leftovers
from polyonym.base.errors import InputError
from polyonym.base.files import atomic_text

_BUFFER = 1 << 24  # characters kept before they are written
Block = tuple[str, str, str]
"""An entity's group, its id, and its lines."""


@dataclass(frozen=True, slots=True)
class TreeReport:
    """How many files an export wrote anew, left as they were, and took away."""

    written: int
    unchanged: int
    removed: int


def block_of(entity: Entity) -> Block:
    """An entity as the text format writes it.  Raises ValueError where no format can hold it."""
    handle = StringIO()
    entity_text.write([checked(entity)], handle)
    return group_of(entity), entity.id, handle.getvalue()


def write_tree(blocks: Iterable[Block], root: Path, state: State) -> TreeReport:
    """Write blocks, in order of id, as the tree at `root`; what is in that folder and isn't ours stays as it is.

    Whatever goes wrong before all of it is on disk leaves the folder as it was; what stops it later leaves a tree
    that says so.  Raises InputError where the folder can't be one.
    """
    root = root.resolve()
    _refuse_others(root)
    with _beside(root) as made:
        _Writer(made, root).write(blocks)
        if root.exists():
            return _moved(made, root, state)
        (made / MARKER).write_text(state.text(), "utf-8")
        count = sum(1 for _ in files_of(made))
        os.rename(made, root)
        return TreeReport(count, 0, 0)


def _refuse_others(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise InputError("is a file, not a folder for a tree", file=str(root))
    if not is_tree(root) and any(True for _ in files_of(root)):
        what = "has files of entities in it that are of no tree; export to another folder, or move them away"
        raise InputError(what, file=str(root))


@contextmanager
def _beside(root: Path) -> Iterator[Path]:
    """A folder beside `root`, gone at the end unless it was renamed; what the system refuses is an InputError."""
    leftovers.sweep(root.parent, f".{root.name}.")
    beside = root.with_name(f".{root.name}.{leftovers.mark()}.tmp")
    try:
        beside.mkdir(parents=True)
        yield beside
    except OSError as cause:
        raise InputError(f"can't be written: {cause.strerror or cause}", file=cause.filename or str(root)) from cause
    finally:
        shutil.rmtree(beside, ignore_errors=True)


class _Writer:
    """Appends blocks to the files that they belong to."""

    def __init__(self, made: Path, root: Path) -> None:
        self._made, self._root = made, root
        self._small: dict[str, list[Block] | None] = {}  # groups of one file so far; None where it has a folder
        self._waiting: dict[str, list[str]] = {}
        self._size = 0

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            group = block[0]
            kept = self._small.setdefault(group, None if self._is_spread(group) else [])
            if kept is None:
                self._add(f"{group}/{share_of(block[1])}.txt", block[2])
                continue
            kept.append(block)
            if len(kept) > MOST:
                self._spread(group, kept)
        for group, kept in self._small.items():
            for block in kept or ():
                self._add(f"{group}.txt", block[2])
        self._flush()

    def _is_spread(self, group: str) -> bool:
        # A group that was spread once stays so: else a table of about that size would be laid out anew again and again.
        return (self._root / group).is_dir() and not (self._root / f"{group}.txt").exists()

    def _spread(self, group: str, kept: list[Block]) -> None:
        self._small[group] = None
        for _, id_, lines in kept:
            self._add(f"{group}/{share_of(id_)}.txt", lines)

    def _add(self, path: str, lines: str) -> None:
        self._waiting.setdefault(path, []).append(lines)
        self._size += len(lines)
        if self._size > _BUFFER:
            self._flush()

    def _flush(self) -> None:
        for path, blocks in self._waiting.items():
            file = self._made / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with open(file, "a", encoding="utf-8", newline="\n") as handle:
                handle.write("\n" if handle.tell() else "")
                handle.write("\n".join(blocks))
        self._waiting, self._size = {}, 0


def _moved(made: Path, root: Path, state: State) -> TreeReport:
    """Bring the files that changed into place, and take away those of ours that nothing is left in."""
    ours = {file.relative_to(made) for file in files_of(made)}
    there = {file.relative_to(root) for file in files_of(root)}
    changed = sorted(each for each in ours if each not in there or not cmp(made / each, root / each, shallow=False))
    stale = sorted(there - ours)
    if changed or stale:
        mark(root, replace(state, unfinished=True))
    for each in stale:
        (root / each).unlink(missing_ok=True)
    for each in changed:
        (root / each).parent.mkdir(parents=True, exist_ok=True)
        _synced(made / each)
        os.replace(made / each, root / each)
    _without_empty(root)
    mark(root, state)
    return TreeReport(len(changed), len(ours) - len(changed), len(stale))


def mark(root: Path, state: State) -> None:
    """Let the tree at `root` say that it holds this state; its file stays as it is where it says so already."""
    marker = root / MARKER
    if not marker.is_file() or marker.read_text("utf-8", "replace") != state.text():
        with atomic_text(marker) as handle:
            handle.write(state.text())


def _synced(file: Path) -> None:
    with open(file, "rb+") as handle:
        os.fsync(handle.fileno())


def _without_empty(root: Path) -> None:
    for kind in EntityKind:
        for folder, _, _ in os.walk(root / kind, topdown=False):
            with suppress(OSError):  # it holds something
                os.rmdir(folder)
