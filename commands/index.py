"""`polyonym index`: read articles into the home."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import click
from polyonym.commands.common import Session, home_option, json_option
from polyonym.commands.output import print_json, several
from polyonym.commands.problems import Problems, check_paths
from polyonym.commands.progress import counted
from polyonym.engine.engine import Engine, IndexReport
from polyonym.engine.reading.article import Article
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

    An article replaces the one that has its id.  What can't be read is named, and the rest goes on.

    \b
    Example:
      polyonym index articles/ news.jsonl.gz
    """
    check_paths(paths)
    problems = Problems()
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


def _tell(report: IndexReport, problems: Problems, as_json: bool) -> None:
    if as_json:
        counts = {"written": report.written, "mentions": report.mentions, "total": report.total}
        print_json({**counts, "problems": problems.first, "problem_count": problems.count})
    elif not report.written:
        click.echo("nothing was indexed")
    else:
        done = f"{several(report.written, 'article')} indexed, {several(report.mentions, 'mention')} in them"
        click.echo(f"{done}; {several(report.total, 'article')} in all")
