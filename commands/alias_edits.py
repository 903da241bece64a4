"""`polyonym aliases add`, `remove`, `edit`, `reject` and `distinguish`: edits by hand, each a change set."""

from __future__ import annotations

from typing import Any

import click
from polyonym.aliases.model import AliasKind, EntityKind, Status
from polyonym.base.errors import UsageError
from polyonym.commands.common import TEXT, Session
from polyonym.commands.edit_output import edit_options, told

_KINDS = click.Choice([str(kind) for kind in AliasKind])
_ENTITY_KINDS = click.Choice([str(kind) for kind in EntityKind])
_STATUSES = click.Choice([str(status) for status in Status])
_id = click.argument("entity_id", metavar="ID", type=TEXT)


@click.command()
@_id
@click.argument("text", type=TEXT)
@click.option("--lang", metavar="TAG", type=TEXT, help="The language of the name (BCP 47).")
@click.option("--kind", type=_KINDS, help="What sort of name it is; variant, of a new entity official, if not given.")
@click.option("--source", type=TEXT, help="Where the fact can be checked.")
@click.option("--confidence", type=click.FloatRange(0, 1), default=1.0, show_default=True, help="How sure it is.")
@click.option("--since", metavar="DATE", type=TEXT, help="In use from.")
@click.option("--until", metavar="DATE", type=TEXT, help="In use until.")
@click.option("--status", type=_STATUSES, default="active", show_default=True, help="Whether it counts.")
@click.option("--prior", type=click.FloatRange(0, 1), help="How often it means this entity, of all that have it.")
@click.option("--new", type=_ENTITY_KINDS, help="Make the entity, of this kind, with the name; ID must be unused.")
@click.option("--country", metavar="CODE", type=TEXT, help="Where a new entity is (ISO 3166, two letters).")
@click.option("--city", type=TEXT, help="In which city a new entity is.")
@edit_options
@click.pass_obj
def add(
    session: Session, /, entity_id: str, text: str, dry_run: bool, as_json: bool, home: str | None, **said: Any
) -> int:
    """Give an entity one more name; articles that contain it are tagged again.

    \b
    Example:
      polyonym aliases add org:lntu "Ляонинский технический университет" --lang ru
      polyonym aliases add org:gsu "Gomel State University" --new organization --country BY
    """
    with session.engine(home) as engine:
        edit = engine.aliases.add(entity_id, text, dry_run=dry_run, **said)
    return told(edit, as_json, dry_run, nothing="the name is already there")


@click.command()
@_id
@click.argument("text", required=False, type=TEXT)
@click.option("--lang", metavar="TAG", type=TEXT, help="Only the one of this language; '' is the one without.")
@click.option("--force", is_flag=True, help="Take an entity out though others refer to it, and what they say of it.")
@edit_options
@click.pass_obj
def remove(
    session: Session, /, entity_id: str, text: str | None, dry_run: bool, as_json: bool, home: str | None, **said: Any
) -> int:
    """Take a name from an entity, or without TEXT the entity out of the table.

    \b
    Example:
      polyonym aliases remove org:lntu "LTU"
    """
    with session.engine(home) as engine:
        edit = engine.aliases.remove(entity_id, text, dry_run=dry_run, **said)
    return told(edit, as_json, dry_run)


@click.command("edit")
@_id
@click.option("--name", type=TEXT, help="What it is shown as; the name until now stays as a variant.")
@click.option("--kind", type=_ENTITY_KINDS, help="What sort of thing it is.")
@click.option("--country", metavar="CODE", type=TEXT, help="Where it is (ISO 3166, two letters).")
@click.option("--city", type=TEXT, help="In which city.")
@click.option("--part-of", metavar="ID", type=TEXT, help="What contains it.")
@click.option("--source", type=TEXT, help="Where it comes from.")
@click.option(
    "--related", metavar="ID", multiple=True, type=TEXT, help="What it is met together with; may be repeated."
)
@click.option("--unrelated", metavar="ID", multiple=True, type=TEXT, help="One of those that it isn't met with.")
@click.option("--alias", metavar="TEXT", type=TEXT, help="The alias that --set changes.")
@click.option("--lang", metavar="TAG", type=TEXT, help="Which alias of this text; '' is the one without a language.")
@click.option("--set", "settings", metavar="KEY=VALUE", multiple=True, type=TEXT,
              help="Of the alias: text, lang, kind, source, confidence, since, until, status or prior.")  # fmt: skip
@edit_options
@click.pass_obj
def edit_(
    session: Session, /, entity_id: str, alias: str | None, lang: str | None, settings: tuple[str, ...],
    why: str, dry_run: bool, as_json: bool, home: str | None, **said: Any,
) -> int:  # fmt: skip
    """Change what is said of an entity, or of one of its names; an empty value clears it.

    \b
    Example:
      polyonym aliases edit org:lntu --city Fuxin --related place:fuxin
      polyonym aliases edit org:lntu --alias LTU --set kind=acronym --set prior=0.2
    """
    values = _values(settings)
    if (alias is None) != (not values) or (alias is None and lang is not None):
        raise UsageError("--alias, which --lang may narrow, and --set go together: which name, and what of it")
    if alias is not None and any(said.values()):
        raise UsageError("an alias and its entity are edited one after the other; `polyonym aliases apply` does both")
    if alias is None and not any(value not in (None, ()) for value in said.values()):
        raise UsageError("nothing is given that is to change; `polyonym aliases edit --help` lists what can")
    with session.engine(home) as engine:
        if alias is None:
            edit = engine.aliases.edit(entity_id, why=why, dry_run=dry_run, **said)
        else:
            edit = engine.aliases.edit_alias(entity_id, alias, values, lang=lang, why=why, dry_run=dry_run)
    return told(edit, as_json, dry_run, nothing="that is what it says already")


def _values(settings: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for each in settings:
        key, equals, value = each.partition("=")
        if not equals:
            raise UsageError(f"--set takes KEY=VALUE, not {each!r:.60}")
        values[key.strip()] = value.strip()
    return values


@click.command()
@_id
@click.argument("text", type=TEXT)
@click.option("--lang", metavar="TAG", type=TEXT, help="Only in this language; '' is the one without.")
@edit_options
@click.pass_obj
def reject(
    session: Session, /, entity_id: str, text: str, dry_run: bool, as_json: bool, home: str | None, **said: Any
) -> int:
    """Keep that a name is not this entity, whether or not it was listed as one.

    \b
    Example:
      polyonym aliases reject org:lntu "Liaoning University"
    """
    with session.engine(home) as engine:
        edit = engine.aliases.reject(entity_id, text, dry_run=dry_run, **said)
    return told(edit, as_json, dry_run, nothing="that is known already")


@click.command()
@_id
@click.argument("other", type=TEXT)
@click.option("--withdraw", is_flag=True, help="They may be the same after all.")
@edit_options
@click.pass_obj
def distinguish(
    session: Session, /, entity_id: str, other: str, dry_run: bool, as_json: bool, home: str | None, **said: Any
) -> int:
    """Keep that two entities are not the same; they can't be merged then.

    \b
    Example:
      polyonym aliases distinguish org:lntu org:lnu
    """
    with session.engine(home) as engine:
        edit = engine.aliases.distinguish(entity_id, other, dry_run=dry_run, **said)
    nothing = "they weren't kept apart" if said["withdraw"] else "that is known already"
    return told(edit, as_json, dry_run, nothing=nothing)
