"""`polyonym index`: read articles into the home."""

from __future__ import annotations

import click
from polyonym.base.errors import InputError, UsageError
from polyonym.commands.common import Session, home_option, json_option, print_json
from polyonym.engine.reading.read import read
from polyonym.index.open import ADAPTERS


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--adapter", type=click.Choice(sorted(ADAPTERS)), help="The index of a home that is made now.")
@json_option
@home_option
@click.pass_obj
def index(session: Session, paths: tuple[str, ...], adapter: str | None, as_json: bool, home: str | None) -> int:
    """Read articles (.txt .md .html .jsonl .csv, folders, -) into the home.

    \b
    Example:
      polyonym index articles/ news.jsonl.gz
    """
    if not paths:
        raise UsageError("no path is given; type files or folders, or - for standard input")
    problems: list[InputError] = []

    def skipped(problem: InputError) -> None:
        problems.append(problem)
        click.echo(f"polyonym: {problem}", err=True)

    with session.engine(home, adapter=adapter) as engine:
        report = engine.index(read(*paths, on_error=skipped))
    if as_json:
        print_json({"written": report.written, "mentions": report.mentions, "total": report.total,
                    "problems": [str(problem) for problem in problems]})  # fmt: skip
    else:
        click.echo(f"{report.written} articles indexed, {report.mentions} mentions in them, {report.total} in all")
    return 0 if report.written and not problems else 1
