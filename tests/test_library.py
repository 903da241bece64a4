"""The library as its users meet it: the example of the contract, threads, errors, names."""

from __future__ import annotations

import inspect
import threading
from pathlib import Path

import polyonym
import pytest
from polyonym.base import errors
from polyonym.engine.home import make_home
from polyonym.tests.small_table import ENTITIES

TEXTS = {
    "one.txt": "LNTU opens a school of mining\n\nSun Wei of Liaoning Technical University spoke of mining.\n",
    "two.md": "# 来宾\n\n孙伟教授在辽宁工程技术大学与来宾会面。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    path = tmp_path / "articles"
    path.mkdir()
    for name, text in TEXTS.items():
        (path / name).write_text(text, "utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the small table."""
    path = tmp_path / "small"
    with make_home(path, bundled=False).table(write=True) as table:
        table.write(ENTITIES, who="test", why="made")
    return path


def test_the_example_of_the_contract(home: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with polyonym.open(home) as engine:  # the small table, since an edit of the bundled one takes seconds
        engine.index(polyonym.read(folder))
        for hit in engine.search("LNTU mining").hits:
            print(hit.title, hit.snippets[0], hit.why)
        decision = engine.resolve("Ton Vi", context="Liaoning Technical University").decision
        assert decision is not None
        assert decision.name == "Sun Wei"
        assert [m.surface for m in engine.tag("Prof. Ma Tu Tuyen of LNTU met ...") if m.entity] == ["LNTU"]
        engine.aliases.add("org:lntu", "Ляонинский политехнический институт", lang="ru")
        found = {hit.id for hit in engine.search("Ляонинский политехнический институт").hits}
        assert found == set(TEXTS)
    assert polyonym.compare("Nikalaichyk Yury", "Николайчик Юрий", kind="person").score > 0.5
    assert "⟦Liaoning Technical University⟧" in capsys.readouterr().out


def test_without_a_home_the_bundled_tables_are_read(tmp_path: Path) -> None:
    with polyonym.open() as engine:
        decision = engine.resolve("LNTU").decision
        assert decision is not None
        assert decision.id == "org:lntu"
        assert engine.is_bundled
        assert engine.tag("Prof. Ma Tu Tuyen of LTU met ...")
    with polyonym.open(tmp_path / "none") as engine:
        assert engine.search("LNTU").total == 0
    assert not (tmp_path / "none").exists()


def test_articles_of_ones_own(home: Path) -> None:
    with polyonym.open(home) as engine:
        report = engine.index(polyonym.Article(f"a{n}", f"Sun Wei came to Minsk {n}.") for n in range(5))
        assert (report.written, report.total) == (5, 5)
        assert report.mentions == 10
        assert engine.search("孙伟 明斯克").total == 5
        assert engine.remove(["a1", "a9"]) == 1
        assert engine.search("孙伟").total == 4


def test_an_iterable_that_fails_leaves_the_index_as_it_was(home: Path) -> None:
    def failing() -> object:
        yield polyonym.Article("new", "Minsk")
        raise RuntimeError("the source is gone")

    with polyonym.open(home) as engine:
        engine.index([polyonym.Article("old", "Minsk")])
        with pytest.raises(RuntimeError, match="gone"):
            engine.index(failing())  # type: ignore[arg-type]
        assert [hit.id for hit in engine.search("Minsk").hits] == ["old"]


def test_threads_read_while_another_indexes(home: Path) -> None:
    with polyonym.open(home) as writer:
        writer.index([polyonym.Article("first", "Sun Wei of LNTU came to Minsk.")])
    done = threading.Event()
    failures: list[BaseException] = []
    reads: list[int] = []

    def reading(engine: polyonym.Engine) -> None:
        try:
            while not done.is_set() or not reads:
                assert engine.search("孙伟").total >= 1
                assert engine.resolve("辽宁工程技术大学").matches
                assert engine.tag("LNTU and Minsk", lang="en")
                reads.append(1)
        except BaseException as failure:
            failures.append(failure)

    with polyonym.open(home) as shared, polyonym.open(home) as writer:
        threads = [threading.Thread(target=reading, args=(shared,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for batch in range(4):
                writer.index(polyonym.Article(f"{batch}-{n}", "Sun Wei again.") for n in range(10))
        finally:
            done.set()
            for thread in threads:
                thread.join(60)
        assert failures == []
        assert reads
        shared.refresh()
        assert shared.search("Sun Wei").total == 41


def test_one_engine_reads_in_threads_while_it_indexes(home: Path) -> None:
    with polyonym.open(home) as engine:
        engine.index([polyonym.Article("first", "Sun Wei of LNTU came to Minsk.")])
        failures: list[BaseException] = []
        done = threading.Event()

        def reading() -> None:
            try:
                while not done.is_set():
                    assert engine.search("Sun Wei").total >= 1
            except BaseException as failure:
                failures.append(failure)

        thread = threading.Thread(target=reading)
        thread.start()
        for batch in range(5):
            engine.index([polyonym.Article(str(batch), "Sun Wei again.")])
        done.set()
        thread.join(60)
        assert failures == []


def test_all_errors_have_one_root() -> None:
    own = [each for _, each in inspect.getmembers(errors, inspect.isclass) if each.__module__ == errors.__name__]
    assert len(own) >= 8
    assert all(issubclass(each, polyonym.PolyonymError) for each in own)
    assert not issubclass(polyonym.PolyonymError, (OSError, ValueError))


def test_errors_are_ours(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with polyonym.open(home) as engine:
        for call in (
            lambda: engine.search("LNTU", conditions={"kind": "mineral"}),
            lambda: engine.search("LNTU", sort="mineral"),
            lambda: engine.aliases.add("org:nobody", "X"),
            lambda: engine.aliases.add("org:lntu", " "),
            lambda: engine.aliases.add("org:lntu", "X", kind="mineral"),
            lambda: engine.aliases.undo(99),
            lambda: engine.aliases.import_file(tmp_path / "missing"),
            lambda: list(polyonym.read(tmp_path / "missing")),
            lambda: polyonym.open(tmp_path / "file"),
            lambda: polyonym.open(tmp_path / "x", adapter="mineral").index([]),
        ):
            with pytest.raises(polyonym.PolyonymError):
                call()


def test_an_unknown_order_is_a_usage_error(home: Path) -> None:
    with polyonym.open(home) as engine, pytest.raises(polyonym.UsageError):
        engine.search("LNTU", sort="mineral")


def test_all_is_sorted_and_there() -> None:
    assert polyonym.__all__ == sorted(polyonym.__all__)
    names: dict[str, object] = {}
    exec("from polyonym import *", names)
    assert set(polyonym.__all__) == set(names) - {"__builtins__"}
    assert all(inspect.getdoc(names[name]) for name in polyonym.__all__)
    public = {
        name for name, value in vars(polyonym).items() if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert public == set(polyonym.__all__)
