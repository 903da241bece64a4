"""Patience with other processes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from polyonym.base.errors import BusyError

PATIENCE = 10.0
"""Seconds for which one waits for another process: nearly all that they do takes less, only large imports more."""
_PAUSE = 0.1
Made = TypeVar("Made")


def patiently(work: Callable[[], Made]) -> Made:
    """What `work` returns, which is done again while it raises BusyError, for as long as one waits."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return work()
        except BusyError:
            if time.monotonic() > end:
                raise
        time.sleep(_PAUSE)
