"""Work shared among several processes: one result for each item, in order, with few of them in memory.

The workers are programs of their own and no copies of this one, so that they work in whatever process asks
for them, on every system.  What they read from files that are mapped into memory they share.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from polyonym.base.errors import WorkerError
from polyonym.base.machine import cores

State = TypeVar("State")
Item = TypeVar("Item")
Result = TypeVar("Result")
Reply: TypeAlias = tuple[list[Result], BaseException | None]
"""The results of a parcel of items, up to the error that ended it if one did."""

_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from polyonym.base.worker import main; main()"
_MOST_ITEMS, _MOST_BYTES = 16, 1 << 17
"""A parcel holds so many items at most, and no further one once it is of so many bytes."""
_QUEUED = 3
"""So many parcels for each worker are in work or waiting, with their results."""


def in_order(
    work: Callable[[State, Item], Result], items: Iterable[Item], *, make: Callable[[], State], jobs: int
) -> Generator[Result, None, None]:
    """What `work` returns for each item, done by so many processes (0: one for each core), in order.

    `make` gives each process the state that `work` takes; it, `work`, items and results must be such as `pickle`
    takes.  Items are asked for a little ahead.  An error of `work`, or of `items`, is raised where its result
    would come; WorkerError where a process dies.  Closing the generator ends all of them.
    """
    workers = _Workers(pickle.dumps((work, make)))
    waiting: deque[Future[Reply[Result]]] = deque()
    most = max(1, jobs) if jobs else cores()
    threads = ThreadPoolExecutor(most)  # one for each process, which waits for it
    try:
        for parcel in _parcels(items):
            if isinstance(parcel, Exception):
                yield from _drained(waiting)
                raise parcel
            waiting.append(threads.submit(workers.ask, parcel))
            if len(waiting) >= _QUEUED * most:
                yield from _opened(waiting.popleft().result())
        yield from _drained(waiting)
    finally:
        workers.close()
        threads.shutdown(cancel_futures=True)
        workers.tidy()


def _drained(waiting: deque[Future[Reply[Result]]]) -> Iterator[Result]:
    while waiting:
        yield from _opened(waiting.popleft().result())


def _opened(reply: Reply[Result]) -> Iterator[Result]:
    results, error = reply
    yield from results
    if error is not None:
        raise error


def _parcels(items: Iterable[Item]) -> Iterator[list[bytes] | Exception]:
    """The items, several together; last the error that ended them, if one did."""
    parcel: list[bytes] = []
    size = 0
    try:
        for item in items:
            parcel.append(pickle.dumps(item, pickle.HIGHEST_PROTOCOL))
            size += len(parcel[-1])
            if len(parcel) >= _MOST_ITEMS or size >= _MOST_BYTES:
                yield parcel
                parcel, size = [], 0
    except Exception as error:  # whatever it is, it is raised again behind the results of the items before it
        yield parcel
        yield error
        return
    if parcel:
        yield parcel


@dataclass(slots=True)
class _Workers:
    """The processes that were started, each by the first parcel of the thread that has it."""

    given: bytes
    mine: threading.local = field(default_factory=threading.local)
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    closed: bool = False

    def ask(self, parcel: list[bytes]) -> Reply[Result]:
        """The reply of this thread's process.  Raises WorkerError."""
        known: subprocess.Popen[bytes] | None = getattr(self.mine, "process", None)
        process = known or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            if known is None:
                process.stdin.write(self.given)
            pickle.dump(parcel, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            reply: Reply[Result] = pickle.load(process.stdout)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as cause:
            raise WorkerError(_ended(process)) from cause
        return reply

    def _started(self) -> subprocess.Popen[bytes]:
        with self.lock:
            if self.closed:
                raise WorkerError("the work was stopped")
            process = self.mine.process = _start()
            self.started.append(process)
        return process

    def close(self) -> None:
        """End all of them, whatever they are doing."""
        with self.lock:
            self.closed = True
            for process in self.started:
                process.kill()

    def tidy(self) -> None:
        """Let go of what is left of them."""
        for process in self.started:
            with suppress(OSError):  # what it was still to be given
                process.communicate()


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _PROGRAM, *sys.path]
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as cause:
        raise WorkerError(f"a worker process can't be started: {cause.strerror or cause}") from cause


def _ended(process: subprocess.Popen[bytes]) -> str:
    return f"a worker process died (status {process.wait()}), for lack of memory perhaps; try fewer jobs"
