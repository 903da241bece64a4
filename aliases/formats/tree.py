"""A table as a tree of text files for git: where each entity lies, what the tree says of itself, and its reading."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from polyonym.aliases.formats import entity_text
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.sources import Source
from polyonym.aliases.model import Entity, EntityKind
from polyonym.aliases.records import escaped_id
from polyonym.aliases.spool import Spool
from polyonym.base.errors import InputError
from polyonym.base.files import own_errors
from polyonym.base.rows import DECODER

FORMAT = 1
MARKER = "table.json"
"""The file at the root that makes a folder a tree, and says which state of the table it holds."""
MOST = 2_000
"""Entities that one file of a group holds; a group that grows beyond has a folder of files instead."""
_LONGEST_MARKER = 1 << 16
_DEEPEST = 5  # folders in folders; ours have two
_KEPT = 50  # earlier states that are remembered; a colleague's table is seldom further back
_MARK = '"polyonym": "tree"'
_GROUP = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,29}(?=:)")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.ASCII)  # no names of files on Windows
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class State:
    """Which content of a table a tree was made of: its token, the change set that left it, and earlier tokens."""

    token: str
    change_set: int = 0
    earlier: tuple[str, ...] = ()
    unfinished: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        """All states that the tree goes back to, the newest first."""
        return (self.token, *self.earlier)

    def following(self, earlier: tuple[str, ...]) -> State:
        """The same with these states before it."""
        others = dict.fromkeys(each for each in earlier if each != self.token)
        return State(self.token, self.change_set, tuple(others)[:_KEPT])

    def text(self) -> str:
        """The marker's content."""
        row = {"polyonym": "tree", "format": FORMAT, "state": self.token, "change_set": self.change_set}
        unfinished = {"unfinished": True} if self.unfinished else {}
        return json.dumps({**row, **unfinished, "earlier": list(self.earlier)}, indent=1) + "\n"


def is_state(text: str) -> bool:
    """Whether a file's content is that of a tree's marker, sound or not."""
    return _MARK in text


def is_tree(path: str | Path) -> bool:
    """Whether a folder is a tree."""
    try:
        return is_state(_marker_text(Path(path)))
    except OSError:
        return False


def _marker_text(root: Path) -> str:
    marker = root / MARKER
    if marker.exists() and not marker.is_file():
        return ""
    with open(marker, "rb") as handle:
        return handle.read(_LONGEST_MARKER).decode("utf-8", "replace")


def state_in(text: str, file: str) -> State:
    """What a marker says.  Raises InputError where it can't be read, or was written by a newer Polyonym."""
    try:
        row = DECODER.decode(text)
        version, change_set = int(row["format"]), int(row["change_set"])
        tokens = (row["state"], *row["earlier"])
        if not all(_TOKEN.fullmatch(each) for each in tokens):
            raise ValueError("a state of 32 digits is missing")
    except (ValueError, KeyError, TypeError, RecursionError) as cause:
        what = "is damaged; keep one side of it, or take it from an older commit"
        raise InputError(what, file=file, line=getattr(cause, "lineno", None)) from cause
    if version > FORMAT:
        raise InputError(f"was written by a newer Polyonym (format {version}); update this one", file=file)
    return State(tokens[0], change_set, tokens[1:], row.get("unfinished") is True)


def state_of(root: Path) -> State:
    """What the tree at `root` says of itself.  Raises InputError as `state_in` does."""
    with own_errors(root / MARKER):
        text = _marker_text(root)
    return state_in(text, str(root / MARKER))


def group_of(entity: Entity) -> str:
    """The path of an entity's group: its kind, and how its id begins."""
    found = _GROUP.match(entity.id)
    name = found[0].lower() if found else "other"
    return f"{entity.kind}/{f'{name}_' if _RESERVED.fullmatch(name) else name}"


def share_of(id_: str) -> str:
    """Which of a group's 256 files an id lies in, where the group is spread over several."""
    return blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=1).hexdigest()


def files_of(root: Path) -> Iterator[Path]:
    """The tree's files of entities, in order.  Raises InputError where one is a link, which may lead anywhere."""
    for kind in sorted(EntityKind):
        yield from _files_under(root / kind)


def _files_under(folder: Path, depth: int = 1) -> Iterator[Path]:
    if depth > _DEEPEST:
        raise InputError(f"is a folder in more than {_DEEPEST} others; a tree has two", file=str(folder))
    if folder.is_symlink():
        raise InputError("is a link; a tree holds plain files and folders", file=str(folder))
    if not folder.is_dir():
        return
    with own_errors(folder):
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            raise InputError("is a link; a tree holds plain files and folders", file=entry.path)
        if entry.is_dir():
            yield from _files_under(Path(entry.path), depth + 1)
        elif entry.name.endswith(".txt"):
            if not entry.is_file():
                raise InputError("is no plain file", file=entry.path)
            yield Path(entry.path)


def read_tree(root: Path, into: Spool, problems: Problems) -> None:
    """Put the entities of a tree into `into`, each with its file; what is wrong with one goes to `problems`.

    Raises InputError where the tree as a whole can't be used.
    """
    if state_of(root).unfinished:
        raise InputError("is half written, since an export was stopped; export again", file=str(root))
    files = list(files_of(root))
    if not files and int(state_of(root).token, 16):
        raise InputError("has no file of entities in it; is it checked out in full?", file=str(root))
    for file in files:
        try:
            _read_file(file, into, problems)
        except InputError as cause:
            problems.add(cause)


def _read_file(file: Path, into: Spool, problems: Problems) -> None:
    with Source(file).open(problems) as opened:
        for entity in entity_text.parse(opened.lines(), str(file), problems):
            if not into.put(entity.id, entity.ordered(), str(file)):
                what = f"{entity.id} stands in {into.place(entity.id)}, too; take one of them out"
                problems.add(InputError(what, file=str(file), line=line_of(file, entity.id)))


def missing_file(root: Path, entity: Entity) -> str | None:
    """The file that an entity of the tree lay in, as people read it, where that file isn't there any more."""
    group = group_of(entity)
    if (root / f"{group}.txt").exists():
        return None
    spread = root / group / f"{share_of(entity.id)}.txt"
    if spread.exists():
        return None
    return f"{group}/{spread.name}" if spread.parent.is_dir() else f"{group}.txt"


def line_of(file: Path, id_: str) -> int | None:
    """The line on which an entity begins; looked for only where there is something to say of it."""
    start = f"{escaped_id(id_)} "
    with Source(file).open() as opened:
        lines = ((number, line) for number, line in opened.lines() if isinstance(line, str))
        return next((number for number, line in lines if line.startswith(start)), None)
