"""Batch work: JSON Lines in and out, one row out for each row in, in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from polyonym.aliases.model import EntityKind
from polyonym.base.errors import InputError, UsageError
from polyonym.base.files import STANDARD, text_output
from polyonym.base.rows import Row, json_rows
from polyonym.commands.progress import counted

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def run_batch(source: str, output: str, answer: Callable[[Row], dict[str, Any]]) -> int:
    """Answer every row of `source` into `output`; 1 if a row couldn't be used, else 0.

    Such a row gets `{"error": ...}` in its place, and the rest goes on.  On standard output each answer
    is sent at once, so that a program at the other end may wait for it.
    """
    failed = False
    rows = json_rows(source) if output == STANDARD else counted(json_rows(source), "rows")
    with text_output(output) as out:
        for number, row in rows:
            result = _answered(row, number, answer)
            failed |= "error" in result
            out.write(_encode(result) + "\n")
            if output == STANDARD:
                out.flush()
    return int(failed)


def _answered(row: Row | InputError, number: int, answer: Callable[[Row], dict[str, Any]]) -> dict[str, Any]:
    if isinstance(row, InputError):
        return {"error": str(row)}
    try:
        return answer(row)
    except UsageError as error:
        return {"error": f"line {number}: {error}"}


def optional(row: Row, name: str) -> str | None:
    """A field of a row that must be a string if it is there.  Raises UsageError."""
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageError(f'"{name}" must be a string')
    return value


def needed(row: Row, name: str) -> str:
    """A field of a row that must be there and a string.  Raises UsageError."""
    value = optional(row, name)
    if value is None:
        raise UsageError(f'"{name}" is missing')
    return value


def kind_of(row: Row) -> str | None:
    """The row's `kind`, if it has one.  Raises UsageError."""
    kind = optional(row, "kind")
    if kind is not None and kind not in set(EntityKind):
        raise UsageError(f'"kind" must be one of {", ".join(EntityKind)}')
    return kind
