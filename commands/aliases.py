"""`polyonym aliases`: the alias table."""

from __future__ import annotations

from typing import Any

import click
from polyonym.aliases.formats.detect import Format
from polyonym.aliases.formats.problems import BadRowsError
from polyonym.aliases.model import AliasKind, Entity
from polyonym.aliases.records import row_of
from polyonym.commands.common import Session, home_option, json_option, print_json
from polyonym.engine.aliasing import Edit

_FORMATS = click.Choice([str(each) for each in Format])
_MOST_SHOWN = 20


@click.group()
@home_option
@click.pass_obj
def aliases(session: Session, home: str | None) -> None:
    """Look up and edit the alias table.

    \b
    Example:
      polyonym aliases show org:lntu
    """
    session.home = home or session.home


@aliases.command("import")
@click.argument("file")
@click.option("--format", "format_", type=_FORMATS, help="The format, if content doesn't tell.")
@click.option("--with-bundled", is_flag=True, help="Put the bundled tables into a home that this makes, too.")
@json_option
@home_option
@click.pass_obj
def import_(
    session: Session, file: str, format_: str | None, with_bundled: bool, as_json: bool, home: str | None
) -> int:
    """Bring in the entities of a file, all or nothing.

    \b
    Example:
      polyonym aliases import partners.csv
    """
    with session.engine(home) as engine:
        try:
            report = engine.aliases.import_file(file, format=format_, bundled=with_bundled)
        except BadRowsError as error:
            for problem in error.problems.errors[1:_MOST_SHOWN]:
                click.echo(f"polyonym: {problem}", err=True)
            raise
        _ = engine.lexicon  # compiled now, so that the next command starts at once
    if as_json:
        print_json({"added": report.added, "changed": report.changed, "unchanged": report.unchanged,
                    "aliases_added": report.aliases_added, "change_set": report.change_set})  # fmt: skip
    else:
        click.echo(
            f"{report.added} entities added, {report.changed} changed, {report.unchanged} as they were;"
            f" {report.aliases_added} aliases added"
        )
    return 0


@aliases.command()
@click.argument("file", default="-")
@click.option("--format", "format_", type=_FORMATS, default="jsonl", show_default=True)
@home_option
@click.pass_obj
def export(session: Session, file: str, format_: str, home: str | None) -> int:
    """Write the whole table to a file.

    \b
    Example:
      polyonym aliases export table.txt --format text
    """
    with session.engine(home) as engine:
        engine.aliases.export_file(file, format=format_)
    return 0


@aliases.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
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
        print_json(_row(entity)) if as_json else click.echo(f"{entity.id}  {entity.kind}  {entity.name}")
    return 0 if found else 1


@aliases.command()
@click.argument("entity_id", metavar="ID")
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
    if entity is None:
        click.echo(
            f"polyonym: no entity has the id {entity_id}; `polyonym aliases find TEXT` looks in names",
            err=True,
        )
        return 1
    print_json(_row(entity)) if as_json else _print(entity)
    return 0


@aliases.command()
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
        "entities": found.entities_by_kind,
        "aliases by kind": found.aliases_by_kind,
        "aliases by language": found.aliases_by_lang,
        "aliases by status": found.aliases_by_status,
    }
    if as_json:
        print_json({"total_entities": found.entities, "total_aliases": found.aliases, **groups})
        return 0
    click.echo(f"{found.entities} entities, {found.aliases} aliases")
    for name, counts in groups.items():
        click.echo(f"{name}: " + ", ".join(f"{what or 'none'} {count}" for what, count in counts.items()))
    return 0


@aliases.command()
@click.argument("entity_id", metavar="ID")
@click.argument("text")
@click.option("--lang", metavar="TAG", help="The language of the name (BCP 47).")
@click.option("--kind", type=click.Choice([str(kind) for kind in AliasKind]), default="variant", show_default=True)
@click.option("--source", help="Where the fact can be checked.")
@click.option("--confidence", type=click.FloatRange(0, 1), default=1.0, show_default=True)
@click.option("--since", metavar="DATE", help="In use from.")
@click.option("--until", metavar="DATE", help="In use until.")
@click.option("--why", default="", help="Why, for the journal.")
@home_option
@click.pass_obj
def add(session: Session, home: str | None, **said: Any) -> int:
    """Give an entity one more name; articles that contain it are tagged again.

    \b
    Example:
      polyonym aliases add org:lntu "Ляонинский технический университет" --lang ru
    """
    with session.engine(home) as engine:
        edit = engine.aliases.add(said.pop("entity_id"), said.pop("text"), **said)
    return _told(edit, "the alias is already there")


@aliases.command()
@click.argument("entity_id", metavar="ID")
@click.argument("text")
@click.option("--lang", metavar="TAG", help="Only the one of this language.")
@click.option("--why", default="", help="Why, for the journal.")
@home_option
@click.pass_obj
def remove(session: Session, entity_id: str, text: str, lang: str | None, why: str, home: str | None) -> int:
    """Take a name from an entity; articles that mention the entity are tagged again.

    \b
    Example:
      polyonym aliases remove org:lntu "LTU"
    """
    with session.engine(home) as engine:
        edit = engine.aliases.remove(entity_id, text, lang=lang, why=why)
    return _told(edit, "nothing had to be done")


@aliases.command()
@click.argument("entity_id", metavar="ID", required=False)
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True)
@json_option
@home_option
@click.pass_obj
def history(session: Session, entity_id: str | None, limit: int, as_json: bool, home: str | None) -> int:
    """The change sets, newest first; those of one entity if its ID is given.

    \b
    Example:
      polyonym aliases history org:lntu
    """
    with session.engine(home) as engine:
        sets = engine.aliases.history(entity_id, limit=limit)
    for each in sets:
        if as_json:
            print_json({"id": each.id, "at": each.at, "who": each.who, "why": each.why, "undoes": each.undoes,
                        "added": each.added, "changed": each.changed, "removed": each.removed})  # fmt: skip
        else:
            click.echo(
                f"{each.id:>6}  {each.at}  {each.who}  +{each.added} ~{each.changed} -{each.removed}  {each.why}"
            )
    return 0 if sets else 1


@aliases.command()
@click.argument("change_set", type=int)
@home_option
@click.pass_obj
def undo(session: Session, change_set: int, home: str | None) -> int:
    """Bring back what a change set changed, as a change set of its own.

    \b
    Example:
      polyonym aliases undo 12
    """
    with session.engine(home) as engine:
        edit = engine.aliases.undo(change_set)
    return _told(edit, "nothing had to be done")


def _told(edit: Edit, nothing: str) -> int:
    if edit.table.change_set is None:
        click.echo(nothing)
        return 0
    articles = len(edit.articles)
    click.echo(f"change set {edit.table.change_set}; {articles} article{'' if articles == 1 else 's'} tagged again")
    return 0


def _row(entity: Entity) -> dict[str, Any]:
    return row_of(entity)


def _print(entity: Entity) -> None:
    where = ", ".join(filter(None, (entity.city, entity.country)))
    click.secho(f"{entity.name}  [{entity.id}]  {entity.kind}" + (f"  {where}" if where else ""), bold=True)
    for label, value in (
        ("part of", entity.part_of),
        ("related", ", ".join(entity.related)),
        ("source", entity.source),
    ):
        if value:
            click.echo(f"  {label}: {value}")
    for alias in entity.aliases:
        years = f"  {alias.since or ''}–{alias.until or ''}" if alias.since or alias.until else ""
        sure = f"  {alias.confidence:.2f}" if alias.confidence < 1 else ""
        click.echo(f"  {alias.lang or '-':<8} {alias.kind:<16} {alias.text}{years}{sure}")
