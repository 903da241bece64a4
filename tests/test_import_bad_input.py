"""Tables that can't be imported: one sentence for each bad row, exit status 2, and no home is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from polyonym.engine.engine import Engine
from polyonym.tests.conftest import Runner

pytestmark = pytest.mark.usefixtures("bundled")


def test_a_broken_row_of_a_table_takes_nothing(run: Runner, tmp_path: Path) -> None:
    file, home = tmp_path / "table.jsonl", tmp_path / "home"
    entities = [json.dumps({"id": f"org:{i}", "kind": "organization", "name": f"N{i}"}) for i in range(10)]
    entities[6] = entities[6].replace("organization", "town")
    file.write_text("\n".join(entities), "utf-8")
    done = run("--home", home, "aliases", "import", file)
    assert done.status == 2
    assert "line 7" in done.sentence
    assert "nothing was taken" in done.sentence
    assert not home.exists()


def test_broken_rows_are_told_in_their_order(run: Runner, tmp_path: Path) -> None:
    file, home = tmp_path / "table.csv", tmp_path / "home"
    file.write_text("id,kind,name,alias,lang\na,place,A,B,e n\na,term,A,C,\nb,town,B,D,\n", "utf-8")
    done = run("--home", home, "aliases", "import", file)
    assert done.status == 2
    *lines, last = done.err.splitlines()
    assert [line.split(": ")[1].rpartition(", ")[2] for line in lines] == ["line 2", "line 3", "line 4"]
    assert last == "polyonym: 3 rows can't be used, nothing was taken"
    assert not home.exists()


@pytest.mark.parametrize("format_", ["wikidata", "ftm", "geonames", "geonames-names", "ror", "jsonl", "text", "csv"])
def test_an_empty_file_of_any_format(run: Runner, tmp_path: Path, format_: str) -> None:
    (tmp_path / "file").touch()
    done = run("--home", tmp_path / "home", "aliases", "import", tmp_path / "file", "--format", format_)
    assert done.status == 2
    assert done.sentence
    assert not (tmp_path / "home").exists()


def test_two_kinds_of_one_entity(run: Runner, tmp_path: Path) -> None:
    for name, kind in (("a.csv", "person"), ("b.csv", "organization")):
        (tmp_path / name).write_text(f"id,kind,name,alias\nx,{kind},A,B\n", "utf-8")
    done = run("--home", tmp_path / "home", "aliases", "import", tmp_path / "a.csv", tmp_path / "b.csv")
    assert done.status == 2
    assert "a.csv, b.csv: x is of the kind organization here, but was given as person before" in done.sentence


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read_once(run: Runner, tmp_path: Path) -> None:
    entity = json.dumps({"id": "x", "kind": "term", "name": "X"}) + "\n"
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text(entity.replace("x", "y"), "utf-8")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=(entity,), daemon=True)
    writer.start()
    done = run("--home", tmp_path / "home", "aliases", "import", tmp_path / "pipe", tmp_path / "file")
    assert (done.status, done.out) == (0, "2 entities added, 0 changed, 0 as before; 0 names added\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_an_import_that_is_ended_leaves_no_home(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "polyonym", "--home", str(tmp_path / "home"), "aliases", "import", "-"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as importing:
        assert importing.stdin is not None
        for number in range(20_000):
            importing.stdin.write(json.dumps({"id": f"x{number}", "kind": "term", "name": "X"}).encode() + b"\n")
        importing.stdin.flush()
        importing.terminate()
        importing.wait(60)
    assert not (tmp_path / "home").exists()


def test_blanks_around_a_name_do_not_count(run: Runner) -> None:
    blanks = " " * 1_000_000
    assert run("resolve", f"{blanks}LNTU{blanks}").status == 0


def test_a_kind_that_is_none(bundled: Path) -> None:
    kinds: list[Any] = ["town", ["person"], {}]
    for kind in kinds:
        with pytest.raises(ValueError, match="EntityKind"):
            Engine(bundled).resolve("LNTU", kind=kind)
