"""What every registry's reader does: entities of rows that are checked, and counts of what was left aside."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.model import Entity
from polyonym.aliases.records import entity_from
from polyonym.base.errors import InputError

Record = dict[str, Any]
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "no-lang"})
_DAY = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class Reading:
    """One file of a registry being read: where its problems go, and how many records were left aside and why."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file, self.problems = file, problems
        self._aside: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def wrong(self, message: str, line: int | None) -> None:
        """A record that can't be used."""
        self.problems.add(InputError(message, file=self.file, line=line))

    def aside(self, why: str, id_: str) -> None:
        """A record, or something of it, that is told of at the end with all of its sort."""
        self._aside[why] += 1
        self._first.setdefault(why, _shown(id_))

    def tell(self) -> None:
        """Note what was left aside."""
        for why, count in self._aside.most_common():
            self.problems.note(f"{why}: {count:,} (the first: {self._first[why]})", file=self.file)

    def made(self, row: Record, line: int | None) -> Iterator[Entity]:
        """The entity of a row; what is wrong with it goes to the problems."""
        try:
            yield entity_from(row)
        except ValueError as cause:
            self.wrong(f"{_named(row)}{cause}", line)

    def all_of(
        self, records: Iterable[tuple[int, Any]], make: Callable[[Record, Reading, int], Iterable[Entity]]
    ) -> Iterator[Entity]:
        """The entities of all records, each an object in which `make` knows its way about."""
        try:
            for line, record in records:
                if isinstance(record, InputError):
                    self.problems.add(record)
                elif not isinstance(record, dict):
                    self.wrong(f"is not a JSON object but {record!r:.40}", line)
                else:
                    yield from self._one(record, line, make)
        except InputError as cause:
            self.problems.add(cause)  # the rest of the file can't be told apart
        self.tell()

    def _one(
        self, record: Record, line: int, make: Callable[[Record, Reading, int], Iterable[Entity]]
    ) -> Iterable[Entity]:
        try:
            return list(make(record, self, line))
        except (AttributeError, LookupError, TypeError, ValueError, RecursionError) as cause:
            self.wrong(f"{_named(record)}{_what(cause)}", line)
            return []


def _what(cause: Exception) -> str:
    """What is wrong with a record in which a reader lost its way; what Python says of that helps nobody."""
    if isinstance(cause, KeyError) and isinstance(cause.args[0], str):
        return f"has no {cause}"
    return str(cause) if type(cause) is ValueError else "is of another shape than expected"


def _named(record: Record) -> str:
    """How a message begins that is about a record: with its id, where it has one."""
    id_ = record.get("id")
    return "" if id_ is None else f"{_shown(id_)}: "


def _shown(value: object) -> str:
    """A value of somebody else's in a message: short, on one line."""
    text = str(value)[:60]
    return text if text.isprintable() else ascii(text)


def language(tag: object) -> str | None:
    """A registry's code of a language as a tag; None where it says nothing, or nothing that is a tag."""
    if not isinstance(tag, str) or tag in _NO_LANGUAGE or not _TAG.fullmatch(tag):
        return None
    return tag


def date(value: object) -> str | None:
    """A registry's date as an ISO date or year; None where it is none.

    >>> date("1709-00-00"), date("2024-02-31"), date("soon")
    ('1709', '2024-02', None)
    """
    found = _DAY.fullmatch(str(value or "").strip())
    if found is None:
        return None
    month, day = int(found[2] or 0), int(found[3] or 0)
    if not 1 <= month <= 12:
        return found[1]
    return found[0] if not found[3] or 1 <= day <= monthrange(2000, month)[1] else f"{found[1]}-{found[2]}"


def strings(value: object) -> list[str]:
    """The texts in a value that may be one, a list of them, or nothing; empty ones left out."""
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, str) and each.strip()]


def country_code(value: object) -> str | None:
    """An ISO 3166 alpha-2 code in capitals; None for what is none."""
    code = value.strip().upper() if isinstance(value, str) else ""
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


@cache
def table(name: str) -> dict[str, str]:
    """A bundled table of two columns, key and value."""
    text = resources.files(__package__).joinpath(f"tables/{name}.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}
