"""Every error that Polyonym raises.

PolyonymError
├── UsageError        what was asked can't be done as asked (exit 2)
│   ├── InputError    a row or file given by the user can't be used; names file and line
│   └── QueryError    a query that can't be parsed, with a caret
├── HomeError         the home itself is the trouble (exit 3)
│   ├── BusyError     another process writes to it
│   ├── DamagedError  a file of it is broken or missing
│   └── VersionError  written by a newer Polyonym, or an index by an older
└── WorkerError       a process that shared the work died (exit 3)
"""

from __future__ import annotations


class PolyonymError(Exception):
    """Root of all errors raised on purpose; its text is one sentence for people."""


class UsageError(PolyonymError):
    """What was asked can't be done as asked."""


class InputError(UsageError):
    """Something in a file of the user can't be used.

    `file` and `line` (from 1) say where; `line` is None where the whole file is meant.
    """

    def __init__(self, message: str, *, file: str | None = None, line: int | None = None) -> None:
        self.message, self.file, self.line = message, file, line
        place = file or ""
        if line is not None:
            place = f"{place}, line {line}" if place else f"line {line}"
        super().__init__(f"{place}: {message}" if place else message)

    def __reduce__(self) -> tuple[object, ...]:
        return _input_error, (self.message, self.file, self.line)


def _input_error(message: str, file: str | None, line: int | None) -> InputError:
    """The error again, as another process sends it."""
    return InputError(message, file=file, line=line)


class QueryError(UsageError):
    """A query that can't be parsed."""


class HomeError(PolyonymError):
    """The home can't be used as it is."""


class BusyError(HomeError):
    """Another process is writing to this home."""


class DamagedError(HomeError):
    """A file of this home is broken or missing."""


class VersionError(HomeError):
    """This home was written by a newer version of Polyonym, or its index by one too old to read."""


class WorkerError(PolyonymError):
    """A process that shared the work died, or couldn't be started."""
