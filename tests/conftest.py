"""What tests share: a cache of their own, a home with the demo's items, and the command line run in-process."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "articles"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of JSON that it wrote."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def sentence(self) -> str:
        """The one sentence that it wrote to standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("polyonym: "), self.err
        assert "Traceback" not in self.err
        assert "a bug" not in self.err
        return lines[0]


Runner = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user's cache of the tests' own, in which the bundled lexicon is compiled once for all of them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    before = {name: os.environ.get(name) for name in ("XDG_CACHE_HOME", "POLYONYM_HOME", "POLYONYM_DEBUG", "NO_COLOR")}
    os.environ["XDG_CACHE_HOME"] = str(shared / "cache")
    os.environ["POLYONYM_HOME"] = str(shared / "no-home")
    os.environ.pop("POLYONYM_DEBUG", None)
    os.environ.pop("NO_COLOR", None)
    yield shared / "cache"
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@pytest.fixture(scope="session")
def bundled(cache: Path) -> Path:
    """The bundled tables' home, compiled by the first worker that comes; the others wait for it."""
    from polyonym.engine.engine import Engine

    turn = cache.parent / "compiling"
    with suppress(FileExistsError):
        turn.mkdir()
        try:
            _ = Engine().lexicon
        finally:
            (turn / "done").touch()
    end = time.monotonic() + 120
    while not (turn / "done").exists() and time.monotonic() < end:
        time.sleep(0.1)
    return Engine().home.path


@pytest.fixture
def run(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Runs the command line in this process: `run("resolve", "LNTU", stdin="...")`."""
    from polyonym.cli import run as run_cli

    def ran(*arguments: object, stdin: str | bytes = "") -> Ran:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        given = cast(io.RawIOBase, io.BytesIO(content))
        written = (io.BytesIO(), io.BytesIO())
        streams = [io.TextIOWrapper(each, "utf-8", write_through=True) for each in written]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(given), "utf-8"))
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            status = run_cli([str(each) for each in arguments])
        out, err = (each.getvalue().decode("utf-8") for each in written)
        return Ran(status, out, err)

    return ran


@pytest.fixture(scope="session")
def news_home(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the bundled tables and the demo's items, only to be read."""
    from polyonym.commands.demo import SAMPLE
    from polyonym.engine.engine import Engine
    from polyonym.engine.reading.read import read

    path = tmp_path_factory.mktemp("news") / "home"
    with Engine(path) as engine:
        engine.index(read(SAMPLE))
    return path


@pytest.fixture
def home(news_home: Path, tmp_path: Path) -> Path:
    """A copy of that home, to write to and to damage."""
    path = tmp_path / "home"
    shutil.copytree(news_home, path)
    return path


@pytest.fixture
def small_home(tmp_path: Path, run: Runner) -> Path:
    """A home that knows two entities, quick to compile again."""
    path, table = tmp_path / "small", tmp_path / "small.jsonl"
    rows: list[dict[str, Any]] = [
        {"id": "org:lntu", "kind": "organization", "name": "Liaoning Technical University", "country": "CN",
         "aliases": [{"text": "LNTU", "kind": "acronym"}, {"text": "辽宁工程技术大学", "lang": "zh"}]},
        {"id": "person:sun-wei", "kind": "person", "name": "Sun Wei", "country": "CN",
         "aliases": [{"text": "孙伟", "lang": "zh"}]},
    ]  # fmt: skip
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert run("--home", path, "aliases", "import", table).status == 0
    return path
