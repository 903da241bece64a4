"""CSV and TSV with a header: one alias a row, the rows of one id being one entity."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Literal, TextIO

from polyonym.aliases.formats.problems import Lines, Problems
from polyonym.aliases.model import Alias, Entity
from polyonym.aliases.records import alias_from, entity_from, escaped_id, unescaped_id
from polyonym.base.errors import InputError

COLUMNS = (
    "id", "kind", "name", "alias", "lang", "alias_kind", "country", "city", "source", "confidence",
    "since", "until", "status", "part_of", "related", "entity_source", "different_from", "merged_into", "prior",
)  # fmt: skip
_ALSO = {"text": "alias", "language": "lang"}
_ALIAS_COLUMNS = {"alias": "text", "alias_kind": "kind"} | {
    column: column for column in ("lang", "source", "confidence", "since", "until", "status", "prior")
}
_LISTS = ("related", "different_from")
_NUMBERS = ("confidence", "prior")
_DELIMITERS = "\t,;|"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
Delimiter = Literal[",", "\t"]
_Row = tuple[int, dict[str, str]]


def delimiter_of(header: str) -> str | None:
    """The sign between the columns of a header line, or None where it names no `id` beside others."""
    known = {sign: len(set(_names(header, sign)) & set(COLUMNS)) for sign in _DELIMITERS}
    best = max(known, key=lambda sign: known[sign])
    return best if known[best] > 1 and "id" in _names(header, best) else None


def _names(header: str, delimiter: str) -> list[str]:
    try:
        row: list[str] = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:  # a cell longer than the library reads: no header
        return []
    names = [name.strip().casefold().replace(" ", "_") for name in row]
    return [_ALSO.get(name, name) for name in names]


def parse(lines: Lines, file: str, problems: Problems) -> Iterator[Entity]:
    """The entities of the rows; rows that can't be used go to `problems`, unknown columns as notes.

    Rows of one id that follow one another are one entity. An id that comes again later is handed out
    again (the table merges the two); it then needs neither kind nor name.
    """
    first: dict[str, dict[str, str]] = {}
    for id_, group in groupby(_rows(lines, file, problems), key=lambda row: row[1].get("id", "")):
        rows = list(group)
        try:
            entity = _entity(rows, first.get(id_, {}), file, problems)
        except ValueError as cause:
            problems.add(InputError(str(cause), file=file, line=rows[0][0]))
            continue
        first[id_] = {"kind": entity.kind, "name": entity.name}
        yield entity


def _rows(lines: Lines, file: str, problems: Problems) -> Iterator[_Row]:
    feed = _Feed(problems.good(lines))
    header = next(feed, "")
    delimiter = delimiter_of(header)
    if delimiter is None:
        raise InputError("has no header line with the columns id, kind, name, alias", file=file, line=1)
    names = _names(header, delimiter)
    for name in names:
        if name not in COLUMNS:
            problems.note(f"unknown column {name!r} was left aside", file=file, line=1)
    rows = _tabbed(feed) if delimiter == "\t" else csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        start = feed.number + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as cause:
            problems.add(InputError(f"can't be split into columns: {cause}", file=file, line=start))
            continue
        if any(cells):
            yield from _named(names, cells, file, max(start, feed.number), problems)


def _tabbed(lines: Iterable[str]) -> Iterator[list[str]]:
    # Many programs write TSV without quoting, and names begin with quotation marks of their own; so
    # only a cell that is quoted in full counts as quoted.
    for line in lines:
        yield [
            cell[1:-1].replace('""', '"') if _QUOTED.fullmatch(cell) else cell for cell in line.rstrip("\n").split("\t")
        ]


class _Feed(Iterator[str]):
    """Lines for the csv module, which wants their ends; `number` is the last one handed out."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines, self.number = lines, 0

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        return line + "\n"


def _named(names: Sequence[str], cells: Sequence[str], file: str, number: int, problems: Problems) -> Iterator[_Row]:
    if len(cells) > len(names):
        message = f"has {len(cells)} columns, the header {len(names)}"
        problems.add(InputError(message, file=file, line=number))
    else:
        yield number, dict(zip(names, (cell.strip() for cell in cells), strict=False))


def _entity(rows: list[_Row], known: dict[str, str], file: str, problems: Problems) -> Entity:
    merged: dict[str, Any] = dict(known)
    for _, row in rows:
        merged |= {key: value for key, value in row.items() if value and not merged.get(key)}
    aliases = []
    for number, row in rows:
        _same(merged, row, file, number, problems)
        try:
            aliases += _alias(row)
        except ValueError as cause:
            problems.add(InputError(str(cause), file=file, line=number))
    entity = {key: merged.get(key) for key in ("id", "kind", "name", "country", "city", "part_of", "merged_into")}
    lists = {key: list(map(unescaped_id, (merged.get(key) or "").replace(",", " ").split())) for key in _LISTS}
    return entity_from(entity | lists | {"source": merged.get("entity_source"), "aliases": aliases})


def _same(merged: dict[str, Any], row: dict[str, str], file: str, number: int, problems: Problems) -> None:
    for key in ("kind", "name"):
        if row.get(key) and row[key] != merged[key]:
            message = f"{row['id']} has the {key} {merged[key]!r} in an earlier row, {row[key]!r} here"
            problems.add(InputError(message, file=file, line=number))


def _alias(row: dict[str, str]) -> list[dict[str, Any]]:
    alias: dict[str, Any] = {key: row[column] for column, key in _ALIAS_COLUMNS.items() if row.get(column)}
    if "text" not in alias:
        return []
    for key in _NUMBERS:
        if key in alias:
            alias[key] = _number(key, alias[key])
    alias_from(alias)  # checked here and not with its entity, so that the error has its line
    return [alias]


def _number(key: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise ValueError(f"{key} must be a number from 0 to 1, not {value!r:.40}") from None


def write(entities: Iterable[Entity], handle: TextIO, delimiter: Delimiter = ",") -> None:
    """A header and a row for each alias; an entity without aliases has one row."""
    writer = csv.writer(handle, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entity in entities:
        related, others = (" ".join(map(escaped_id, ids)) for ids in (entity.related, entity.different_from))
        fields = (entity.part_of, related, entity.source, others, entity.merged_into)
        for alias in entity.ordered().aliases or (None,):
            cells = _alias_cells(alias)
            row = (entity.id, entity.kind, entity.name, *cells[:3], entity.country, entity.city, *cells[3:])
            writer.writerow([*row, *fields, alias.prior if alias else None])


def _alias_cells(alias: Alias | None) -> tuple[str | float | None, ...]:
    if alias is None:
        return ("",) * 8
    confidence = None if alias.confidence == 1.0 else alias.confidence
    return (
        alias.text, alias.lang, alias.kind, alias.source, confidence,
        alias.since, alias.until, alias.status,
    )  # fmt: skip
