"""`polyonym aliases review`: pending proposals and contested names, a key each, or as a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain

import click
from polyonym.base.errors import UsageError
from polyonym.commands.common import Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several
from polyonym.commands.review_keys import Reviewer, StoppedError
from polyonym.engine.proposing.contested import Contested
from polyonym.engine.proposing.proposal import Proposal
from polyonym.engine.proposing.review_files import export_review
from polyonym.engine.proposing.reviewing import Review

_PARTS = ("all", "proposals", "contested")


@click.command()
@click.option("--only", type=click.Choice(_PARTS), default="all", show_default=True, help="What is gone through.")
@click.option("--export", "exported", metavar="FILE", type=click.Path(), help="Write it to a file (.csv, .jsonl).")
@click.option("--import", "imported", metavar="FILE", type=click.Path(), help="Take the decisions of such a file.")
@click.option("--dry-run", is_flag=True, help="With --import: only check the file.")
@click.option("--retag/--no-retag", default=True, show_default=True, help="Tag the articles again at the end.")
@json_option
@home_option
@click.pass_obj
def review(
    session: Session,
    only: str,
    exported: str | None,
    imported: str | None,
    dry_run: bool,
    retag: bool,
    as_json: bool,
    home: str | None,
) -> int:
    """Decide about proposals and contested names, one after another; `?` shows the keys.

    Each decision is in the table at once, as one change set: stop whenever you like, and go on later.

    \b
    Example:
      polyonym aliases review
      polyonym aliases review --export review.csv
      polyonym aliases review --import review.csv --dry-run
    """
    if exported is not None and imported is not None:
        raise UsageError("--export and --import can't be given together")
    if dry_run and imported is None:
        raise UsageError("--dry-run is for --import; without it every decision is asked for")
    with session.engine(home) as engine:
        held = engine.aliases.review()
        if exported is not None:
            return _told_export(exported, export_review(exported, _proposals(held, only), _names(held, only)))
        if imported is not None:
            return _import(held, imported, dry_run=dry_run, retag=retag, as_json=as_json)
        return _go_through(held, only, retag=retag, as_json=as_json)


def _proposals(held: Review, only: str) -> list[Proposal]:
    return held.proposals() if only != "contested" else []


def _names(held: Review, only: str) -> Iterator[Contested]:
    return held.contested() if only != "proposals" else iter(())


def _told_export(path: str, count: int) -> int:
    if path != "-":
        click.echo(f"{several(count, 'row')} to decide about in {plain(path)}")
    return 0 if count else 1


def _import(held: Review, path: str, *, dry_run: bool, retag: bool, as_json: bool) -> int:
    count, report = held.decide_file(path, dry_run=dry_run)
    articles = held.finish(retag=retag)
    if as_json:
        print_json({"decisions": count, "change_set": report.change_set, "articles": articles})
    elif dry_run:
        click.echo(f"{several(count, 'decision')} could be taken")
    elif report.change_set is None:
        click.echo("nothing had to be done")
    else:
        done = f"{several(count, 'decision')} taken, change set {report.change_set}"
        click.echo(f"{done}; {several(len(articles), 'article')} tagged again")
    return 0 if count else 1


def _go_through(held: Review, only: str, *, retag: bool, as_json: bool) -> int:
    reviewer = Reviewer(held, keys=sys.stdin)
    try:
        met = reviewer.go_through(chain(_proposals(held, only), _names(held, only)))
    except StoppedError:
        met = True
    articles = held.finish(retag=retag)
    if as_json:
        print_json({"decisions": len(held.taken), "articles": articles})
    elif not met:
        click.echo("nothing is pending; `polyonym aliases propose` looks for names that the table lacks")
    else:
        click.echo(f"{several(len(held.taken), 'decision')} taken; {several(len(articles), 'article')} tagged again")
    return 0 if met else 1
