"""The home: made on first write, shared by processes, cared for; and the table that is edited in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from polyonym.base.errors import HomeError, UsageError
from polyonym.engine.engine import Engine
from polyonym.engine.home import bundled_home, find_home
from polyonym.engine.reading.article import Article
from polyonym.index import seal
from polyonym.tests.conftest import Runner

pytestmark = pytest.mark.usefixtures("bundled")


def article(number: int, text: str = "LNTU") -> str:
    """A row of JSON Lines."""
    return json.dumps({"id": f"a{number}", "text": text, "title": f"title {number}"}) + "\n"


def test_a_home_is_made_on_first_write_only(run: Runner, tmp_path: Path) -> None:
    home = tmp_path / "new"
    for words in (("resolve", "LNTU"), ("search", "LNTU"), ("info",), ("verify",), ("aliases", "show", "org:lntu")):
        run("--home", home, *words)
        assert not home.exists(), words
    assert run("--home", home, "index", "-", stdin=article(1)).status == 0
    assert find_home(home) is not None


def test_the_home_named_comes_before_the_environment(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYONYM_HOME", str(tmp_path / "environment"))
    assert run("info", "--home", tmp_path / "named").out.startswith(f"no home at {tmp_path / 'named'} yet")
    assert run("info").out.startswith(f"no home at {tmp_path / 'environment'} yet")


def test_a_new_home_takes_the_lexicon_that_is_compiled_already(home: Path) -> None:
    bundled = {path.name for path in (bundled_home().path / "lexicon").iterdir()}
    assert {path.name for path in (home / "lexicon").iterdir()} == bundled


def test_index_replaces_and_remove_takes_out(run: Runner, small_home: Path) -> None:
    assert run("--home", small_home, "index", "-", "--json", stdin=article(1) + article(2)).rows[0]["total"] == 2
    assert run("--home", small_home, "index", "-", "--json", stdin=article(2) + article(3)).rows[0]["total"] == 3
    removed = run("--home", small_home, "remove", "a1", "a9", "--json")
    assert (removed.status, removed.rows[0]) == (1, {"asked": 2, "removed": 1})
    assert run("--home", small_home, "search", "LNTU", "--json").rows[0]["total"] == 2
    assert run("--home", small_home, "remove", "a2", "a3").out == "2 of 2 articles removed\n"


@pytest.mark.parametrize("adapter", ["tantivy", "whoosh"])
def test_index_with_each_adapter(run: Runner, tmp_path: Path, adapter: str) -> None:
    home = tmp_path / "home"
    assert run("--home", home, "index", "-", "--adapter", adapter, stdin=article(1)).status == 0
    assert run("--home", home, "info", "--json").rows[0]["adapter"] == adapter
    assert run("--home", home, "search", "辽宁工程技术大学", "--json").rows[0]["total"] == 1


def test_info_and_verify(run: Runner, home: Path) -> None:
    told = run("--home", home, "info", "--json").rows[0]
    assert told["articles"] == 13
    assert told["home"] == str(home)
    assert {"version", "entities", "aliases", "table_bytes", "lexicon_bytes", "index_bytes"} <= set(told)
    assert "articles         13\n" in run("--home", home, "info").out
    assert run("--home", home, "verify").out == "all files are sound\n"
    assert run("--home", home, "verify", "--json").rows == [{"problems": []}]


def test_edits_reach_the_articles_and_can_be_undone(run: Runner, small_home: Path) -> None:
    home = ("--home", small_home)
    run(*home, "index", "-", stdin=article(1, "The Coal Academy met guests.") + article(2, "Nothing of it."))
    assert run(*home, "search", "entity:org:lntu", "--json").rows[0]["total"] == 0
    said = ("--lang", "en", "--why", "a test", "--json")
    added = run(*home, "aliases", "add", "org:lntu", "Coal Academy", *said).rows[0]
    assert added["articles"] == ["a1"]
    assert run(*home, "search", "辽宁工程技术大学", "--json").rows[0]["total"] == 1
    history = run(*home, "aliases", "history", "org:lntu", "--json").rows
    assert (history[0]["id"], history[0]["why"]) == (added["change_set"], "a test")
    assert "1 article tagged again" in run(*home, "aliases", "undo", added["change_set"]).out
    assert run(*home, "search", "entity:org:lntu", "--json").rows[0]["total"] == 0
    assert "LNTU" in run(*home, "aliases", "show", "org:lntu").out
    assert "1 article" not in run(*home, "aliases", "remove", "org:lntu", "LNTU").out
    assert "LNTU" not in run(*home, "aliases", "show", "org:lntu").out


@pytest.mark.parametrize("name", ["jsonl", "csv", "tsv", "text"])
def test_a_table_goes_out_and_comes_back(run: Runner, small_home: Path, tmp_path: Path, name: str) -> None:
    file, other = tmp_path / f"table.{name}", tmp_path / "other"
    assert run("--home", small_home, "aliases", "export", file, "--format", name).out.startswith("2 entities written")
    told = run("--home", other, "aliases", "import", file, "--json").rows[0]
    assert (told["added"], told["changed"]) == (2, 0)
    again = run("--home", other, "aliases", "import", file)
    assert again.out.startswith("0 entities added, 0 changed, 2 as before")
    one, two = (run("--home", each, "aliases", "export").out for each in (small_home, other))
    assert one == two


def test_lookups(run: Runner) -> None:
    assert "org:lntu  organization  Liaoning Technical University" in run("aliases", "find", "辽宁工程").out
    assert run("aliases", "find", "qqqqqq").status == 1
    assert run("aliases", "find", "Ляонин", "--json", "--limit", 2).rows[1]["aliases"]
    assert run("aliases", "show", "org:lntu", "--json").rows[0]["id"] == "org:lntu"
    missing = run("aliases", "show", "org:none")
    assert missing.status == 1
    assert "aliases find" in missing.sentence
    assert run("aliases", "stats", "--json").rows[0]["entities"] > 1000
    assert "aliases by lang" in run("aliases", "stats").out


def writer(home: Path) -> subprocess.Popen[bytes]:
    """A process that has begun to index one article and waits for more."""
    words = [sys.executable, "-m", "polyonym", "--home", str(home), "index", "-"]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(article(1).encode())
    process.stdin.flush()
    return process


def begun(process: subprocess.Popen[bytes], home: Path) -> None:
    """Wait until that process is in the midst of writing."""
    end = time.monotonic() + 30
    while seal.read(home / "index").settled:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)


def test_one_writes_while_others_read(run: Runner, home: Path) -> None:
    with writer(home) as first:
        begun(first, home)
        second = run("--home", home, "remove", "en-radio-club")
        assert second.status == 3
        assert "another process" in second.sentence
        third = run("--home", home, "index", "-", stdin=article(9))
        assert third.status == 3
        assert third.sentence
        assert run("--home", home, "search", "БГУИР", "--json").rows[0]["total"] >= 2
        assert run("--home", home, "resolve", "LNTU").status == 0
        assert run("--home", home, "verify").status == 0
        out, err = first.communicate(article(2).encode(), timeout=30)
    assert (first.returncode, err) == (0, b"")
    assert out.startswith(b"2 articles indexed")
    assert run("--home", home, "search", "entity:org:lntu", "--json").rows[0]["total"] >= 2


def test_a_writer_that_is_stopped_leaves_what_was(run: Runner, home: Path) -> None:
    before = run("--home", home, "info", "--json").rows[0]["articles"]
    with writer(home) as first:
        begun(first, home)
        first.kill()
        first.wait(10)
    assert run("--home", home, "info", "--json").rows[0]["articles"] == before
    assert run("--home", home, "index", "-", stdin=article(9)).status == 0


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_is_one_word(home: Path) -> None:
    with writer(home) as first:
        begun(first, home)
        first.send_signal(signal.SIGINT)
        _, err = first.communicate(timeout=30)
    assert err.strip() == b"polyonym: stopped"
    assert first.returncode == 130


def test_an_index_run_that_fails_leaves_the_articles(home: Path) -> None:
    def failing() -> list[Article]:
        raise UsageError("no more")

    with Engine(home) as engine:
        before = engine.search("lang:ru").total
        with pytest.raises(UsageError):
            engine.index(article for _ in "x" for article in failing())
        assert engine.search("lang:ru").total == before


def test_a_first_run_that_fails_leaves_no_home(tmp_path: Path) -> None:
    def failing() -> list[Article]:
        raise HomeError("no more")

    path = tmp_path / "new"
    with Engine(path) as engine, pytest.raises(HomeError):
        engine.index(article for _ in "x" for article in failing())
    assert not path.exists()
