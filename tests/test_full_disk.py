"""A full disk, and one that may only be read: nothing is lost or half written, and one sentence says why."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from polyonym.aliases import schema
from polyonym.aliases.lexicon import compile as compiling
from polyonym.aliases.model import Entity, EntityKind
from polyonym.aliases.replacing import recover
from polyonym.aliases.table import AliasTable
from polyonym.base.errors import HomeError
from polyonym.engine.knowledge import bundled
from polyonym.tests.conftest import Ran, Runner

resource = pytest.importorskip("resource", reason="only POSIX systems limit the size of files")
NOBODY = 65534


def _rows(count: int) -> str:
    rows = ({"id": f"large:{n}", "kind": "term", "name": f"{n} {'name' * 20}"} for n in range(count))
    return "".join(json.dumps(row) + "\n" for row in rows)


def _state(path: Path) -> tuple[str, int, list[str]]:
    with AliasTable.open(path / "aliases.sqlite") as table:
        table.check()
        hidden = [each.name for each in (*path.iterdir(), *(path / "lexicon").iterdir()) if each.name[0] == "."]
        return table.token, table.version, hidden


def _fill(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on alias tables can't grow by more than a few pages."""
    connect = schema.connect_to_write

    def connected(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        return connection

    monkeypatch.setattr(schema, "connect_to_write", connected)


def test_a_table_that_cannot_grow_stays_as_it_was(
    run: Runner, small_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _state(small_home)
    _fill(monkeypatch)
    (tmp_path / "large.jsonl").write_text(_rows(3000), "utf-8")
    refused = run("--home", small_home, "aliases", "import", tmp_path / "large.jsonl")
    assert refused.status == 3
    assert "the disk is full; nothing was changed" in refused.sentence
    assert _state(small_home) == before
    assert run("--home", small_home, "aliases", "add", "org:lntu", "small").status == 0


def test_a_table_that_cannot_be_recovered_stays_as_it_was(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_home / "aliases.sqlite"
    with AliasTable.open(path, write=True) as table:
        table.write((Entity(f"e{n}", EntityKind.TERM, "x" * 300) for n in range(500)), who="me", why="test")
    content = bytes(4096) + path.read_bytes()[4096:]
    path.write_bytes(content)
    names = sorted(each.name for each in small_home.iterdir())
    _fill(monkeypatch)
    with pytest.raises(HomeError, match="disk is full"):
        recover(path, lambda token: None, dry_run=False)
    assert path.read_bytes() == content
    assert sorted(each.name for each in small_home.iterdir()) == names


def test_a_lexicon_that_cannot_be_written_lies_beside(
    run: Runner, small_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = compiling._write_manifest

    def full(scratch: Path, *given: Any) -> None:
        if scratch.is_relative_to(small_home):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(scratch))
        write(scratch, *given)

    monkeypatch.setattr(compiling, "_write_manifest", full)
    assert run("--home", small_home, "aliases", "add", "org:lntu", "Brandnew Academy").status == 0
    assert run("--home", small_home, "resolve", "Brandnew Academy", "--json").rows[0]["decision"]
    assert _state(small_home)[2] == []
    monkeypatch.undo()
    assert run("--home", small_home, "resolve", "Brandnew Academy", "--json").rows[0]["decision"]


def _in_a_child(work: Callable[[], Ran]) -> Ran:
    """What a copy of this process ran."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            done = work()
            os.write(send, json.dumps([done.status, done.out[-2000:], done.err[-2000:]]).encode())
        finally:
            os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return Ran(*json.loads(told))


@pytest.mark.parametrize("most", [0, 4096, 50_000])
@pytest.mark.parametrize("words", ["import large.jsonl", "export out.jsonl", "export out.csv", "add org:lntu X"])
def test_no_file_may_grow(
    run: Runner, small_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, most: int
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("large.jsonl").write_text(_rows(3000), "utf-8")
    for name in ("out.jsonl", "out.csv"):
        Path(name).write_text("as it was", "utf-8")
    before = _state(small_home)

    def limited() -> Ran:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        return run("--home", small_home, "aliases", *words.split())

    done = _in_a_child(limited)
    assert "bug" not in done.err
    after = _state(small_home)
    if done.status:
        assert len(done.err.splitlines()) == 1, done.err
    assert after[:2] == before[:2] or words.startswith(("import", "add"))
    assert run("--home", small_home, "resolve", "LNTU").status == 0
    if words.startswith("export") and done.status:
        assert Path(words.split()[1]).read_text("utf-8") == "as it was"
    assert run("--home", small_home, *["aliases", *words.split()]).status == 0
    assert _state(small_home)[2] == []


@pytest.fixture(params=["compiled", "to be compiled"])
def open_home(small_home: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the home that everybody may read and nobody but its owner write; and a cache for everybody."""
    folder = Path(tempfile.mkdtemp(prefix="polyonym-test-"))
    shutil.copytree(small_home, folder / "home")
    if request.param != "compiled":
        shutil.rmtree(folder / "home" / "lexicon")
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o555 if each.is_dir() else 0o444)
    cache = Path(tempfile.mkdtemp(prefix="polyonym-test-"))
    cache.chmod(0o777)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    yield folder / "home"
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o755)
    shutil.rmtree(folder)
    shutil.rmtree(cache, ignore_errors=True)


def test_a_home_that_may_only_be_read(run: Runner, small_home: Path, open_home: Path) -> None:
    home = ("--home", open_home)
    reading = (("resolve", "LNTU"), ("aliases", "find", "LNTU"), ("search", "LNTU"), ("verify",), ("info",))
    editing = (("aliases", "add", "org:lntu", "new"), ("aliases", "undo", "1"))
    before = {each: each.stat().st_mtime_ns for each in open_home.rglob("*")}
    assert bundled()  # read here, for the checkout may be hidden from the other user
    status = {words: run("--home", small_home, *words).status for words in reading}  # and what these need

    def as_nobody(words: tuple[str, ...]) -> Callable[[], Ran]:
        def ran() -> Ran:
            if os.getuid() == 0:
                os.setuid(NOBODY)
            return run(*home, *words)

        return ran

    for words in reading:
        done = _in_a_child(as_nobody(words))
        assert (done.status, done.err) == (status[words], ""), (words, done.err)
    for edit in editing:
        refused = _in_a_child(as_nobody(edit))
        assert refused.status == 3
        assert "can't be opened or written" in refused.sentence
    assert before == {each: each.stat().st_mtime_ns for each in open_home.rglob("*")}
