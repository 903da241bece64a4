"""What every command shares: the home, the options, JSON and human output."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click
from polyonym.engine.engine import Engine

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Session:
    """What was said before the command: the home."""

    home: str | None = None

    def engine(self, home: str | None = None, *, adapter: str | None = None) -> Engine:
        """The engine of the home named here, there, in the environment, or of ./.polyonym."""
        chosen = home or self.home or os.environ.get("POLYONYM_HOME") or ".polyonym"
        return Engine(Path(chosen), adapter=adapter)


def home_option(command: Command) -> Command:
    """`--home` after the command's name too."""
    return click.option("--home", type=click.Path(), metavar="DIR", help="The home, if not given before.")(command)


def json_option(command: Command) -> Command:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")(command)


def batch_options(command: Command) -> Command:
    """`--input` and `--output`: JSON Lines in and out, one row out for each row in."""
    command = click.option("--output", metavar="FILE", default="-", help="Where the rows go; - is standard output.")(
        command
    )
    return click.option(
        "--input", "source", metavar="FILE", help="JSON Lines to work on, row by row; - is standard input."
    )(command)


def print_json(value: object) -> None:
    """One line of JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False))
