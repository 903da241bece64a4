"""`polyonym index`: read articles into the home."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain

import click
from polyonym.base.errors import InputError, UsageError
from polyonym.base.files import STANDARD
from polyonym.commands.common import Session, home_option, json_option
from polyonym.commands.output import print_json, several, warn
from polyonym.commands.progress import counted
from polyonym.engine.engine import Engine, IndexReport
from polyonym.engine.reading.article import Article
from polyonym.engine.reading.read import read
from polyonym.index.open import ADAPTERS

_MOST_TOLD = 20


class _Problems:
    """What couldn't be read: the first of it told at once and kept, the rest only counted."""

    def __init__(self) -> None:
        self.first: list[str] = []
        self.count = 0

    def met(self, problem: InputError) -> None:
        self.count += 1
        if self.count <= _MOST_TOLD:
            self.first.append(str(problem))
            warn(problem)

    def told(self) -> None:
        if self.count > _MOST_TOLD:
            warn(f"… and {self.count - _MOST_TOLD:,} more")


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--adapter", type=click.Choice(sorted(ADAPTERS)), help="The index of a home that is made now.")
@json_option
@home_option
@click.pass_obj
def index(session: Session, paths: tuple[str, ...], adapter: str | None, as_json: bool, home: str | None) -> int:
    """Read articles (.txt .md .html .jsonl .csv, folders, -) into the home.

    An article replaces the one that has its id.  What can't be read is named, and the rest goes on.

    \b
    Example:
      polyonym index articles/ news.jsonl.gz
    """
    _check(paths)
    problems = _Problems()
    with session.engine(home, adapter=adapter) as engine:
        articles = read(*paths, on_error=problems.met)
        report = _written(engine, articles)
    problems.told()
    _tell(report, problems, as_json)
    return 0 if report.written and not problems.count else 1


def _written(engine: Engine, articles: Iterator[Article]) -> IndexReport:
    first = next(articles, None)
    if first is None:  # a home isn't made for nothing
        return IndexReport(0, 0, 0)
    return engine.index(counted(chain([first], articles), "articles"))


def _check(paths: tuple[str, ...]) -> None:
    if not paths:
        raise UsageError("no path is given; type files or folders, or - for standard input")
    for path in paths:
        if path != STANDARD and not os.path.exists(path):
            raise InputError("there is no such file or folder", file=path)


def _tell(report: IndexReport, problems: _Problems, as_json: bool) -> None:
    if as_json:
        counts = {"written": report.written, "mentions": report.mentions, "total": report.total}
        print_json({**counts, "problems": problems.first, "problem_count": problems.count})
    elif not report.written:
        click.echo("nothing was indexed")
    else:
        done = f"{several(report.written, 'article')} indexed, {several(report.mentions, 'mention')} in them"
        click.echo(f"{done}; {several(report.total, 'article')} in all")
