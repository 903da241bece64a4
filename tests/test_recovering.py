"""Damaged alias tables built again: from the journal, from rows, from the compiled lexicon."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from polyonym.aliases.model import Alias, Entity, EntityKind, Status
from polyonym.aliases.pages import SIZE, Pages
from polyonym.aliases.replacing import is_sound, recover
from polyonym.aliases.salvage import Salvage
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import BusyError, DamagedError, VersionError
from polyonym.tests.conftest import Runner

ENTITIES = 3000


def _entity(number: int) -> Entity:
    names = (Alias(f"Inst {number} {'x' * (1 + number % 300)}", "en"), Alias(f"Институт {number}", "ru"))
    refused = (Alias(f"Not {number}", status=Status.REJECTED),) if number % 7 == 0 else ()
    return Entity(f"e{number:05}", EntityKind.ORGANIZATION, f"Institute {number}", aliases=(*names, *refused)).ordered()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of some hundred pages, edited several times."""
    path = tmp_path_factory.mktemp("table") / "aliases.sqlite"
    with AliasTable.open(path, write=True) as table:
        table.write(map(_entity, range(ENTITIES)), who="me", why="first")
        for number in range(30):
            table.add(f"e{number:05}", Alias(f"More {number}"), who="you", why=f"add {number}")
        table.remove_entity("e00100", who="me", why="gone")
        table.undo(5, who="me")
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    """A copy of it, to damage."""
    return Path(shutil.copy(original, tmp_path / "aliases.sqlite"))


def _state(path: Path) -> tuple[str, list[Entity], list[object]]:
    with AliasTable.open(path) as table:
        table.check()
        return table.token, list(table.entities()), list(table.history(limit=1000))


def _tree(path: Path, name: str) -> list[int]:
    """The pages of a table or index, the root first."""
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    with Pages(path, Path(f"{path}-wal")) as pages:
        return pages.tree(root, table=name.startswith("change"))[0]


def _overwrite(path: Path, pages: list[int], content: bytes = b"\xa5" * SIZE) -> None:
    with path.open("r+b") as file:
        for number in pages:
            file.seek((number - 1) * SIZE)
            file.write(content)


def _cut_journal(path: Path) -> None:
    _overwrite(path, _tree(path, "changes")[1:3])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "zeroed header": lambda path: _overwrite(path, [1], bytes(100)),
    "zeroed first page": lambda path: _overwrite(path, [1], bytes(SIZE)),
    "all pages of entities": lambda path: _overwrite(path, _tree(path, "entities")),
    "all pages of aliases": lambda path: _overwrite(path, _tree(path, "aliases"), bytes(SIZE)),
    "the index of the journal": lambda path: _overwrite(path, _tree(path, "sqlite_autoindex_changes_1")),
    "the root of the journal": lambda path: _overwrite(path, _tree(path, "changes")[:1]),
    "leaves of the journal": _cut_journal,
    "the list of change sets": lambda path: _overwrite(path, _tree(path, "change_sets")),
    "the content token": lambda path: _overwrite(path, _tree(path, "facts")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_all_comes_back(path: Path, damage: str) -> None:
    before = _state(path)
    DAMAGES[damage](path)
    assert not is_sound(path)
    damaged = path.read_bytes()
    found, kept = recover(path, lambda token: None, dry_run=False)
    after = _state(path)
    assert (found.exact, after[:2]) == (True, before[:2])
    assert (found.entities, found.lost_entities) == (ENTITIES - 1, 0)
    if damage not in ("leaves of the journal", "the list of change sets"):
        assert after[2] == before[2]
        assert (found.change_sets, found.torn_sets, found.lost_sets) == (33, [], [])
    assert kept == path.with_name("aliases.sqlite.damaged-1")
    assert kept.read_bytes() == damaged
    assert sorted(each.name for each in path.parent.iterdir()) == ["aliases.sqlite", "aliases.sqlite.damaged-1"]


def test_a_hole_in_the_journal_is_named(path: Path) -> None:
    _cut_journal(path)
    found, _ = recover(path, lambda token: None, dry_run=False)
    assert found.exact
    assert found.torn_sets or found.lost_sets
    with AliasTable.open(path, write=True) as table:
        table.add("e00007", Alias("One more"), who="me", why="it can be edited")
        table.check()


def test_what_is_cut_off_is_told(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 3 // 4])
    found, _ = recover(path, lambda token: None, dry_run=False)
    _, entities, _ = _state(path)
    assert not found.exact
    assert len(entities) == found.entities > ENTITIES // 2
    assert all({*entity.aliases} <= {*_entity(int(entity.id[1:])).aliases} for entity in entities[200:])


@pytest.mark.parametrize("seed", range(6))
def test_pages_of_rubbish_raise_nothing(path: Path, seed: int) -> None:
    chance, before = random.Random(seed), _state(path)[1]
    content = bytearray(path.read_bytes())
    for _ in range(12):
        at = chance.randrange(len(content) // SIZE) * SIZE
        content[at : at + SIZE] = chance.randbytes(SIZE)
    for _ in range(200):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)
    found, _ = recover(path, lambda token: None, dry_run=False)
    _, entities, _ = _state(path)
    assert len(entities) == found.entities
    # the text of a row has no checksum, so that a byte of it may be wrong; that it may be is told
    assert found.exact == (entities == before)


def test_the_log_of_a_killed_writer_counts(path: Path, tmp_path: Path) -> None:
    with AliasTable.open(path, write=True) as table:
        table.add("e00200", Alias("In the log"), who="me", why="last")
        copies = [Path(shutil.copy(f"{path}{side}", tmp_path / f"copy{side}")) for side in ("", "-wal")]
    copy = copies[0]
    _overwrite(copy, [1], bytes(100))
    for _ in range(2):
        with Pages(copy, copies[1]) as pages:
            assert len(Salvage(pages, {}).change_sets()) == 34
        copies[1].write_bytes(copies[1].read_bytes() + b"\xff" * 5000)  # rubbish behind it changes nothing
    copies[1].write_bytes(b"\xff" * 9000)
    with Pages(copy, copies[1]) as pages:
        assert len(Salvage(pages, {}).change_sets()) == 33


def test_a_log_of_rubbish_does_no_harm(path: Path) -> None:
    before = _state(path)
    Path(f"{path}-wal").write_bytes(b"\xa5" * 9000)
    assert is_sound(path)
    assert _state(path) == before


def test_a_dry_run_changes_nothing(path: Path) -> None:
    _cut_journal(path)
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    found, kept = recover(path, lambda token: None, dry_run=True)
    assert (kept, found.entities) == (None, ENTITIES - 1)
    assert before == {each.name: each.read_bytes() for each in path.parent.iterdir()}


def test_nobody_else_may_be_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polyonym.base.waiting.PATIENCE", 0.1)
    _cut_journal(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError):
            recover(path, lambda token: None, dry_run=False)


def test_a_newer_table_is_no_damaged_one(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(VersionError):
        is_sound(path)


DAMAGED_HOMES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "missing": lambda path: path.unlink(),
    "text": lambda path: path.write_bytes(b"not a database\n" * 1000),
}


@pytest.mark.parametrize("damage", DAMAGED_HOMES)
def test_the_lexicon_is_the_last_to_know(run: Runner, small_home: Path, damage: str) -> None:
    home, names = ("--home", small_home), ("--home", small_home, "aliases", "export", "-")
    for text in ("Coal Academy", "Mining Academy"):  # a layer, and what it is laid over
        assert run(*home, "aliases", "add", "org:lntu", text).status == 0
    assert run(*home, "resolve", "Coal Academy").status == 0
    before = run(*names).rows
    DAMAGED_HOMES[damage](small_home / "aliases.sqlite")
    refused = run(*home, "aliases", "add", "org:lntu", "x")
    assert refused.status == 3
    assert "polyonym aliases recover" in refused.sentence
    verified = run(*home, "verify")
    assert verified.status == 1
    assert "aliases.sqlite" in verified.out
    assert "polyonym aliases recover" in verified.out
    assert run(*home, "verify", "--repair").status == 1  # and the lexicon isn't thrown away
    told = run(*home, "aliases", "recover", "--dry-run", "--json").rows[0]
    assert (told["sound"], told["exact"], told["from_lexicon"], told["kept"]) == (False, False, 2, None)
    recovered = run(*home, "aliases", "recover")
    assert recovered.status == 1
    assert "only the compiled lexicon still knew" in recovered.out
    assert run(*names).rows == before
    assert "compiled lexicon" in run(*home, "aliases", "history", "org:lntu", "--json").rows[0]["why"]
    again = run(*home, "aliases", "recover")
    assert (again.status, again.out) == (0, "the alias table is sound; nothing had to be recovered\n")
    assert run(*home, "verify").out == "all files are sound\n"


def test_recovered_in_full_it_says_so(run: Runner, small_home: Path) -> None:
    _overwrite(small_home / "aliases.sqlite", [1], bytes(SIZE))
    done = run("--home", small_home, "aliases", "recover")
    assert done.status == 0
    assert "2 entities with 3 names and 1 change set" in done.out
    assert "this is all that the table held" in done.out
    assert f"kept as {small_home / 'aliases.sqlite.damaged-1'}" in done.out
    assert json.loads(run("--home", small_home, "resolve", "LNTU", "--json").out)["decision"]


def test_the_lexicon_fills_the_holes_of_journal_and_rows(run: Runner, small_home: Path) -> None:
    path, before = small_home / "aliases.sqlite", _state(small_home / "aliases.sqlite")
    for name in ("changes", "entities"):
        _overwrite(path, _tree(path, name))
    done = run("--home", small_home, "aliases", "recover", "--json")
    assert done.status == 0
    assert (done.rows[0]["exact"], done.rows[0]["from_lexicon"], done.rows[0]["lost_sets"]) == (True, 2, [])
    assert _state(path)[:2] == before[:2]


def test_without_a_home_there_is_nothing_to_recover(run: Runner, tmp_path: Path) -> None:
    assert run("--home", tmp_path / "none", "aliases", "recover").status == 2


def test_an_empty_table_never_takes_the_place_of_a_lost_one(run: Runner, small_home: Path, tmp_path: Path) -> None:
    (small_home / "aliases.sqlite").unlink()
    with pytest.raises(DamagedError, match="is missing; `polyonym aliases recover`"):
        AliasTable.open(small_home / "aliases.sqlite")
    table = tmp_path / "small.jsonl"
    assert run("--home", small_home, "aliases", "import", table).status == 3
    assert not (small_home / "aliases.sqlite").exists()


@pytest.fixture
def logged(path: Path, tmp_path: Path) -> tuple[Path, str]:
    """A damaged table whose newest change set is still in its log, and the token that it had."""
    with AliasTable.open(path, write=True) as table:
        table.add("e00200", Alias("In the log"), who="me", why="last")
        (tmp_path / "home").mkdir()
        for side in ("", "-wal"):
            shutil.copy(f"{path}{side}", tmp_path / "home" / f"aliases.sqlite{side}")
        token = table.token
    _overwrite(tmp_path / "home" / "aliases.sqlite", [1], bytes(100))
    return tmp_path / "home" / "aliases.sqlite", token


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems can copy a process and end it with SIGKILL")
def test_a_killed_recovery_loses_nothing(logged: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    path, token = logged
    monkeypatch.setattr("polyonym.aliases.replacing._refuse_writers", lambda path: None)  # it would write the log back
    chance = random.Random(1)
    for attempt in range(8):
        child = os.fork()
        if child == 0:
            if not attempt:  # ended at the worst instant: the log is put aside, the new table isn't there yet
                monkeypatch.setattr(os, "replace", lambda *given: os._exit(0))
            try:
                recover(path, lambda token: None, dry_run=False)
            finally:
                os._exit(0)
        if attempt:
            time.sleep(chance.uniform(0, 1.0))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if is_sound(path):
            break
    else:
        assert recover(path, lambda token: None, dry_run=False)[0].exact
    assert _state(path)[0] == token
    kept = ["aliases.sqlite", "aliases.sqlite.damaged-1", "aliases.sqlite.damaged-1-wal"]
    assert sorted(each.name for each in path.parent.iterdir() if not each.name.startswith(".")) == kept
    AliasTable.open(path, write=True).close()
    assert not list(path.parent.glob(".*"))
