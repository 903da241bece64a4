"""What is wrong with a file of entities: every bad row by line, and what was left aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polyonym.base.errors import InputError

Lines = Iterable[tuple[int, str | InputError]]
_KEPT = 100


class BadRowsError(InputError):
    """A file that isn't imported, because of `problems`: those of its rows that can't be used."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        first = problems.errors[0]
        super().__init__(f"{first.message} ({self.summary})", file=first.file, line=first.line)

    @property
    def summary(self) -> str:
        """How many rows there are, and what that means for the others."""
        if self.problems.count == 1 and self.problems.errors[0].line is None:
            return "nothing was taken"  # the whole file is meant
        rows = "1 row" if self.problems.count == 1 else f"{self.problems.count:,} rows"
        return f"{rows} can't be used, nothing was taken"


class Problems:
    """Collects errors and notes while a file is read.

    `errors` gives the first hundred met, `count` says how many there were; `notes` are about what was
    left aside without harm, one for each key.
    """

    def __init__(self) -> None:
        self._errors: list[InputError] = []
        self.count = 0
        self._notes: dict[str, InputError] = {}

    def add(self, error: InputError) -> None:
        """One more row that can't be used."""
        self.count += 1
        if len(self._errors) < _KEPT:
            self._errors.append(error)

    @property
    def errors(self) -> list[InputError]:
        """The errors file by file, in the order of their lines: a reader may meet a later one first."""
        files = {error.file: place for place, error in reversed(list(enumerate(self._errors)))}
        return sorted(self._errors, key=lambda error: (files[error.file], error.line or 0))

    def note(self, message: str, *, file: str, line: int | None = None) -> None:
        """Something that was left aside; the same message is kept once, where it was met first."""
        if message not in self._notes and len(self._notes) < _KEPT:
            self._notes[message] = InputError(message, file=file, line=line)

    @property
    def notes(self) -> list[InputError]:
        """The notes in the order in which they were met."""
        return list(self._notes.values())

    def good(self, lines: Lines) -> Iterator[tuple[int, str]]:
        """The lines that could be read; the others are added here."""
        for number, line in lines:
            if isinstance(line, InputError):
                self.add(line)
            else:
                yield number, line

    def refuse(self) -> None:
        """Raise BadRowsError where there was any error."""
        if self.count:
            raise BadRowsError(self)
