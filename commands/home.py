"""`polyonym remove`, `info`, `verify`: what is in a home, and whether it is sound."""

from __future__ import annotations

import click
from polyonym.commands.common import TEXT, Session, home_option, json_option
from polyonym.commands.output import print_json, several
from polyonym.engine.care import describe, problems_of


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...", type=TEXT)
@json_option
@home_option
@click.pass_obj
def remove(session: Session, ids: tuple[str, ...], as_json: bool, home: str | None) -> int:
    """Take articles out of the index.

    \b
    Example:
      polyonym remove 004_visit.txt
    """
    asked = list(dict.fromkeys(ids))
    with session.engine(home) as engine:
        removed = engine.remove(asked)
    if as_json:
        print_json({"asked": len(asked), "removed": removed})
    else:
        click.echo(f"{removed:,} of {several(len(asked), 'article')} removed")
    return 0 if removed == len(asked) else 1


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
        return 0
    if told["bundled"]:
        click.echo(f"no home at {session.path(home)} yet; these are the tables bundled with Polyonym")
    for name, value in told.items():
        click.echo(f"{name.replace('_bytes', ' on disk'):<16} {_shown(name, value)}")
    return 0


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, int):
        return str(value)
    return f"{value / 1_000_000:,.1f} MB" if name.endswith("_bytes") else f"{value:,}"


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
