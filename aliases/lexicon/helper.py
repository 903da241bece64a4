"""A second process that makes blocks of a large lexicon, where there is a second core.

It is a program of its own and no copy of this one, so that it works in whatever process a lexicon is
compiled.  What it doesn't do, for whatever reason, its owner does.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from polyonym.aliases.lexicon.blocks import KeyFunction, Sketcher, make_block
from polyonym.aliases.model import Entity
from polyonym.base.machine import cores

_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from polyonym.aliases.lexicon.helper import main; main(sys.argv[1])"
_QUEUED = 2  # blocks given to the helper that aren't done: one in work, one waiting
_PAUSE = 0.01
_WORK = "work.pickle"


class Helper:
    """Another process at work on blocks."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self._folder, self._process = folder, process
        self._given: list[Path] = []

    def busy(self) -> bool:
        """Whether it has enough to do, or can do no more."""
        self._given = [stem for stem in self._given if not stem.with_suffix(".done").exists()]
        return len(self._given) >= _QUEUED or self._process.poll() is not None

    def give(self, stem: Path, entities: Sequence[Entity]) -> None:
        """Let it make a block."""
        stem.with_suffix(".todo").write_bytes(pickle.dumps(entities, pickle.HIGHEST_PROTOCOL))
        self._given.append(stem)
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{stem.name}\n".encode())
            self._process.stdin.flush()
        except OSError:
            pass  # it is gone; its blocks are taken back in the end

    def finish(self, families: Mapping[str, KeyFunction], sketch: Sketcher) -> None:
        """Wait until all its blocks are made, taking back those that it hasn't begun."""
        for stem in reversed(self._given):
            if _claimed(stem):
                make_block(_taken(stem), families, sketch, stem)
        for stem in self._given:
            while not stem.with_suffix(".done").exists() and self._process.poll() is None:
                time.sleep(_PAUSE)
            if not stem.with_suffix(".done").exists():
                make_block(_taken(stem), families, sketch, stem)

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


def start_helper(folder: Path, families: Mapping[str, KeyFunction], sketch: Sketcher) -> Helper | None:
    """A helper for the blocks in `folder`; None where there is no second core or it can't know the functions."""
    if not sys.executable or cores() < 2:
        return None
    try:
        (folder / _WORK).write_bytes(pickle.dumps((dict(families), sketch)))
        process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(folder), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (pickle.PicklingError, AttributeError, TypeError, OSError):
        return None
    return Helper(folder, process)


def _claimed(stem: Path) -> bool:
    """Whether a block was still to be done and is this process's now: only one can rename it."""
    try:
        os.rename(stem.with_suffix(".todo"), stem.with_suffix(".doing"))
    except FileNotFoundError:
        return False
    return True


def _taken(stem: Path) -> Sequence[Entity]:
    entities: Sequence[Entity] = pickle.loads(stem.with_suffix(".doing").read_bytes())
    return entities


def main(folder: str) -> None:
    """What the helper does: make the blocks that its owner names, until there are no more."""
    families, sketch = pickle.loads((Path(folder) / _WORK).read_bytes())
    for line in sys.stdin:
        stem = Path(folder) / line.strip()
        if _claimed(stem):
            make_block(_taken(stem), families, sketch, stem)
