"""The command line: options in, one call, answers out.  Each command lives in `commands/`."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click
from polyonym.base.errors import HomeError, PolyonymError
from polyonym.commands.common import Session

_COMMANDS = {
    "demo": "demo",
    "index": "index",
    "search": "search",
    "resolve": "resolve",
    "compare": "compare",
    "tag": "tag",
    "aliases": "aliases",
    "remove": "home",
    "info": "home",
    "verify": "home",
}
"""Command and the module of `commands/` that has it, imported only when it is asked for."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"polyonym.commands.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", type=click.Path(), metavar="DIR", help="The home; else POLYONYM_HOME, else ./.polyonym.")
@click.version_option(package_name="polyonym")
@click.pass_context
def polyonym(ctx: click.Context, home: str | None) -> None:
    """Find what articles name, under whichever of its names.

    \b
    Example:
      polyonym demo
      polyonym resolve "辽宁工程技术大学"
    """
    ctx.obj = Session(home)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit: 0 done, 1 found nothing or a check failed, 2 wrong use, 3 a bad home."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status."""
    try:
        result = polyonym.main(arguments, standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except PolyonymError as error:
        click.echo(f"polyonym: {error}", err=True)
        return 3 if isinstance(error, HomeError) else 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("polyonym: stopped", err=True)
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
