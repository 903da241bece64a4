"""JSON Lines, read row by row for import, articles and batch input alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from math import isinf
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from polyonym.base.errors import InputError
from polyonym.base.files import read_lines, shown

Row: TypeAlias = dict[str, Any]


def json_rows(path: str | Path) -> Iterator[tuple[int, Row | InputError]]:
    """Each row's line number from 1 and its object, or the error where it isn't one; blank lines don't count.

    The caller decides whether an error ends everything (import) or is answered in its place (batch).
    Raises InputError only for what concerns the whole file.
    """
    return parse_rows(read_lines(path), shown(path))


def parse_rows(lines: Iterable[tuple[int, str | InputError]], file: str) -> Iterator[tuple[int, Row | InputError]]:
    """The same from lines that are already being read; `file` is what messages call their source."""
    for number, line in lines:
        if isinstance(line, InputError):
            yield number, line
        elif line and not line.isspace():
            yield number, _parsed(line, file, number)


def _parsed(line: str, file: str, number: int) -> Row | InputError:
    try:
        row = DECODER.decode(line)
        if "\\ud" in line or "\\uD" in line:
            json.dumps(row, ensure_ascii=False).encode("utf-8")  # finds lone surrogates
    except json.JSONDecodeError as cause:
        return InputError(f"is not JSON: {cause.msg} at character {cause.colno}", file=file, line=number)
    except RecursionError:
        return InputError("is not usable JSON: nested too deeply", file=file, line=number)
    except UnicodeEncodeError:
        return InputError("holds half of a surrogate pair", file=file, line=number)
    except ValueError as cause:
        return InputError(f"is not usable JSON: {cause}", file=file, line=number)
    if not isinstance(row, dict):
        return InputError(f"is not a JSON object but {_kind(row)}", file=file, line=number)
    return row


def _not_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")


def _integer(digits: str) -> int:
    # Python refuses to read very long numbers, in a sentence of its own; none of ours comes near that.
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number of {len(digits):,} digits")
    return int(digits)


def _decimal(digits: str) -> float:
    # 1e999 would become infinite, which no JSON can say again.
    value = float(digits)
    if isinf(value):
        raise ValueError(f"{digits[:_SHOWN]} is too large a number")
    return value


_MOST_DIGITS = 1000
_SHOWN = 40
DECODER = json.JSONDecoder(parse_constant=_not_json, parse_int=_integer, parse_float=_decimal)
"""How all JSON of users is read; beside JSONDecodeError it raises ValueError for numbers that are none, or too long."""


def _kind(value: object) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
