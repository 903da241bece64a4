"""Work shared among processes: in order, bounded, and ended whole."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from polyonym.base import workers
from polyonym.base.errors import HomeError, InputError, WorkerError
from polyonym.base.workers import in_order
from polyonym.engine.engine import Engine
from polyonym.engine.reading.article import Article
from polyonym.tests.conftest import Runner

ARTICLES = [
    Article(str(number), f"Rector {name} of LNTU met БГУИР on day {number}.", title)
    for number, (name, title) in enumerate([("Sun Wei", "LNTU"), ("Ma Tu", None), ("孙伟", "孙伟")] * 20)
]


def one() -> int:
    """A state."""
    return 1


def refused() -> int:
    """A state that can't be had."""
    raise HomeError("no such home")


def plus(state: int, item: int) -> int:
    """Work; it prints, which no reply may suffer from."""
    print("working")
    return state + item


def fails(state: int, item: int) -> int:
    """Work that can't be done for one item."""
    if item == 37:
        raise InputError("is bad", file="f", line=3)
    return state + item


def fails_oddly(state: int, item: int) -> int:
    """Work whose error can't be sent to another process."""
    raise type("Odd", (Exception,), {})("oddly")


def dies(state: int, item: int) -> int:
    """Work that ends its process."""
    if item == 37:
        os._exit(9)
    return state + item


def lasts(state: int, item: int) -> int:
    """Work that takes long for all but a few items."""
    if item > 20:
        time.sleep(30)
    return item


def collected(results: Iterator[int]) -> tuple[list[int], Exception | None]:
    """The results, up to an error."""
    found: list[int] = []
    try:
        found.extend(results)  # keeps what came before an error
    except Exception as error:
        return found, error
    return found, None


def test_results_come_in_order() -> None:
    assert list(in_order(plus, range(500), make=one, jobs=3)) == list(range(1, 501))
    assert list(in_order(plus, [], make=one, jobs=0)) == []


def test_errors_come_where_the_result_would() -> None:
    found, error = collected(in_order(fails, range(100), make=one, jobs=2))
    assert (len(found), str(error)) == (37, "f, line 3: is bad")
    assert isinstance(error, InputError)
    assert error.line == 3
    _, odd = collected(in_order(fails_oddly, range(100), make=one, jobs=2))
    assert str(odd) == "Odd: oddly"
    _, refusal = collected(in_order(plus, [1], make=refused, jobs=2))
    assert isinstance(refusal, HomeError)


def test_an_error_of_the_items_comes_behind_the_results_of_those_before_it() -> None:
    def items() -> Iterator[int]:
        yield from range(40)
        raise InputError("is damaged")

    found, error = collected(in_order(plus, items(), make=one, jobs=2))
    assert (len(found), str(error)) == (40, "is damaged")


def test_a_worker_that_dies_is_one_error() -> None:
    found, error = collected(in_order(dies, range(100), make=one, jobs=2))
    assert isinstance(error, WorkerError)
    assert "died (status 9)" in str(error)
    assert found == list(range(1, len(found) + 1))


def test_a_worker_that_cannot_be_started_is_one_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(WorkerError, match="can't be started"):
        list(in_order(plus, range(3), make=one, jobs=2))


def test_few_items_are_asked_for_ahead() -> None:
    asked = iter(range(100_000))
    results = in_order(plus, asked, make=one, jobs=2)
    next(results)
    assert next(asked) <= 16 * (workers._QUEUED * 2 + 1)
    results.close()


def test_closing_ends_all_at_once() -> None:
    results = in_order(lasts, range(10_000), make=one, jobs=2)
    assert next(results) == 0
    start = time.monotonic()
    results.close()
    assert time.monotonic() - start < 10


def test_several_processes_tag_alike(bundled: Path) -> None:
    with Engine() as engine:
        alone = list(engine.tag_many(ARTICLES))
        assert list(engine.tag_many(ARTICLES, jobs=2)) == alone
        only = list(engine.tag_many(iter(ARTICLES), jobs=2, kinds=["place"]))
    assert [each.article for each in alone] == ARTICLES
    assert alone[0].begin == len("LNTU\n")
    assert {m.surface for m in alone[0].mentions} >= {"LNTU", "Sun Wei", "БГУИР"}
    assert not any(each.mentions for each in only)


def test_the_same_bytes_by_several_processes(run: Runner, tmp_path: Path) -> None:
    rows = [json.dumps({"id": each.id, "text": each.text}, ensure_ascii=False) for each in ARTICLES]
    rows[3:3] = ["{broken", '{"id": 7}', "[]"]
    (tmp_path / "in.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    for options in (("--input",), ("--json",), ("--explain",), ()):
        alone, shared = (run("tag", "--jobs", jobs, *options, tmp_path / "in.jsonl") for jobs in (1, 2))
        assert (alone.status, alone.out, alone.err) == (shared.status, shared.out, shared.err)
    assert alone.status == 1  # what can't be used is named, and the rest goes on
    assert alone.out.count("«LNTU»") == len(ARTICLES)


@pytest.mark.skipif(os.name == "nt", reason="no groups of processes there")
def test_an_interrupted_run_ends_all_its_processes(bundled: Path) -> None:
    words = [sys.executable, "-m", "polyonym", "tag", "--jobs", "2", "--input", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BlockingIOError):
            process.stdin.write(b'{"id": 1, "text": "LNTU"}\n' * 200)  # more than are read ahead
            process.stdin.flush()
        assert process.stdout.readline().startswith(b'{"id": 1')
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr is not None
        assert process.stderr.read().strip() == b"polyonym: stopped"
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
