"""`polyonym resolve`: which entity is this?"""

from __future__ import annotations

from typing import Any

import click
from polyonym.aliases.model import EntityKind
from polyonym.base.errors import UsageError
from polyonym.base.rows import Row
from polyonym.commands.batch import needed, run_batch, text_of
from polyonym.commands.common import Session, batch_options, home_option, json_option, print_json
from polyonym.engine.engine import Engine
from polyonym.engine.matching.resolve import Resolution

KINDS = click.Choice([str(kind) for kind in EntityKind])


@click.command()
@click.argument("names", nargs=-1)
@click.option("--kind", type=KINDS, help="Only entities of this kind.")
@click.option("--country", metavar="CODE", help="The country it belongs to, two letters.")
@click.option("--context", metavar="TEXT", help="Text around the name.")
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

    \b
    Example:
      polyonym resolve LNTU "Ton Vi" --explain
    """
    with session.engine(home) as engine:
        if source is not None:
            return run_batch(source, output, lambda row: _row(engine, row, kind, country, context, limit))
        if not names:
            raise UsageError("no name is given; type one, or --input FILE")
        found = [engine.resolve(n, kind=kind, country=country, context=context, limit=limit) for n in names]
        for resolution in found:
            print_json(answer_of(resolution)) if as_json else _print(resolution, explain)
        return 0 if any(resolution.matches for resolution in found) else 1


def _row(
    engine: Engine, row: Row, kind: str | None, country: str | None, context: str | None, limit: int
) -> dict[str, Any]:
    asked = text_of(row, "kind", needed=False) or kind
    if asked is not None and asked not in KINDS.choices:
        raise UsageError(f'"kind" must be one of {", ".join(KINDS.choices)}')
    resolution = engine.resolve(
        needed(row, "q"),
        kind=asked,
        country=text_of(row, "country", needed=False) or country,
        context=text_of(row, "context", needed=False) or context,
        limit=limit,
    )
    return answer_of(resolution)


def answer_of(resolution: Resolution) -> dict[str, Any]:
    """The row of CONTRACT.md."""
    return {
        "q": resolution.query,
        "decision": resolution.decision.id if resolution.decision else None,
        "matches": [
            {
                "id": match.entity.id,
                "name": match.entity.name,
                "kind": str(match.entity.kind),
                "score": match.score,
                "alias": match.alias.text,
                "reason": match.reason,
            }
            for match in resolution.matches
        ],
    }


def _print(resolution: Resolution, explain: bool) -> None:
    decided = resolution.decision
    click.secho(resolution.query, bold=True)
    if not resolution.matches:
        click.echo("  nothing is called so")
    for match in resolution.matches:
        mark = "→" if decided is not None and match.entity.id == decided.id else " "
        where = ", ".join(filter(None, (match.entity.city, match.entity.country)))
        click.echo(
            f"{mark} {match.score:.2f}  {match.entity.name}  [{match.entity.id}]" + (f"  {where}" if where else "")
        )
        if explain:
            click.echo(f"        {match.reason}")
    if decided is None and resolution.matches:
        click.echo("  no decision: too unlike, or too close to one another")
