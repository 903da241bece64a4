"""Names of files that are only there while something is made, and the removal of those whose maker was killed."""

from __future__ import annotations

import os
import platform
import re
import secrets
import shutil
import time
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

_MARK = re.compile(r"([0-9a-f]{8})-(\d+)-[0-9a-f]{8}")
_OLD = 3600.0  # seconds after which nobody is at work on it any more


def mark() -> str:
    """What tells who makes a file: this machine and process, and something that no other file of theirs has."""
    return f"{_machine()}-{os.getpid()}-{secrets.token_hex(4)}"


def sweep(folder: Path, beginning: str) -> None:
    """Remove what makers that are gone left in a folder under names that begin so and have a mark."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.startswith(beginning) and _is_left(path):
                remove(path)


def remove(path: Path) -> None:
    """Remove a file or folder if that can be done; others may do so at the same time."""
    with suppress(OSError):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _is_left(path: Path) -> bool:
    made_by = _MARK.search(path.name)
    if made_by is None:
        return False
    machine, process = made_by.groups()
    return (machine == _machine() and _is_gone(int(process))) or time.time() - _touched(path) > _OLD


def _touched(path: Path) -> float:
    inside = path.rglob("*") if path.is_dir() else ()
    return max(float(each.stat().st_mtime) for each in (path, *inside))


def _is_gone(process: int) -> bool:
    if os.name != "posix":
        return False  # asking would end the process there; time will tell
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


@cache
def _machine() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"
