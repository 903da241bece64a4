"""What is printed: for machines as JSON, for people without anything that could upset a terminal."""

from __future__ import annotations

import io
import json
import re
import sys

import click

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_SHOWN = 200


def speak_utf8() -> None:
    """Make standard input, output and error UTF-8, whatever the terminal's locale says.

    Halves of surrogate pairs, which UTF-8 can't hold, come out as question marks.
    """
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def print_json(value: object) -> None:
    """One line of JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False))


def plain(text: str, *, most: int = _SHOWN) -> str:
    """A text of somebody else as one short line: no control characters, at most `most` characters.

    >>> plain("Sun\\tWei\\x1b[31m")
    'Sun Wei [31m'
    """
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return _CONTROLS.sub(" ", cut)


def lines_of(text: str) -> str:
    """The same for a text of many lines, whole."""
    return "\n".join(_CONTROLS.sub(" ", line) for line in text.split("\n"))


def several(count: int, what: str) -> str:
    """A number with its noun.

    >>> several(1, "article"), several(2000, "entity")
    ('1 article', '2,000 entities')
    """
    if count == 1:
        return f"1 {what}"
    return f"{count:,} {what[:-1]}ies" if what.endswith("y") else f"{count:,} {what}s"


def warn(sentence: object) -> None:
    """One sentence on standard error; the work goes on."""
    click.echo(f"polyonym: {sentence}", err=True)
