"""`polyonym aliases find`, `show`, `contested` and `stats`: what the table says."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice

import click
from polyonym.aliases.contested import Contested
from polyonym.aliases.lineage import successors
from polyonym.aliases.model import Alias, Entity
from polyonym.aliases.records import row_of
from polyonym.commands.common import TEXT, Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several, warn
from polyonym.engine.aliasing import Aliases


@click.command()
@click.argument("text", type=TEXT)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Entities shown.")
@json_option
@home_option
@click.pass_obj
def find(session: Session, text: str, limit: int, as_json: bool, home: str | None) -> int:
    """Entities with TEXT in one of their names.

    \b
    Example:
      polyonym aliases find Ляонин
    """
    with session.engine(home) as engine:
        found = engine.aliases.find(text, limit=limit)
    for entity in found:
        print_json(row_of(entity)) if as_json else click.echo(plain(_line(entity)))
    if not found and not as_json:
        click.echo(f"no name holds «{plain(text)}»")
    return 0 if found else 1


def _line(entity: Entity) -> str:
    on = f"  → {entity.merged_into}" if entity.merged_into else ""
    return f"{entity.id}  {entity.kind}  {entity.name}{on}"


@click.command()
@click.argument("entity_id", metavar="ID", type=TEXT)
@json_option
@home_option
@click.pass_obj
def show(session: Session, entity_id: str, as_json: bool, home: str | None) -> int:
    """An entity with all its names; where it was merged into another, that one, too.

    \b
    Example:
      polyonym aliases show org:lntu
    """
    with session.engine(home) as engine:
        table = engine.aliases
        entity = table.get(entity_id)
        if entity is None:
            return _missing(table, entity_id)
        after = [(each, table.get(each)) for each in successors(entity)]
        last = table.leads_to(entity_id) if entity.merged_into else None
    for each in filter(None, (entity, last)):
        print_json(row_of(each)) if as_json else _print(each, after if each is entity else [])
    return 0


def _missing(table: Aliases, entity_id: str) -> int:
    gone = table.removal(entity_id)
    if gone is None:
        warn(f"no entity has the id {plain(entity_id)}; `polyonym aliases find TEXT` looks in names")
        return 1
    change_set, entity = gone
    by = plain(f"{change_set.at}, {change_set.who}: {change_set.why}")
    warn(
        f"{plain(f'{entity_id}, {entity.name!r}')}, was removed by change set {change_set.id} ({by}); "
        f"`polyonym aliases undo {change_set.id}` brings it back"
    )
    return 1


def _print(entity: Entity, after: list[tuple[str, Entity | None]]) -> None:
    where = ", ".join(filter(None, (entity.city, entity.country)))
    click.secho(plain(f"{entity.name}  [{entity.id}]  {entity.kind}  {where}").rstrip(), bold=True)
    about = {
        "merged into": entity.merged_into,
        "part of": entity.part_of,
        "related": ", ".join(entity.related),
        "different from": ", ".join(entity.different_from),
        "source": entity.source,
    }
    for label, value in about.items():
        if value:
            click.echo(f"  {label}: {plain(value, most=1000)}")
    for id_, other in after:
        click.echo(f"  now: {plain(f'{other.name}  [{id_}]' if other else id_)}")
    for alias in entity.aliases:
        click.echo(f"  {alias.lang or '-':<8} {alias.kind:<16} {plain(alias.text)}{_apart(alias)}")


def _apart(alias: Alias) -> str:
    """What isn't so for most names: years, doubt, how often it means this, a status."""
    years = f"{alias.since or ''}–{alias.until or ''}" if alias.since or alias.until else ""
    sure = f"{alias.confidence:.2f}" if alias.confidence < 1 else ""
    status = str(alias.status) if alias.status != "active" else ""
    prior = f"prior {alias.prior:g}" if alias.prior is not None else ""
    return "".join(f"  {each}" for each in (years, sure, prior, status) if each)


@click.command()
@click.argument("text", default="", type=TEXT)
@click.option("--limit", type=click.IntRange(1, 10_000_000), help="Names shown; else all.")
@json_option
@home_option
@click.pass_obj
def contested(session: Session, text: str, limit: int | None, as_json: bool, home: str | None) -> int:
    """Names that several entities have, in any case; with TEXT those that hold it.

    \b
    Example:
      polyonym aliases contested BSU
    """
    status = 1
    with session.engine(home) as engine:
        for name in islice(engine.aliases.contested(text), limit):
            status = 0
            print_json(asdict(name)) if as_json else _print_contested(name)
    if status and not as_json:
        click.echo(
            f"no two entities share a name that holds «{plain(text)}»" if text else "no two entities share a name"
        )
    return status


def _print_contested(name: Contested) -> None:
    click.secho(plain(name.claims[0].text), bold=True)
    for claim in name.claims:
        prior = f"  prior {claim.prior:g}" if claim.prior is not None else ""
        written = f"{claim.lang or '-'} {claim.kind} «{claim.text}»" if claim.kind else "its name"
        click.echo(f"  {plain(f'{claim.id}  {claim.name}  {written}{prior}')}")


@click.command()
@json_option
@home_option
@click.pass_obj
def stats(session: Session, as_json: bool, home: str | None) -> int:
    """How many entities and aliases there are, by what.

    \b
    Example:
      polyonym aliases stats
    """
    with session.engine(home) as engine:
        found = engine.aliases.stats()
    groups = {
        "entities_by_kind": found.entities_by_kind,
        "aliases_by_kind": found.aliases_by_kind,
        "aliases_by_lang": found.aliases_by_lang,
        "aliases_by_status": found.aliases_by_status,
    }
    if as_json:
        print_json({"entities": found.entities, "aliases": found.aliases, **groups})
        return 0
    click.echo(f"{several(found.entities, 'entity')}, {found.aliases:,} aliases")
    for name, counts in groups.items():
        click.secho(name.replace("_", " "), bold=True)
        click.echo("  " + ", ".join(f"{what or 'none'} {count:,}" for what, count in counts.items()))
    return 0
