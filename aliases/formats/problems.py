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
        first, number = problems.errors[0], problems.count
        rows = "1 row" if number == 1 else f"{number} rows"
        super().__init__(f"{first.message} ({rows} can't be used, nothing was taken)", file=first.file, line=first.line)


class Problems:
    """Collects errors and notes while a file is read.

    `errors` holds the first hundred, `count` says how many there were; `notes` are about what was
    left aside without harm, one for each key.
    """

    def __init__(self) -> None:
        self.errors: list[InputError] = []
        self.count = 0
        self._notes: dict[str, InputError] = {}

    def add(self, error: InputError) -> None:
        """One more row that can't be used."""
        self.count += 1
        if len(self.errors) < _KEPT:
            self.errors.append(error)

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
