"""`polyonym remove`, `info`, `verify`: what is in a home, and whether it is sound."""

from __future__ import annotations

import click
from polyonym.commands.common import Session, home_option, json_option, print_json
from polyonym.engine.care import describe, problems_of


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@home_option
@click.pass_obj
def remove(session: Session, ids: tuple[str, ...], home: str | None) -> int:
    """Take articles out of the index.

    \b
    Example:
      polyonym remove 004_visit.txt
    """
    with session.engine(home) as engine:
        removed = engine.remove(ids)
    click.echo(f"{removed} of {len(ids)} removed")
    return 0 if removed == len(set(ids)) else 1


@click.command()
@json_option
@home_option
@click.pass_obj
def info(session: Session, as_json: bool, home: str | None) -> int:
    """Sizes, versions and counts of the home.

    \b
    Example:
      polyonym info --json
    """
    with session.engine(home) as engine:
        told = describe(engine)
    if as_json:
        print_json(told)
    else:
        for name, value in told.items():
            click.echo(f"{name:<18} {value}")
    return 0


@click.command()
@click.option("--repair", is_flag=True, help="Make again what can be made from the rest.")
@json_option
@home_option
@click.pass_obj
def verify(session: Session, repair: bool, as_json: bool, home: str | None) -> int:
    """Read every file of the home whole, and name the damaged ones.

    \b
    Example:
      polyonym verify
    """
    with session.engine(home) as engine:
        found = problems_of(engine, repair=repair)
    if as_json:
        print_json({"problems": found})
    else:
        click.echo("\n".join(found) or "all files are sound")
    return 1 if found else 0
