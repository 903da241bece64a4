"""The alias table: what is written is there, once, with its history; safe with others at work on it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.merging import gather
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import BusyError, DamagedError, HomeError, InputError, UsageError, VersionError

LNTU = Entity(
    "org:lntu",
    EntityKind.ORGANIZATION,
    "Liaoning Technical University",
    "CN",
    "Fuxin",
    related=("place:fuxin",),
    source="lntu.edu.cn",
    aliases=(
        Alias("辽宁工程技术大学", "zh", AliasKind.OFFICIAL),
        Alias("LNTU", "en", AliasKind.ACRONYM, confidence=0.9),
        Alias("Fuxin Mining Institute", "en", AliasKind.FORMER, until="1996"),
    ),
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


@pytest.fixture
def table(path: Path) -> Iterator[AliasTable]:
    with AliasTable.open(path, write=True) as table:
        yield table


def test_holds_what_was_written(path: Path) -> None:
    with AliasTable.open(path) as table:
        assert list(table.entities()) == [LNTU.ordered(), FUXIN]
        assert table.get("org:lntu") == LNTU.ordered()
        assert table.get("org:none") is None
        assert len(table) == 2
        assert table.version == 1
        stats = table.stats()
    assert (stats.entities, stats.aliases) == (2, 3)
    assert stats.entities_by_kind == {"organization": 1, "place": 1}
    assert stats.aliases_by_lang == {"en": 2, "zh": 1}
    assert stats.aliases_by_source == {"": 3}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("fuxin", ["place:fuxin", "org:lntu"]),
        ("工程", ["org:lntu"]),
        ("TECHNICAL uni", ["org:lntu"]),
        ("%", []),
    ],
)
def test_finds_parts_of_names_in_any_case(table: AliasTable, text: str, ids: list[str]) -> None:
    assert [entity.id for entity in table.find(text)] == ids
    assert [entity.id for entity in table.find(text, limit=1)] == ids[:1]


def test_merging_adds_and_loses_nothing(table: AliasTable) -> None:
    more = Entity(
        "org:lntu",
        EntityKind.ORGANIZATION,
        "LNTU of Fuxin",
        city="Huludao",
        aliases=(
            Alias("ЛТУ", "ru", AliasKind.ACRONYM),
            Alias("LNTU", "en", AliasKind.ACRONYM, source="articles"),
            Alias("辽宁工程技术大学", "zh", AliasKind.OFFICIAL),
        ),
    )
    report = table.write([more, FUXIN], **ME)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert (report.aliases_added, report.aliases_changed, report.aliases_removed) == (2, 1, 0)
    entity = table.get("org:lntu")
    assert entity is not None
    assert (entity.name, entity.country, entity.city) == ("LNTU of Fuxin", "CN", "Huludao")
    assert entity.source == "lntu.edu.cn"
    assert Alias("LNTU", "en", AliasKind.ACRONYM, "articles", 0.9) in entity.aliases
    assert Alias("Liaoning Technical University") in entity.aliases
    again = table.write([more, FUXIN], **ME)
    assert (again.change_set, again.unchanged, table.version) == (None, 2, 2)


def test_a_rejected_alias_stays_rejected(table: AliasTable) -> None:
    no = Alias("LNTU", "en", AliasKind.ACRONYM, status=Status.REJECTED)
    table.add("org:lntu", no, **ME)
    table.write([LNTU], **ME)
    assert [a.text for a in table.get("org:lntu").names()].count("LNTU") == 0  # type: ignore[union-attr]


def test_replacing_makes_it_what_is_given(table: AliasTable) -> None:
    bare = Entity("org:lntu", EntityKind.ORGANIZATION, "LNTU")
    assert table.write([bare], mode="replace", **ME).aliases_removed == 3
    assert table.get("org:lntu") == bare


def test_edits_one_alias(table: AliasTable) -> None:
    assert table.add("place:fuxin", Alias(" 阜新 ", "zh"), **ME).aliases_added == 1
    assert table.add("place:fuxin", Alias("阜新", "zh"), **ME).change_set is None
    assert table.get("place:fuxin") == replace(FUXIN, aliases=(Alias("阜新", "zh"),))
    with pytest.raises(UsageError, match="no alias '阜新' in en"):
        table.remove("place:fuxin", "阜新", "en", **ME)
    assert table.remove("place:fuxin", "阜新", **ME).aliases_removed == 1
    with pytest.raises(UsageError, match="is the name"):
        table.remove("place:fuxin", "Fuxin", **ME)
    assert table.remove_entity("org:lntu", **ME).removed == 1
    assert list(table.entities()) == [FUXIN]
    with pytest.raises(UsageError, match="no entity org:lntu"):
        table.add("org:lntu", Alias("x"), **ME)
    with pytest.raises(UsageError, match="no entity org:lntu"):
        table.remove_entity("org:lntu", **ME)


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        (replace(FUXIN, kind=EntityKind.TERM), "place:fuxin is a term, but"),
        (replace(FUXIN, id="x", name="a\0b"), "control character"),
        (replace(FUXIN, id="x", aliases=(Alias("a", "not a tag"),)), "language tag"),
    ],
)
def test_an_entity_that_does_not_fit_undoes_the_edit(
    table: AliasTable, entity: Entity, message: str
) -> None:
    token = table.token
    with pytest.raises(InputError, match=message):
        table.write([replace(FUXIN, id=f"new{n}") for n in range(1500)] + [entity], **ME)
    assert (len(table), table.version, table.token) == (2, 1, token)
    table.check()


def test_history_and_undo(table: AliasTable) -> None:
    empty, first = "0" * 32, table.token
    table.add("place:fuxin", Alias("阜新", "zh"), who="ann", why="own language")
    newest = table.history()[0]
    assert (newest.id, newest.who, newest.why, newest.changed) == (2, "ann", "own language", 1)
    assert [s.id for s in table.history("org:lntu")] == [1]
    assert [s.id for s in table.history("place:fuxin", limit=1)] == [2]
    (change,) = table.changes(2)
    assert (change.before, change.id) == (FUXIN, "place:fuxin")
    with pytest.raises(UsageError, match="place:fuxin was changed again by change set 2"):
        table.undo(1, who="me")
    assert table.undo(2, who="me").change_set == 3
    assert table.history()[0].undoes == 2
    assert table.token == first
    assert table.undo(1, who="me").removed == 2
    assert (len(table), table.token, table.version) == (0, empty, 4)
    with pytest.raises(UsageError, match="no change set 9"):
        table.undo(9, who="me")
    table.undo(4, who="me")
    assert table.token == first
    table.check()


names = st.sampled_from(["A", "B", "Γ", "京"])
small = st.builds(
    Entity,
    st.sampled_from(["a", "b", "c"]),
    st.just(EntityKind.TERM),
    names,
    aliases=st.lists(st.builds(Alias, names, st.sampled_from([None, "en"])), max_size=3).map(tuple),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(small, max_size=4), max_size=4))
def test_merges_like_the_oracle_and_undoes_everything(sets: list[list[Entity]]) -> None:
    with tempfile.TemporaryDirectory() as folder, AliasTable.open(f"{folder}/t", write=True) as table:
        for entities in sets:
            table.write(entities, **ME)
        assert list(table.entities()) == gather(entity for entities in sets for entity in entities)
        table.check()
        for change_set in range(table.version, 0, -1):
            table.undo(change_set, who="me")
        assert (len(table), table.token) == (0, "0" * 32)


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


def test_a_second_writer_gets_one_sentence_and_reading_goes_on(path: Path) -> None:
    def slowly() -> Iterator[Entity]:
        yield from (replace(FUXIN, id=f"n{n:05}") for n in range(3000))
        with AliasTable.open(path, write=True) as second, AliasTable.open(path) as reader:
            started = time.monotonic()
            with pytest.raises(BusyError, match="another process is writing to"):
                second.write([LNTU], **ME)
            assert time.monotonic() - started < 3
            assert (len(reader), len(list(reader.entities()))) == (2, 2)

    with AliasTable.open(path, write=True) as first:
        assert first.write(slowly(), **ME).added == 3000


def test_many_threads_read(path: Path) -> None:
    seen: list[bool] = []
    with AliasTable.open(path) as table:
        read = lambda: seen.extend(table.get("org:lntu") == LNTU.ordered() for _ in range(50))  # noqa: E731
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
            assert list(table.entities()) == [LNTU.ordered(), FUXIN]
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
