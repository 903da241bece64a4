"""Batch work: JSON Lines in and out, one row out for each row in, in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from polyonym.base.errors import InputError, UsageError
from polyonym.base.files import text_output
from polyonym.base.rows import Row, json_rows

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def run_batch(source: str, output: str, answer: Callable[[Row], dict[str, Any]]) -> int:
    """Answer every row of `source` into `output`; 1 if a row couldn't be used, else 0.

    Such a row gets `{"error": ...}` in its place, and the rest goes on.
    """
    failed = False
    with text_output(output) as out:
        for number, row in json_rows(source):
            result = _answered(row, number, answer)
            failed |= "error" in result
            out.write(_encode(result) + "\n")
    return int(failed)


def _answered(row: Row | InputError, number: int, answer: Callable[[Row], dict[str, Any]]) -> dict[str, Any]:
    if isinstance(row, InputError):
        return {"error": str(row)}
    try:
        return answer(row)
    except UsageError as error:
        return {"error": f"line {number}: {error}"}


def text_of(row: Row, name: str, *, needed: bool = True) -> str | None:
    """A field of a row that must be a string.  Raises UsageError."""
    value = row.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, str):
        raise UsageError(f'"{name}" must be a string' if value is not None else f'"{name}" is missing')
    return value


def needed(row: Row, name: str) -> str:
    """A field of a row that must be there and a string.  Raises UsageError."""
    value = text_of(row, name)
    assert value is not None
    return value
