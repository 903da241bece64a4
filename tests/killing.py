"""Edits, compilations and exports killed at any instant, and what they leave looked at; run by `test_kills`.

One process imports everything once; each edit is done in a copy of the home first, which says how long it takes and
what it leaves, and then by a child of this process, which is killed on the way.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.engine.engine import Engine
from polyonym.engine.home import Home, find_home, make_home
from polyonym.engine.knowledge import bundled
from polyonym.engine.matching.keys import exact_keys

SMALL, LARGE = 120, 2000
_BEGIN = 0.03  # seconds that a copy of a process takes more to begin
_GROWN = 2 * LARGE  # names from which on it begins with a new home, so that all goes fast again


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that is done to a home, and a name that a home has only before it or only after it."""

    name: str
    act: Callable[[Home], object]
    tells: str = ""
    prepare: Callable[[Home], object] = lambda home: None
    """Makes what must be there before, and leaves the content as it is."""


class Killer:
    """One home, and a folder for what is exported of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.folder, self.number = folder, 0
        self.file, self.out = folder / "large.jsonl", folder / "out" / "table.jsonl"
        self.out.parent.mkdir()
        self.home = self._fresh()
        self.landed: dict[str, list[int]] = {}

    def _fresh(self) -> Home:
        path = self.folder / "home"
        shutil.rmtree(path, ignore_errors=True)
        home = make_home(path, bundled=False)
        with home.table(write=True) as table:
            table.write([_entity(n) for n in range(SMALL)], who="me", why="made")
        home.lexicon()
        return home

    def kill(self) -> None:
        """Begin something, kill it, and look at what is left.  Raises AssertionError."""
        self.number += 1
        if _names(self.home) > _GROWN:
            self.home = self._fresh()
        operation = self.random.choice(self._operations())
        before, copy = _content(self.home), self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.home.path, copy)
        exported = self.out.read_text("utf-8") if self.out.exists() else None
        seconds = _timed(operation, _home(copy))
        allowed = {before: "old", _content(_home(copy)): "new"}
        if exported is not None:
            self.out.write_text(exported, "utf-8")
        _killed(operation, self.home, self.random.uniform(0, 1.2 * seconds + _BEGIN))
        found = allowed.get(_content(self.home))
        assert found, f"{operation.name}: neither the old nor the new state"
        self.landed.setdefault(operation.name, [0, 0])[found == "new"] += 1
        self._look(operation)

    def _look(self, operation: Operation) -> None:
        with self.home.table() as table:
            table.check()
            token, expected = table.token, bool(operation.tells and table.find(operation.tells))
        lexicon = self.home.lexicon()
        assert lexicon.stamp["token"] == token
        found = [alias for key in exact_keys(operation.tells) for alias in lexicon.family("exact").find(key)]
        assert bool(found) == expected, f"{operation.name}: the lexicon is of another state than the table"
        if self.out.exists():
            assert json.loads(self.out.read_text("utf-8").splitlines()[-1])["id"]

    def _operations(self) -> list[Operation]:
        unique = f"Unit{self.number}z{self.random.randrange(10**6)}"
        entity = _entity(self.random.randrange(SMALL))
        with self.home.table() as table:
            newest = table.history(limit=1)[0]
            there = table.get(entity.id) or entity
        gone = there.aliases[-1]
        edit = replace(there, city=unique, aliases=(*there.aliases, Alias(unique)))
        return [
            Operation(
                "import",
                lambda home: _engine(home).aliases.import_file(self.file),
                f"{unique} 7",
                lambda home: self._write_file(unique),
            ),
            Operation("add", lambda home: _engine(home).aliases.add(entity.id, unique), unique),
            Operation("remove", lambda home: _engine(home).aliases.remove(entity.id, gone.text), gone.text),
            Operation("edit", lambda home: _written(home, edit), unique),
            *([Operation("undo", lambda home: _engine(home).aliases.undo(newest.id))] if newest.id > 1 else []),
            Operation("compile what was edited", lambda home: home.lexicon(), prepare=_edit_and_back),
            Operation("compile everything", lambda home: home.lexicon(), prepare=Home.drop_lexicons),
            Operation("export", lambda home: _engine(home).aliases.export(self.out)),
            Operation("upgrade", lambda home: _engine(home).aliases.stats(), prepare=_make_older),
        ]

    def _write_file(self, unique: str) -> None:
        rows = ({"id": f"large:{n}", "kind": "term", "name": f"{unique} {n}"} for n in range(LARGE))
        self.file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

    def clean(self) -> None:
        """Do everything once more without being killed; nothing half made may be left."""
        with Engine(self.home.path) as engine:
            engine.aliases.add(_entity(0).id, "the last one")
            _ = engine.lexicon
            engine.aliases.export(self.out)
        for folder in (self.home.path, self.home.path / "lexicon", self.out.parent):
            left = [path.name for path in folder.iterdir() if path.name.startswith(".")]
            assert not left, f"left in {folder.name}: {left}"


def _entity(number: int) -> Entity:
    name = f"Institute {number} of Letters"
    aliases = (Alias(name), Alias(f"Institut {number} der Buchstaben", "de"), Alias(f"Other{number}"))
    return Entity(f"x:{number:04}", EntityKind.ORGANIZATION, name, "DE", aliases=aliases).ordered()


def _engine(home: Home) -> Engine:
    return Engine(home.path)


def _home(path: Path) -> Home:
    home = find_home(path)
    assert home is not None
    return home


def _written(home: Home, entity: Entity) -> None:
    with home.table(write=True) as table:
        table.write([entity], who="me", why="edited", mode="replace")


def _names(home: Home) -> int:
    with home.table() as table:
        return table.stats().aliases


def _content(home: Home) -> str:
    with home.table() as table:
        return table.token


def _timed(operation: Operation, home: Home) -> float:
    operation.prepare(home)
    begun = time.perf_counter()
    operation.act(home)
    return time.perf_counter() - begun


def _edit_and_back(home: Home) -> None:
    entity = _entity(1)
    for each in (replace(entity, city="Minsk"), entity):
        _written(home, each)


def _make_older(home: Home) -> None:
    """Bring a table back to the first format."""
    with closing(sqlite3.connect(home.table_path)) as old:
        for table, column in (("entities", "different_from"), ("entities", "merged_into"), ("aliases", "prior")):
            old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        old.execute("ALTER TABLE change_sets DROP COLUMN token")
        old.execute("PRAGMA user_version = 1")


def _killed(operation: Operation, home: Home, after: float) -> None:
    """Let a child begin, and kill it after so many seconds."""
    operation.prepare(home)
    child = os.fork()
    if child == 0:
        try:
            operation.act(home)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main(folder: str, kills: str, seed: str) -> None:
    """Kill so many times; what came of it as a row of JSON."""
    bundled()
    killer = Killer(Path(folder), int(seed))
    for _ in range(int(kills)):
        killer.kill()
    killer.clean()
    print(json.dumps(killer.landed))


if __name__ == "__main__":
    main(*sys.argv[1:])
