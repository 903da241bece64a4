"""What lies on disk: locks, kills, damage, many readers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from polyonym.base.errors import BusyError, DamagedError, HomeError, UsageError, VersionError
from polyonym.index import seal
from polyonym.index.model import Analysed, Everything, Field, Term
from polyonym.index.open import ADAPTERS, open_index
from polyonym.index.port import Index
from polyonym.tests import index_cases as cases

ON_DISK = [name for name in ADAPTERS if name != "memory"]
OLD_STATE, NEW_STATE = "old", "new"


@pytest.fixture(params=ON_DISK)
def adapter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def written(adapter: str, tmp_path: Path) -> Path:
    write(tmp_path / "index", adapter, cases.ARTICLES)
    return tmp_path / "index"


def write(directory: Path, adapter: str, articles: tuple[Analysed, ...]) -> None:
    index = open_index(directory, adapter, write=True)
    index.write(articles)
    index.close()


def total(index: Index) -> int:
    return index.search(Everything(), limit=1).total


@pytest.mark.parametrize("module", ["tantivy", "whoosh"])
def test_opening_imports_no_library(module: str) -> None:
    code = f"import sys, polyonym.index.open, polyonym.index.model; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_unknown_and_missing_adapters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="choose from memory, tantivy, whoosh"):
        open_index(tmp_path, "lucene")
    monkeypatch.setitem(ADAPTERS, "tantivy", ("polyonym.index.adapters.nothing", "Nothing", "tantivy"))
    with pytest.raises(UsageError, match="pip install tantivy"):
        open_index(tmp_path, "tantivy")


@pytest.mark.parametrize("name", ADAPTERS)
def test_never_written_is_empty(name: str, tmp_path: Path) -> None:
    index = open_index(tmp_path / "none", name)
    assert (total(index), index.count(), list(index.ids()), list(index.get(["a"]))) == (0, 0, [], [])
    assert index.verify() == []
    with pytest.raises(UsageError, match="reading only"):
        index.write([])
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ADAPTERS)
def test_an_error_from_the_iterable_changes_nothing(name: str, tmp_path: Path) -> None:
    def broken() -> Iterator[Analysed]:
        yield cases.article("new", "new")
        raise ValueError("my own")

    index = open_index(tmp_path, name, write=True)
    index.write([cases.article("kept", "old")])
    with pytest.raises(ValueError, match="my own"):
        index.write(broken(), remove=["kept"])
    assert list(index.ids()) == ["kept"]
    assert index.verify() == []
    index.write([cases.article("next", "old")])
    assert index.count() == 2


@pytest.mark.parametrize("name", ADAPTERS)
def test_a_half_character_in_a_key(name: str, tmp_path: Path) -> None:
    index = open_index(tmp_path, name, write=True)
    with pytest.raises(UsageError, match="half a character"):
        index.write([Analysed("a", "", "", words=("\ud800",))])
    assert index.count() == 0


@pytest.mark.parametrize("name", ADAPTERS)
def test_second_writer_thread_is_busy(name: str, tmp_path: Path) -> None:
    first = open_index(tmp_path, name, write=True)
    second = first if name == "memory" else open_index(tmp_path, name, write=True)

    def meddling() -> Iterator[Analysed]:
        yield cases.article("1", "a")
        with pytest.raises(BusyError, match="being written by another"):
            second.write([cases.article("2", "a")])
        assert second.count() == 0

    first.write(meddling())
    assert list(second.ids()) == ["1"]


def _slow_writer(directory: Path, adapter: str, started: object, seconds: float) -> None:
    def slowly() -> Iterator[Analysed]:
        yield cases.article("slow", "a")
        started.set()  # type: ignore[attr-defined]
        time.sleep(seconds)

    open_index(directory, adapter, write=True).write(slowly())


def test_second_writer_process_is_busy_and_readers_go_on(adapter: str, written: Path) -> None:
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    reader = open_index(written, adapter, write=True)
    process = context.Process(target=_slow_writer, args=(written, adapter, started, 1.0))
    process.start()
    assert started.wait(20)
    with pytest.raises(BusyError, match="being written by another process"):
        reader.write([])
    assert total(reader) == total(open_index(written, adapter)) == len(cases.ARTICLES)
    process.join()
    assert total(reader) == len(cases.ARTICLES) + 1
    assert reader.verify() == []


def test_readers_while_writing(adapter: str, written: Path) -> None:
    reader, counts, errors = open_index(written, adapter), set(), []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                counts.add(total(reader))
                counts.add(total(open_index(written, adapter)))
        except HomeError as error:
            errors.append(error)

    threads = [threading.Thread(target=read, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    writer = open_index(written, adapter, write=True)
    for number in range(12):
        writer.write([cases.article(f"n{number}", "a"), cases.article(f"m{number}", "a")], remove=["mine"])
    done.set()
    for thread in threads:
        thread.join()
    assert not errors
    assert counts <= {8, *range(9, 32, 2)}
    assert total(reader) == 31


def _states(directory: Path, adapter: str) -> None:
    """Replace all articles again and again, from one state to the other; never ends by itself."""
    index = open_index(directory, adapter, write=True)
    state = NEW_STATE
    while True:
        index.write(cases.article(f"{n}", state) for n in range(40))
        state = OLD_STATE if state == NEW_STATE else NEW_STATE


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_killed_writers_leave_one_whole_state(adapter: str, tmp_path: Path) -> None:
    write(tmp_path, adapter, tuple(cases.article(f"{n}", OLD_STATE) for n in range(40)))
    context = multiprocessing.get_context("fork")
    for kill in range(15):
        process = context.Process(target=_states, args=(tmp_path, adapter))
        process.start()
        time.sleep(0.02 + 0.013 * kill)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        index = open_index(tmp_path, adapter)
        counts = [index.search(Term(Field.WORD, word), limit=1).total for word in (OLD_STATE, NEW_STATE)]
        assert sorted(counts) == [0, 40]
        assert index.verify() == []
        index.close()


def _sealed(directory: Path) -> list[Path]:
    return sorted(path for path in directory.iterdir() if not path.name.lower().endswith("lock"))


@pytest.mark.parametrize("harm", ["cut", "emptied", "gone"])
def test_a_broken_file_is_named_when_opened(adapter: str, written: Path, harm: str) -> None:
    for path in _sealed(written):
        whole = path.read_bytes()
        if harm == "gone":
            path.unlink()
        else:
            path.write_bytes(whole[: len(whole) // 2] if harm == "cut" else b"")
        with pytest.raises(DamagedError, match=path.name):
            open_index(written, adapter)
        path.write_bytes(whole)
    assert open_index(written, adapter).verify() == []


def test_verify_names_a_changed_file(adapter: str, written: Path) -> None:
    index = open_index(written, adapter)
    for path in _sealed(written):
        whole = path.read_bytes()
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        assert any(path.name in problem for problem in index.verify()), path.name
        path.write_bytes(whole)
    assert index.verify() == []


def test_verify_after_a_killed_writer(adapter: str, written: Path) -> None:
    seal.loosen(written)
    index = open_index(written, adapter)
    assert index.verify() == []
    path = next(path for path in _sealed(written) if path.suffix in (".store", ".seg"))
    path.write_bytes(path.read_bytes()[:-9])
    assert [path.name in problem for problem in index.verify()] == [True]


def test_damage_met_while_reading_is_our_error(adapter: str, tmp_path: Path) -> None:
    """Files changed with their size kept aren't seen at opening; reading then answers or says so."""
    for number in range(len(_sealed_of(adapter, tmp_path / "count"))):
        directory = tmp_path / str(number)
        path = _sealed_of(adapter, directory)[number]
        path.write_bytes(b"\xa5" * path.stat().st_size)
        try:
            index = open_index(directory, adapter)
            index.search(Term(Field.WORD, "old"), limit=10, facets=(Field.LANG,))
        except DamagedError:
            pass


def _sealed_of(adapter: str, directory: Path) -> list[Path]:
    write(directory, adapter, cases.ARTICLES)
    return _sealed(directory)


def test_an_index_of_the_future(adapter: str, written: Path) -> None:
    path = written / "seal.json"
    path.write_text(path.read_text().replace(f'"format": {seal.FORMAT}', f'"format": {seal.FORMAT + 1}'))
    with pytest.raises(VersionError, match="newer Polyonym"):
        open_index(written, adapter)


def test_an_index_of_the_past_says_what_to_do(adapter: str, written: Path) -> None:
    path = written / "seal.json"
    path.write_text(path.read_text().replace(f'"format": {seal.FORMAT}', f'"format": {seal.FORMAT - 1}'))
    with pytest.raises(VersionError, match=r"older Polyonym.*delete this folder.*polyonym index"):
        open_index(written, adapter, write=True)
