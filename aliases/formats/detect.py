"""Files of entities in any format: which one it is, reading and writing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path

from polyonym.aliases.formats import delimited, entity_jsonl, entity_text
from polyonym.aliases.formats.problems import Lines, Problems
from polyonym.aliases.model import Entity, EntityKind
from polyonym.aliases.records import checked
from polyonym.base.errors import InputError
from polyonym.base.files import read_lines, shown, text_output

_HEAD = 200  # lines that may pass before the first that says something
_OPENING = re.compile(rf"\S+ +({'|'.join(EntityKind)})\s*")
_SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".txt")


class Format(StrEnum):
    """A format of entity files."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


def detect(path: str | Path) -> Format:
    """The format of a file by its content. Raises InputError where it is none that we know."""
    return _detected(list(islice(_lines(path), _HEAD)), shown(path))


def read_entities(
    path: str | Path,
    format: Format | str | None = None,  # noqa: A002 - what the option is called everywhere
    *,
    problems: Problems | None = None,
) -> Iterator[Entity]:
    """The entities of a file (`-`: standard input), one after another, in the format found by content.

    Each row that can't be used goes to `problems` and the rest goes on; without `problems` BadRowsError is
    raised at the end, so that who takes all or nothing takes nothing. Raises InputError where the
    whole file can't be used.
    """
    found = Problems() if problems is None else problems
    lines = _lines(path)
    head = list(islice(lines, _HEAD))
    chosen = Format(format) if format else _detected(head, shown(path))
    yield from _parse(chosen, chain(head, lines), shown(path), found)
    if problems is None:
        found.refuse()


def write_entities(entities: Iterable[Entity], path: str | Path, format: Format | str) -> None:  # noqa: A002 - what the option is called everywhere
    """Write entities, each id once and in order of id as a table gives them, all or nothing.

    `-` is standard output. Raises ValueError where they are out of order (`merging.gather` helps)
    or hold what no format can; InputError where the file can't be written.
    """
    rows = _in_order(entities)
    with text_output(path) as handle:
        match Format(format):
            case Format.TEXT:
                entity_text.write(rows, handle)
            case Format.JSONL:
                entity_jsonl.write(rows, handle)
            case Format.CSV:
                delimited.write(rows, handle)
            case Format.TSV:
                delimited.write(rows, handle, "\t")


def _lines(path: str | Path) -> Iterator[tuple[int, str | InputError]]:
    return read_lines(path, members=_SUFFIXES)


def _parse(format_: Format, lines: Lines, file: str, problems: Problems) -> Iterator[Entity]:
    match format_:
        case Format.TEXT:
            return entity_text.parse(lines, file, problems)
        case Format.JSONL:
            return entity_jsonl.parse(lines, file, problems)
        case Format.CSV | Format.TSV:
            return delimited.parse(lines, file, problems)


def _detected(head: list[tuple[int, str | InputError]], file: str) -> Format:
    for number, line in head:
        if isinstance(line, InputError):
            raise line
        if not line.strip() or line.startswith("#"):
            continue
        if (known := _by_line(line)) is not None:
            return known
        known_formats = "entity JSON Lines; CSV or TSV with a header id,kind,name,alias,lang,…; entity text"
        raise InputError(f"is in no format that can be imported ({known_formats})", file=file, line=number)
    raise InputError("is empty" if not head else "holds nothing but comments", file=file)


def _by_line(line: str) -> Format | None:
    if line.lstrip().startswith("{"):
        return Format.JSONL if _is_row(line) else None
    if _OPENING.fullmatch(line):
        return Format.TEXT
    delimiter = delimited.delimiter_of(line)
    if delimiter is None:
        return None
    return Format.TSV if delimiter == "\t" else Format.CSV


def _is_row(line: str) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return True  # its reader says what is wrong with it
    return isinstance(row, dict) and ("id" in row or "aliases" in row)


def _in_order(entities: Iterable[Entity]) -> Iterator[Entity]:
    last = ""
    for entity in entities:
        if entity.id <= last:
            raise ValueError(f"{entity.id} comes after {last}: entities must be in order, each once")
        last = entity.id
        yield checked(entity)
