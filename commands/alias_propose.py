"""`polyonym aliases propose`: names that the articles have and the table lacks."""

from __future__ import annotations

from functools import partial

import click
from polyonym.aliases.model import EntityKind
from polyonym.commands.common import TEXT, Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several
from polyonym.commands.progress import counted
from polyonym.engine.proposing.proposal import Proposal, row_of
from polyonym.engine.proposing.propose import Wanted
from polyonym.engine.proposing.storing import write_rows

_SHOWN = 20


@click.command()
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="Proposals made.")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.3, show_default=True, help="The least likely one.")
@click.option("--kind", type=click.Choice([str(kind) for kind in EntityKind]), help="Only entities of this kind.")
@click.option("--entity", metavar="ID", type=TEXT, help="Only names of this entity.")
@click.option("--output", metavar="FILE", type=click.Path(), help="Write them to a file, too (JSON Lines).")
@json_option
@home_option
@click.pass_obj
def propose(
    session: Session,
    limit: int,
    min_score: float,
    kind: str | None,
    entity: str | None,
    output: str | None,
    as_json: bool,
    home: str | None,
) -> int:
    """Look through the indexed articles for names that the table lacks; `review` decides about them.

    Nothing is changed but the list of what is pending, which a new run makes anew.

    \b
    Example:
      polyonym aliases propose --min-score 0.8
    """
    wanted = Wanted(limit, min_score, EntityKind(kind) if kind else None, entity)
    with session.engine(home) as engine:
        found = engine.aliases.propose(wanted, watched=partial(counted, what="articles"))
    if output is not None:
        write_rows(output, found)
    if as_json:
        for each in found:
            print_json(row_of(each))
    else:
        _tell(found)
    return 0 if found else 1


def _tell(found: list[Proposal]) -> None:
    for each in found[:_SHOWN]:
        lang = f" ({each.lang})" if each.lang else ""
        name = click.style(plain(each.name), bold=True)
        click.echo(f"{each.score:.2f}  {name}{lang} → {plain(each.entity_name)}  [{plain(each.entity)}]")
        click.echo(f"      {several(each.articles, 'article')}; {plain(each.reason)}", color=None)
    if len(found) > _SHOWN:
        click.echo(f"… and {len(found) - _SHOWN:,} more; --json or --output FILE has all")
    if found:
        click.echo(f"{several(len(found), 'proposal')} pending; `polyonym aliases review` decides about them")
    else:
        click.echo("no name was found that the table lacks")
