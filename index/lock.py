"""One writer at a time, over threads and processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polyonym.base.errors import BusyError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = "writing.lock"


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Hold the lock of a directory, made if missing.

    The system frees it if the process dies. Raises BusyError at once if it is held elsewhere.
    """
    directory.mkdir(parents=True, exist_ok=True)
    handle = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, directory)
        yield
    finally:
        os.close(handle)


def _take(handle: int, directory: Path) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as cause:
        raise BusyError(
            f"{directory} is being written by another process; wait until it is done"
        ) from cause
