"""What every command shares: the home, the options, and texts as arguments."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click
from polyonym.commands.progress import telling
from polyonym.engine.engine import Engine

Command = TypeVar("Command", bound=Callable[..., Any])


def text(value: str) -> str:
    """An argument that is text: bytes that aren't UTF-8 become U+FFFD, for nothing else could be made of them."""
    escaped = all("\udc80" <= char <= "\udcff" for char in value if "\ud800" <= char <= "\udfff")
    return value.encode("utf-8", "surrogateescape" if escaped else "replace").decode("utf-8", "replace")


TEXT = text
"""The type of arguments and options that are text."""


@dataclass(slots=True)
class Session:
    """What was said before the command: the home."""

    home: str | None = None

    def engine(self, home: str | None = None, *, adapter: str | None = None) -> Engine:
        """The engine of the home named here, there, in the environment, or of ./.polyonym."""
        return Engine(self.path(home), adapter=adapter, progress=telling())

    def path(self, home: str | None = None) -> Path:
        """Where that home is, or would be made."""
        return Path(home or self.home or os.environ.get("POLYONYM_HOME") or ".polyonym")


def home_option(command: Command) -> Command:
    """`--home` after the command's name too."""
    return click.option("--home", type=click.Path(), metavar="DIR", help="The home, if not given before.")(command)


def json_option(command: Command) -> Command:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")(command)


def batch_options(command: Command) -> Command:
    """`--input` and `--output`: JSON Lines in and out, one row out for each row in."""
    output = click.option("--output", metavar="FILE", default="-", help="Where the rows go; - is standard output.")
    given = click.option("--input", "source", metavar="FILE", help="JSON Lines, row by row; - is standard input.")
    return given(output(command))
