"""The command line: options in, one call, answers out.  Each command lives in `commands/`."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

import click
from polyonym.base.errors import HomeError, PolyonymError, WorkerError
from polyonym.commands.common import Session
from polyonym.commands.lazily import LazyGroup
from polyonym.commands.output import lines_of, plain, speak_utf8

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
_STOPPED = 130
_BUG = 70
_LONGEST = 400


@click.group(cls=LazyGroup, modules=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
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
    ctx.color = False if os.environ.get("NO_COLOR") else None
    ctx.obj = Session(home)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 found nothing or a check failed, 2 wrong use, 3 a bad home."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # whoever started us closed it
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as we live
    speak_utf8()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends us finds nothing half done, either
    status = run(arguments)
    try:
        sys.stdout.flush()
    except OSError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status."""
    try:
        result = polyonym.main(arguments, prog_name="polyonym", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except (BrokenPipeError, SystemExit):  # the reader of our output has gone, as `head` does; click exits then
        return 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _said("stopped", _STOPPED)
    except click.ClickException as error:
        return _misused(error)
    except PolyonymError as error:
        return _said(lines_of(str(error)), 3 if isinstance(error, (HomeError, WorkerError)) else 2)
    except OSError as error:  # a full disk, a file that the system refuses
        return _said(f"{error.filename or 'output'}: {error.strerror or error}", 3)
    except Exception as error:
        if os.environ.get("POLYONYM_DEBUG"):
            raise
        what = " ".join(f"{type(error).__name__} {error}".split())[:200]
        return _said(f"a bug: {what}; please report it (POLYONYM_DEBUG=1 shows where it happened)", _BUG)


def _said(sentence: str, status: int) -> int:
    click.echo(f"polyonym: {sentence}", err=True)
    return status


def _misused(error: click.ClickException) -> int:
    """One sentence for what click refuses; a command group without a command shows its help."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError" and context is not None:
        click.echo(context.get_help(), err=True)
        return 2
    where = context.command_path if context is not None else "polyonym"
    what = plain(error.format_message().rstrip("."), most=_LONGEST)
    return _said(f"{what}; `{where} --help` tells more", 2)
