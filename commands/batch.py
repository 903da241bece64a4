"""Batch work: JSON Lines in and out, one row out for each row in, in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeAlias

from polyonym.aliases.model import EntityKind
from polyonym.base.errors import InputError, UsageError
from polyonym.base.files import STANDARD, text_output
from polyonym.base.rows import Row, json_rows
from polyonym.commands.progress import counted
from polyonym.engine.engine import Engine

Numbered: TypeAlias = tuple[int, Row | InputError]
Line: TypeAlias = tuple[str, bool]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def check_batch(source: str | None, output: str, **beside: object) -> None:
    """Refuse what would be ignored: what is given `beside` --input, and --output without it.  Raises UsageError."""
    if source is None and output != STANDARD:
        raise UsageError("--output is where the rows of --input go; without --input there are none")
    for name, value in beside.items():
        if source is not None and value:
            raise UsageError(f"{name} can't be given beside --input, whose rows say what is asked")


def run_batch(source: str, output: str, answer: Callable[[Row], dict[str, Any]]) -> int:
    """Answer every row of `source` into `output`; 1 if a row couldn't be used, else 0.

    Such a row gets `{"error": ...}` in its place, and the rest goes on.  On standard output each answer
    is sent at once, so that a program at the other end may wait for it.
    """
    return _run(source, output, partial(map, partial(_line, answer)))


def run_shared(
    source: str, output: str, work: Callable[[Engine, Row], dict[str, Any]], engine: Engine, *, jobs: int
) -> int:
    """The same, the work done by so many processes; with several, rows are read ahead of the answers."""
    return _run(source, output, partial(engine.each, partial(_line_of, work), jobs=jobs))


def _run(source: str, output: str, lines: Callable[[Iterable[Numbered]], Iterable[Line]]) -> int:
    failed = False
    rows = json_rows(source) if output == STANDARD else counted(json_rows(source), "rows")
    with text_output(output) as out:
        for line, bad in lines(rows):
            failed |= bad
            out.write(line + "\n")
            if output == STANDARD:
                out.flush()
    return int(failed)


def _line_of(work: Callable[[Engine, Row], dict[str, Any]], engine: Engine, numbered: Numbered) -> Line:
    return _line(partial(work, engine), numbered)


def _line(answer: Callable[[Row], dict[str, Any]], numbered: Numbered) -> Line:
    """The answer to a row, and whether it is that the row can't be used."""
    number, row = numbered
    result = _answered(row, number, answer)
    return _encode(result), "error" in result


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
