"""Articles from rows: JSON Lines and CSV. A row's text stays exactly as given."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias

from polyonym.base.errors import InputError
from polyonym.base.files import LONGEST_LINE
from polyonym.base.rows import parse_rows
from polyonym.engine.reading.article import Article
from polyonym.engine.reading.dates import find_date
from polyonym.engine.reading.plain import DATE_WITHIN
from polyonym.index.model import MAX_ID

Line: TypeAlias = tuple[int, str | InputError]
Outcome: TypeAlias = Article | InputError
_DELIMITERS = ",;\t|"
_PLAIN = ("title", "lang", "url", "source")
_SHOWN = 60


def json_articles(lines: Iterable[Line], file: str) -> Iterator[tuple[int, Outcome]]:
    """Line number and article of each JSON Lines row, an error beside or in place of it.

    A row with a date that can't be read gives the error and then the article without date.
    """
    for number, row in parse_rows(lines, file):
        if isinstance(row, InputError):
            yield number, row
        else:
            yield from _outcomes(row, file, number)


def csv_articles(lines: Iterable[Line], file: str) -> Iterator[tuple[int, Outcome]]:
    """The same for CSV and TSV: a header that names at least `id` and `text`, its delimiter sniffed.

    InputError is raised where the header can't be used, for nothing below it can be read then.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    place = _Place()
    source = place.watched(lines)
    first = next((line for line in source if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    header = [name.strip().casefold() for name in next(csv.reader([first], delimiter=delimiter), [])]
    if not {"id", "text"} <= set(header):
        wanted = 'needs a header with the columns "id" and "text" (title, lang, date, url if you have them)'
        raise InputError(wanted, file=file, line=place.number or None)
    for cells in _cells(csv.reader(source, delimiter=delimiter, strict=True), file, place):
        number = place.number
        yield from ((number, error) for error in place.taken())
        if isinstance(cells, InputError):
            yield cells.line or number, cells
        elif len(cells) != len(header):
            what = f"has {len(cells)} fields, the header has {len(header)}"
            yield number, InputError(what, file=file, line=number)
        else:
            yield from _outcomes(dict(zip(header, cells, strict=True)), file, number)
    yield from ((place.number, error) for error in place.taken())


class _Place:
    """Where a reader is in its lines, and the lines that couldn't be read on the way."""

    def __init__(self) -> None:
        self.number = 0
        self._errors: list[InputError] = []

    def watched(self, lines: Iterable[Line]) -> Iterator[str]:
        for self.number, line in lines:
            if isinstance(line, InputError):
                self._errors.append(line)
            else:
                yield line + "\n"

    def taken(self) -> list[InputError]:
        errors, self._errors = self._errors, []
        return errors


def _cells(reader: Iterator[list[str]], file: str, place: _Place) -> Iterator[list[str] | InputError]:
    while True:
        begin = place.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as cause:
            if _is_unclosed(cause):  # rows and their text can't be told apart from here on
                what = "a quote that opens in this row is never closed; nothing from here on was read"
                yield InputError(what, file=file, line=begin)
                return
            yield InputError(f"is not CSV: {cause}", file=file, line=place.number)
            continue
        if cells:
            yield cells


def _is_unclosed(cause: csv.Error) -> bool:
    return str(cause).startswith(("field larger than field limit", "unexpected end of data"))


def _outcomes(row: dict[str, Any], file: str, number: int) -> Iterator[tuple[int, Outcome]]:
    try:
        key, text = _key(row), _text(row, "text")
        if text is None:
            raise ValueError('has no "text"')
        title, lang, url, source = (_text(row, name) or None for name in _PLAIN)
    except ValueError as cause:
        yield number, InputError(str(cause), file=file, line=number)
        return
    day, problem = _day(row.get("date"), lang)
    if problem:
        yield number, InputError(problem, file=file, line=number)
    yield number, Article(key, text, title, lang, day, url, source)


def _key(row: dict[str, Any]) -> str:
    key = row.get("id")
    if isinstance(key, int) and not isinstance(key, bool):
        key = str(key)
    if not isinstance(key, str) or not key.strip():
        raise ValueError('has no "id"' if key in (None, "") else f'"id" is not a string: {_short(key)}')
    if len(key) > MAX_ID:
        raise ValueError(f'"id" has more than {MAX_ID:,} characters: {_short(key)}')
    return key


def _text(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{name}" is not a string: {_short(value)}')
    return value


def _day(value: object, lang: str | None) -> tuple[date | None, str | None]:
    """The day, and what is wrong with the value if it gives none."""
    if value is None or value == "":
        return None, None
    day = find_date(value[:DATE_WITHIN], lang=lang) if isinstance(value, str) else None
    return day, None if day else f'"date" is not a date like 2025-11-26: {_short(value)}; taken without it'


def _short(value: object) -> str:
    written = repr(value)
    return written if len(written) <= _SHOWN else written[: _SHOWN - 1] + "…"
