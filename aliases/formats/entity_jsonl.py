"""Entity JSON Lines: one entity a line, as CONTRACT.md has it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from polyonym.aliases.formats.problems import Lines, Problems
from polyonym.aliases.model import Entity
from polyonym.aliases.records import entity_from, row_of, unknown_keys
from polyonym.base.errors import InputError
from polyonym.base.rows import parse_rows

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def parse(lines: Lines, file: str, problems: Problems) -> Iterator[Entity]:
    """The entities of the rows; rows that can't be used go to `problems`, unknown keys as notes."""
    seen: dict[str, int] = {}
    for number, row in parse_rows(lines, file):
        if isinstance(row, InputError):
            problems.add(row)
            continue
        try:
            entity = entity_from(row)
            if (first := seen.setdefault(entity.id, number)) != number:
                raise ValueError(f"{entity.id} was given in line {first} already")
        except ValueError as cause:
            problems.add(InputError(str(cause), file=file, line=number))
            continue
        for key in unknown_keys(row):
            problems.note(f"{key} means nothing and was left aside", file=file, line=number)
        yield entity


def write(entities: Iterable[Entity], handle: TextIO) -> None:
    """One line for each entity, keys in a fixed order."""
    for entity in entities:
        handle.write(_ENCODER.encode(row_of(entity)) + "\n")
