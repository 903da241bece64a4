"""What can't be read: told, counted, and no reason to stop."""

from __future__ import annotations

import os

from polyonym.base.errors import InputError, UsageError
from polyonym.base.files import STANDARD
from polyonym.commands.output import warn

_MOST_TOLD = 20


class Problems:
    """What couldn't be read: the first of it told at once and kept, the rest only counted."""

    def __init__(self) -> None:
        self.first: list[str] = []
        self.count = 0

    def met(self, problem: InputError) -> None:
        """Take one in."""
        self.count += 1
        if self.count <= _MOST_TOLD:
            self.first.append(str(problem))
            warn(problem)

    def told(self) -> None:
        """Say how many more there were than were told."""
        if self.count > _MOST_TOLD:
            warn(f"… and {self.count - _MOST_TOLD:,} more")


def check_paths(paths: tuple[str, ...]) -> None:
    """Refuse to begin with no path, or one that isn't there.  Raises UsageError."""
    if not paths:
        raise UsageError("no path is given; type files or folders, or - for standard input")
    for path in paths:
        if path != STANDARD and not os.path.exists(path):
            raise InputError("there is no such file or folder", file=path)
