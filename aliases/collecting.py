"""Python's search for cycles of objects made rarer while a great many are made that are in none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_OBJECTS = 50_000  # made between two searches; Python's own number is 700
_lock = Lock()
_before: list[tuple[int, int, int]] = []


@contextmanager
def rare_collections() -> Iterator[None]:
    """For a large import, of whose time they are a twentieth; the last of several threads puts back what was."""
    with _lock:
        _before.append(gc.get_threshold())
        if _before[-1][0]:  # 0: somebody turned them off
            gc.set_threshold(max(_before[-1][0], _OBJECTS), *_before[-1][1:])
    try:
        yield
    finally:
        with _lock:
            if len(_before) == 1:
                gc.set_threshold(*_before[0])
            _before.pop()
