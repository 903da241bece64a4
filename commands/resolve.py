"""`polyonym resolve`: which entity is this?"""

from __future__ import annotations

from typing import Any

import click
from polyonym.aliases.model import EntityKind
from polyonym.base.errors import UsageError
from polyonym.base.rows import Row
from polyonym.commands.batch import check_batch, kind_of, needed, optional, run_batch
from polyonym.commands.common import TEXT, Session, batch_options, home_option, json_option
from polyonym.commands.output import plain, print_json
from polyonym.engine.engine import Engine
from polyonym.engine.matching.resolve import Match, Resolution

KINDS = click.Choice([str(kind) for kind in EntityKind])
_LONGEST = 10_000


def name_checked(name: str) -> str:
    """A name that isn't as long as a book; blanks around one don't count.  Raises UsageError."""
    name = name if len(name) <= _LONGEST else name.strip()
    if len(name) > _LONGEST:
        what = f"a name has at most {_LONGEST:,} characters, this one {len(name):,}"
        raise UsageError(f"{what}; `polyonym tag` reads whole texts")
    return name


@click.command()
@click.argument("names", nargs=-1, metavar="NAME...", type=TEXT)
@click.option("--kind", type=KINDS, help="Only entities of this kind.")
@click.option("--country", metavar="CODE", type=TEXT, help="The country it belongs to, two letters.")
@click.option("--context", metavar="TEXT", type=TEXT, help="Text around the name.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Matches shown.")
@click.option("--explain", is_flag=True, help="Show why.")
@batch_options
@json_option
@home_option
@click.pass_obj
def resolve(
    session: Session,
    names: tuple[str, ...],
    kind: str | None,
    country: str | None,
    context: str | None,
    limit: int,
    explain: bool,
    source: str | None,
    output: str,
    as_json: bool,
    home: str | None,
) -> int:
    """Which entity is this?

    The arrow marks the decision: the match that is sure enough, and far enough from the next.

    \b
    Example:
      polyonym resolve LNTU "Ton Vi" --explain
    """
    check_batch(source, output, NAME=names, **{"--explain": explain})
    with session.engine(home) as engine:
        if source is not None:
            return run_batch(source, output, lambda row: _row(engine, row, kind, country, context, limit))
        if not names:
            raise UsageError("no name is given; type one, or --input FILE")
        found = [
            engine.resolve(name_checked(n), kind=kind, country=country, context=context, limit=limit) for n in names
        ]
        for resolution in found:
            print_json(answer_of(resolution)) if as_json else print_resolution(resolution, explain=explain)
        return 0 if any(resolution.matches for resolution in found) else 1


def _row(
    engine: Engine, row: Row, kind: str | None, country: str | None, context: str | None, limit: int
) -> dict[str, Any]:
    resolution = engine.resolve(
        name_checked(needed(row, "q")),
        kind=kind_of(row) or kind,
        country=optional(row, "country") or country,
        context=optional(row, "context") or context,
        limit=limit,
    )
    return answer_of(resolution)


def answer_of(resolution: Resolution) -> dict[str, Any]:
    """The row of CONTRACT.md."""
    decision = resolution.decision.id if resolution.decision else None
    return {"q": resolution.query, "decision": decision, "matches": [_match(match) for match in resolution.matches]}


def _match(match: Match) -> dict[str, Any]:
    return {
        "id": match.entity.id,
        "name": match.entity.name,
        "kind": str(match.entity.kind),
        "score": match.score,
        "alias": match.alias.text,
        "reason": match.reason,
    }


def print_resolution(resolution: Resolution, *, explain: bool) -> None:
    """The matches for people, the decision with an arrow before it."""
    decided = resolution.decision
    click.secho(plain(resolution.query), bold=True)
    if not resolution.matches:
        click.echo("  nothing is called so")
    for match in resolution.matches:
        chosen = decided is not None and match.entity.id == decided.id
        where = ", ".join(filter(None, (match.entity.city, match.entity.country)))
        shown = plain(f"{match.entity.name}  [{match.entity.id}]  {where}").rstrip()
        click.secho(f"{'→' if chosen else ' '} {match.score:.2f}  {shown}", fg="green" if chosen else None)
        if explain:
            click.echo(f"        {plain(match.reason)}")
    if decided is None and resolution.matches:
        click.echo("  no decision: too unlike, or too close to one another")
