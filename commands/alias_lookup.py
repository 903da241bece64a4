"""`polyonym aliases find`, `show` and `stats`: what the table says."""

from __future__ import annotations

import click
from polyonym.aliases.lineage import successors
from polyonym.aliases.model import Alias, Entity
from polyonym.aliases.records import row_of
from polyonym.commands.common import TEXT, Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several, warn


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
        print_json(row_of(entity)) if as_json else click.echo(plain(f"{entity.id}  {entity.kind}  {entity.name}"))
    if not found and not as_json:
        click.echo(f"no name holds «{plain(text)}»")
    return 0 if found else 1


@click.command()
@click.argument("entity_id", metavar="ID", type=TEXT)
@json_option
@home_option
@click.pass_obj
def show(session: Session, entity_id: str, as_json: bool, home: str | None) -> int:
    """An entity with all its names.

    \b
    Example:
      polyonym aliases show org:lntu
    """
    with session.engine(home) as engine:
        entity = engine.aliases.get(entity_id)
        after = [(each, engine.aliases.get(each)) for each in successors(entity)] if entity else []
    if entity is None:
        warn(f"no entity has the id {plain(entity_id)}; `polyonym aliases find TEXT` looks in names")
        return 1
    print_json(row_of(entity)) if as_json else _print(entity, after)
    return 0


def _print(entity: Entity, after: list[tuple[str, Entity | None]]) -> None:
    where = ", ".join(filter(None, (entity.city, entity.country)))
    click.secho(plain(f"{entity.name}  [{entity.id}]  {entity.kind}  {where}").rstrip(), bold=True)
    about = {"part of": entity.part_of, "related": ", ".join(entity.related), "source": entity.source}
    for label, value in about.items():
        if value:
            click.echo(f"  {label}: {plain(value, most=1000)}")
    for id_, other in after:
        click.echo(f"  now: {plain(f'{other.name}  [{id_}]' if other else id_)}")
    for alias in entity.aliases:
        click.echo(f"  {alias.lang or '-':<8} {alias.kind:<16} {plain(alias.text)}{_apart(alias)}")


def _apart(alias: Alias) -> str:
    """What isn't so for most names: years, doubt, a status."""
    years = f"{alias.since or ''}–{alias.until or ''}" if alias.since or alias.until else ""
    sure = f"{alias.confidence:.2f}" if alias.confidence < 1 else ""
    status = str(alias.status) if alias.status != "active" else ""
    return "".join(f"  {each}" for each in (years, sure, status) if each)


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
