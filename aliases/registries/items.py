"""The items of a JSON array, one after another, however large the array is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from polyonym.base.errors import InputError
from polyonym.base.rows import DECODER

LARGEST = 64 * 1024 * 1024
"""Characters that one item may have."""
_BETWEEN = " \t\r\n,"
_NEAR = 32  # an error so near to the end may be one of what hasn't come yet


def items(chunks: Iterator[str], file: str) -> Iterator[tuple[int, Any]]:
    """Each item of the array that `chunks` hold, with the line on which it begins.

    Raises InputError with the line where the array isn't one: what follows can't be told apart any more.
    """
    text, line, start = _opened(chunks, file)
    while True:
        begin = _after_blanks(text, start)
        line += text.count("\n", start, begin)
        start = begin
        if start < len(text) and text[start] == "]":
            _refuse_more(text[start + 1 :], chunks, line, file)
            return
        more = start >= len(text)
        if not more:
            try:
                item, end = DECODER.raw_decode(text, start)
                more = end == len(text)  # a number may go on
            except RecursionError:
                raise InputError("is not usable JSON: nested too deeply", file=file, line=line) from None
            except json.JSONDecodeError as cause:
                if not _may_go_on(cause, text):
                    raise _wrong(cause, text, start, line, file) from None
                more, item, end = True, None, start
            except ValueError as cause:
                raise InputError(f"is not usable JSON: {cause}", file=file, line=line) from None
        if more:
            text, start = text[start:], 0
            fresh = _fresh(chunks, len(text))
            if not fresh:
                raise InputError("ends in the middle of its JSON; is it cut off?", file=file, line=line)
            if len(text) > LARGEST:
                raise InputError(f"has an item of more than {LARGEST >> 20} MB", file=file, line=line)
            text += fresh
            continue
        yield line, item
        line += text.count("\n", start, end)
        start = end


def _opened(chunks: Iterator[str], file: str) -> tuple[str, int, int]:
    text = next(chunks, "")
    while text.isspace():
        text += next(chunks, "\0")
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] != "[":
        raise InputError("is not a JSON array", file=file, line=1)
    return text, text.count("\n", 0, start) + 1, start + 1


def _refuse_more(text: str, chunks: Iterator[str], line: int, file: str) -> None:
    """Nothing but blanks may follow the array: what does was to be read, too."""
    while text.isspace() or not text:
        line += text.count("\n")
        fresh = next(chunks, None)
        if fresh is None:
            return
        text = fresh
    line += text.count("\n", 0, len(text) - len(text.lstrip()))
    raise InputError("goes on after the end of its JSON array; one array is read", file=file, line=line)


def _fresh(chunks: Iterator[str], size: int) -> str:
    """As much again as there is, so that a long item isn't read over and over."""
    found, got = [], 0
    for chunk in chunks:
        found.append(chunk)
        got += len(chunk)
        if got >= size:
            break
    return "".join(found)


def _after_blanks(text: str, start: int) -> int:
    while start < len(text) and text[start] in _BETWEEN:
        start += 1
    return start


def _may_go_on(cause: json.JSONDecodeError, text: str) -> bool:
    return cause.msg.startswith("Unterminated string") or cause.pos >= len(text) - _NEAR


def _wrong(cause: json.JSONDecodeError, text: str, start: int, line: int, file: str) -> InputError:
    place = line + text.count("\n", start, cause.pos)
    return InputError(f"is not JSON: {cause.msg}", file=file, line=place)
