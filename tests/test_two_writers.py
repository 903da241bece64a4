"""Two people edit one home: nothing is lost, readers see whole states, and who must wait too long is told."""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from polyonym.aliases.model import Alias, Entity, EntityKind
from polyonym.aliases.table import AliasTable
from polyonym.engine.engine import Engine
from polyonym.engine.home import make_home
from polyonym.engine.reading.article import Article
from polyonym.tests.conftest import Runner

pytestmark = pytest.mark.usefixtures("bundled")
EDITS = 25
forked = pytest.mark.skipif(os.name != "posix", reason="copies of this process, which only POSIX systems make")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A home of some entities, compiled."""
    home = make_home(tmp_path / "home", bundled=False)
    entities = [Entity(f"x:{n:03}", EntityKind.ORGANIZATION, f"Institute {n} of Letters") for n in range(100)]
    with home.table(write=True) as table:
        table.write(entities, who="me", why="test")
    with Engine(home.path) as engine:
        names = (f"Unit{n}n{count}." for count in range(EDITS) for n in range(2))
        engine.index([Article("a", f"{' '.join(names)} Unit0n0 and Unit1n0.")])
    return home.path


def _edit(path: Path, number: int) -> None:
    for count in range(EDITS):
        with Engine(path) as engine:
            assert engine.aliases.add(f"x:{count % 10:03}", f"Unit{number}n{count}").articles == ("a",)
            assert engine.lexicon.family("exact").find(f"unit{number}n{count}"), "its own edit isn't there"


def _found(engine: Engine) -> set[str]:
    """The entities under which the one article is found."""
    return {f"x:{n:03}" for n in range(10) if engine.search(f"entity:x:{n:03}").total}


def _read(path: Path, done: Event) -> None:
    while not done.is_set():
        with Engine(path) as engine:
            decision = engine.resolve("Institute 77 of Letters").decision
            assert decision is not None
            assert decision.id == "x:077"


def _reporting(told: Queue[str], work: Callable[..., object], *given: object) -> None:
    try:
        work(*given)
    except BaseException as error:
        told.put(f"{type(error).__name__}: {error}")
    else:
        told.put("")


@forked
def test_processes_edit_and_read_at_once(path: Path) -> None:
    context = multiprocessing.get_context("fork")
    told: Queue[str] = context.Queue()
    done = context.Event()
    work = [*((_edit, path, n) for n in range(2)), *((_read, path, done) for _ in range(2))]
    processes = [context.Process(target=_reporting, args=(told, *each)) for each in work]
    for process in processes:
        process.start()
    for process in processes[:2]:
        process.join(120)
    done.set()
    assert [told.get(timeout=60) for _ in range(4)] == [""] * 4
    with AliasTable.open(path / "aliases.sqlite") as table:
        table.check()
        assert table.version == 1 + 2 * EDITS
        names = {alias.text for entity in table.entities() for alias in entity.aliases}
        assert names == {f"Unit{n}n{count}" for n in range(2) for count in range(EDITS)}
    with Engine(path) as engine:
        assert {f"x:{n:03}" for n in range(10)} <= _found(engine)
        engine.aliases.add("x:001", "The last one")
        kept = len(list((path / "lexicon").iterdir()))
    assert kept < 10
    assert not list((path / "lexicon").glob(".*"))


def test_threads_edit_at_once(path: Path) -> None:
    errors: list[BaseException] = []

    def edit(number: int) -> None:
        try:
            for count in range(EDITS):
                with AliasTable.open(path / "aliases.sqlite", write=True) as table:
                    table.add("x:000", Alias(f"{number} {count}"), who="me", why="test")
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=edit, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    with AliasTable.open(path / "aliases.sqlite") as table:
        entity = table.get("x:000")
        assert entity is not None
        assert len(entity.aliases) == 4 * EDITS


def test_who_waits_too_long_is_told(run: Runner, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polyonym.base.waiting.PATIENCE", 0.3)
    with AliasTable.open(path / "aliases.sqlite", write=True) as table:
        writing = iter(range(2))

        def entities() -> object:
            yield Entity("x:new", EntityKind.TERM, "new")
            next(writing)
            refused = run("--home", path, "aliases", "add", "x:001", "refused")
            assert refused.status == 3
            assert "another process is writing" in refused.sentence
            assert run("--home", path, "resolve", "Institute 5 of Letters").status == 0

        table.write(entities(), who="me", why="slow")  # type: ignore[arg-type]
    assert run("--home", path, "aliases", "show", "x:new").status == 0
    assert "refused" not in run("--home", path, "aliases", "show", "x:001").out


@forked
def test_what_is_open_stays_whole_while_others_edit(path: Path) -> None:
    with Engine(path) as reader:
        assert reader.lexicon.entity_count == 100  # opened, nothing of it used
        for count in range(12):  # layers come and go meanwhile
            with Engine(path) as editor:
                editor.aliases.add("x:001", f"Unit {count}")
                _ = editor.lexicon
        with Engine(path) as editor:
            editor.home.drop_lexicons()
        assert reader.resolve("Institute 9 of Letters").decision is not None
        assert [m.surface for m in reader.tag("At Institute 9 of Letters.")] == ["Institute 9 of Letters"]


def test_a_waiting_edit_says_so(path: Path) -> None:
    told: list[str] = []
    written = threading.Event()

    def slowly() -> object:
        yield Entity("x:new", EntityKind.TERM, "new")
        written.wait(1.0)

    def write() -> None:
        with AliasTable.open(path / "aliases.sqlite", write=True) as table:
            table.write(slowly(), who="me", why="slow")  # type: ignore[arg-type]

    first = threading.Thread(target=write)
    first.start()
    while not (path / "aliases.sqlite-wal").exists():
        pass
    with Engine(path, progress=told.append) as engine:
        assert engine.aliases.add("x:001", "patient").table.change_set is not None
    first.join()
    assert json.dumps(told).count("waiting for another process") <= 1
