"""The alias table with others at work on it, killed, damaged, or written by another version."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

import pytest
from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import BusyError, DamagedError, HomeError, VersionError

LNTU = Entity(
    "org:lntu",
    EntityKind.ORGANIZATION,
    "Liaoning Technical University",
    aliases=(Alias("Fuxin Mining Institute", "en"),),
)
FUXIN = Entity("place:fuxin", EntityKind.PLACE, "Fuxin")


class Edit(TypedDict):
    """Who makes an edit, and why."""

    who: str
    why: str


ME: Edit = {"who": "me", "why": "test"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A table with two entities."""
    with AliasTable.open(tmp_path / "home" / "aliases.db", write=True) as table:
        table.write([LNTU, FUXIN], **ME)
    return tmp_path / "home" / "aliases.db"


def test_reading_creates_and_changes_nothing(path: Path) -> None:
    before = [(p.name, p.stat().st_mtime_ns) for p in path.parent.iterdir()]
    with AliasTable.open(path) as table:
        list(table.entities())
        table.find("x")
        table.check()
        assert [(p.name, p.stat().st_mtime_ns) for p in path.parent.iterdir()] == before
    assert before == [(p.name, p.stat().st_mtime_ns) for p in path.parent.iterdir()]
    with pytest.raises(DamagedError, match="is missing"):
        AliasTable.open(path.parent / "other")
    assert len(list(path.parent.iterdir())) == 1
    with AliasTable.open(path) as table, pytest.raises(ValueError, match="opened for writing"):
        table.remove_entity("org:lntu", **ME)


def test_an_open_reader_sees_what_another_wrote(path: Path) -> None:
    with AliasTable.open(path) as reader:
        assert len(reader) == 2
        with AliasTable.open(path, write=True) as writer:
            writer.write([replace(FUXIN, id="x")], **ME)
            assert (len(reader), reader.version) == (3, 2)
        with AliasTable.open(path, write=True) as writer:
            writer.write([replace(FUXIN, id="y")], **ME)
        assert (len(reader), reader.version) == (4, 3)


def test_entities_are_of_one_state(path: Path) -> None:
    with AliasTable.open(path, write=True) as table:
        table.write((replace(FUXIN, id=f"e{n:05}") for n in range(2500)), **ME)
        walk = table.entities()
        next(walk)
        table.write([replace(FUXIN, id="zzz")], **ME)
        assert sum(1 for _ in walk) == 2501
        changed = (replace(entity, city="Shenyang") for entity in table.entities())
        assert table.write(changed, **ME).changed == 2503


def test_a_writer_who_came_and_went_is_noticed(path: Path) -> None:
    with AliasTable.open(path, write=True) as table:
        table.write((replace(FUXIN, id=f"e{n:05}") for n in range(1500)), **ME)
    with AliasTable.open(path) as reader:
        walk = reader.entities()
        next(walk)
        with AliasTable.open(path, write=True) as writer:
            writer.write([replace(FUXIN, id="zzz")], **ME)
        with pytest.raises(BusyError, match="changed while it was read"):
            list(walk)


def test_a_second_writer_gets_one_sentence_and_reading_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polyonym.base.waiting.PATIENCE", 0.2)
    told: list[str] = []

    def slowly() -> Iterator[Entity]:
        yield from (replace(FUXIN, id=f"n{n:05}") for n in range(3000))
        with AliasTable.open(path, write=True, waiting=told.append) as second, AliasTable.open(path) as reader:
            with pytest.raises(BusyError, match="another process is writing to"):
                second.write([LNTU], **ME)
            assert (len(reader), len(list(reader.entities()))) == (2, 2)

    with AliasTable.open(path, write=True) as first:
        assert first.write(slowly(), **ME).added == 3000
    assert told == ["waiting for another process that writes to the alias table"]


def test_many_threads_read(path: Path) -> None:
    seen: list[bool] = []
    with AliasTable.open(path) as table:
        read = lambda: seen.extend(table.get("org:lntu") == LNTU for _ in range(50))  # noqa: E731
        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert seen == [True] * 200


KILLED = """
import sys
from polyonym.aliases.model import Entity, EntityKind
from polyonym.aliases.table import AliasTable

def entities():
    for n in range(10**9):
        if n == 20_000:
            print("busy", flush=True)
        yield Entity(f"k{n:09}", EntityKind.TERM, f"Name {n}")

with AliasTable.open(sys.argv[1], write=True) as table:
    table.write(entities(), who="me", why="killed")
"""


MOVING = """
import sys
from polyonym.aliases.model import Entity, EntityKind
from polyonym.aliases.table import AliasTable

for n in range(30):
    with AliasTable.open(sys.argv[1], write=True) as table:
        entities = [Entity(f"e{k:05}", EntityKind.TERM, "Name", city=f"c{n}") for k in range(1200)]
        table.write(entities, who="me", why="moved", mode="replace")
"""


def test_every_reading_is_of_one_state_while_a_writer_comes_and_goes(tmp_path: Path) -> None:
    # Whatever opens the file beside SQLite here drops SQLite's locks, and this fails; see schema.py.
    path = tmp_path / "aliases.db"
    AliasTable.open(path, write=True).close()
    with (
        AliasTable.open(path) as table,
        subprocess.Popen([sys.executable, "-c", MOVING, str(path)]) as writer,
    ):
        while writer.poll() is None:
            with AliasTable.open(path) as second, suppress(BusyError):
                assert len(second) in (0, 1200)
                assert len({entity.city for entity in table.entities()}) <= 1
        assert {entity.city for entity in table.entities()} == {"c29"}


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("wait", [0, 0.2])
def test_killed_while_writing_it_keeps_the_old_state(path: Path, wait: float) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"busy\n"
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
    for write in (False, True, False):
        with AliasTable.open(path, write=write) as table:
            assert list(table.entities()) == [LNTU, FUXIN]
            table.check()


def test_a_newer_table_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    for write in (False, True):
        with pytest.raises(VersionError, match="newer Polyonym"):
            AliasTable.open(path, write=write)


def spoil(path: Path, how: str) -> None:
    content = path.read_bytes()
    match how:
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_bytes(b"not a database\n" * 1000)
        case "cut":
            path.write_bytes(content[:-4096])
        case "cut in the header":
            path.write_bytes(content[:60])
        case "foreign":
            path.unlink()
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("CREATE TABLE t (a)")


@pytest.mark.parametrize("how", ["empty", "text", "cut", "cut in the header", "foreign"])
@pytest.mark.parametrize("write", [False, True])
def test_a_damaged_table_is_named(path: Path, how: str, write: bool) -> None:
    spoil(path, how)
    with pytest.raises(DamagedError, match=str(path)):
        AliasTable.open(path, write=write)


def test_damage_inside_is_found_by_check(path: Path) -> None:
    content = bytearray(path.read_bytes())
    at = content.find(b"Fuxin Mining Institute")
    content[at] = ord("B")
    path.write_bytes(content)
    with AliasTable.open(path) as table, pytest.raises(DamagedError, match="not what its journal left"):
        table.check()


def test_says_where_it_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HomeError, match="can't be used"):
        AliasTable.open(tmp_path / "file" / "aliases.db", write=True)


def test_a_table_of_the_first_format_is_brought_to_this_one(path: Path) -> None:
    with closing(sqlite3.connect(path)) as old:
        for name, column in (("entities", "different_from"), ("entities", "merged_into"), ("aliases", "prior")):
            old.execute(f"ALTER TABLE {name} DROP COLUMN {column}")
        old.execute("ALTER TABLE change_sets DROP COLUMN token")
        old.execute("PRAGMA user_version = 1")
    with AliasTable.open(path) as table:
        assert (table.get("org:lntu"), len(table)) == (LNTU, 2)
        table.check()
    with AliasTable.open(path, write=True) as table:
        assert table.write([replace(LNTU, different_from=("org:lnu",))], **ME).changed == 1
        assert table.get("org:lntu") == replace(LNTU, different_from=("org:lnu",))


def test_minus_nothing_is_nothing(path: Path) -> None:
    with AliasTable.open(path, write=True) as table:
        table.add("org:lntu", Alias("LTU", confidence=-0.0, prior=-0.0), **ME)
        table.check()
