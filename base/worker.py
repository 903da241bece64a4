"""One of the processes that `workers` starts: reads parcels of items, writes what became of them."""

from __future__ import annotations

import pickle
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

Reply = tuple[list[Any], BaseException | None]


def main() -> None:
    """Answer parcels from standard input on standard output until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the owner, who then ends us
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what anything prints stays out of the replies
    serve(source, sink)


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """The same with these streams."""
    failed: BaseException | None = None
    state: Any = None
    work: Callable[[Any, Any], Any] | None = None
    try:
        work, make = pickle.load(source)
        state = make()
    except Exception as error:  # told in place of the first reply
        failed = error
    while True:
        try:
            parcel = pickle.load(source)
        except EOFError:
            return
        reply = _reply(work, state, parcel) if work is not None and failed is None else ([], failed)
        pickle.dump((reply[0], _portable(reply[1])), sink, pickle.HIGHEST_PROTOCOL)
        sink.flush()


def _reply(work: Callable[[Any, Any], Any], state: Any, parcel: list[bytes]) -> Reply:
    results: list[Any] = []
    try:
        for item in parcel:
            results.append(work(state, pickle.loads(item)))
    except Exception as error:  # whatever it is, the owner raises it
        return results, error
    return results, None


def _portable(error: BaseException | None) -> BaseException | None:
    """An error as it can be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
