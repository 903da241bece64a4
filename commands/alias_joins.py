"""`polyonym aliases merge`, `split` and `apply`: edits of several entities at once, each one change set."""

from __future__ import annotations

from typing import Any

import click
from polyonym.aliases.formats.problems import BadRowsError
from polyonym.aliases.model import EntityKind
from polyonym.commands.alias_files import bad_rows
from polyonym.commands.common import TEXT, Session
from polyonym.commands.edit_output import edit_options, told

_ENTITY_KINDS = click.Choice([str(kind) for kind in EntityKind])


@click.command()
@click.argument("entity_id", metavar="ID", type=TEXT)
@click.argument("into", type=TEXT)
@edit_options
@click.pass_obj
def merge(
    session: Session, /, entity_id: str, into: str, dry_run: bool, as_json: bool, home: str | None, **said: Any
) -> int:
    """Let the entity ID go into the entity INTO, which gets its names; the old id leads on to it.

    \b
    Example:
      polyonym aliases merge org:lntu-2 org:lntu --dry-run
    """
    with session.engine(home) as engine:
        edit = engine.aliases.merge(entity_id, into, dry_run=dry_run, **said)
    return told(edit, as_json, dry_run)


@click.command()
@click.argument("entity_id", metavar="ID", type=TEXT)
@click.argument("new_id", type=TEXT)
@click.option("--name", type=TEXT, help="The name of the new entity.")
@click.option("--alias", "aliases", metavar="TEXT", multiple=True, type=TEXT,
              help="A name of the old one that goes to the new one; may be repeated.")  # fmt: skip
@click.option("--kind", type=_ENTITY_KINDS, help="What sort of thing the new one is; else what the old one is.")
@click.option("--country", metavar="CODE", type=TEXT, help="Where the new one is (ISO 3166, two letters).")
@click.option("--city", type=TEXT, help="In which city the new one is.")
@edit_options
@click.pass_obj
def split(
    session: Session, /, entity_id: str, new_id: str, dry_run: bool, as_json: bool, home: str | None, **said: Any
) -> int:
    """Give names of the entity ID to a new entity NEW_ID; both are known to be different then.

    Where NEW_ID was merged into ID, it comes back with the names that it had.

    \b
    Example:
      polyonym aliases split org:bsu org:bsu-az --name "Baku State University" --alias "BSU Baku"
    """
    with session.engine(home) as engine:
        edit = engine.aliases.split(entity_id, new_id, dry_run=dry_run, **said)
    return told(edit, as_json, dry_run)


@click.command()
@click.argument("file")
@edit_options
@click.pass_obj
def apply(session: Session, /, file: str, dry_run: bool, as_json: bool, home: str | None, **said: Any) -> int:
    """Carry out the edits in FILE (- is standard input) as one change set, all or nothing.

    A line is an edit with what its command takes, by name:
    {"do": "add", "id", "text", "lang", "kind", "source", "confidence", "since", "until", "status", "prior", "new",
    "country", "city", "part_of"}; {"do": "remove", "id", "text", "lang", "force"}; {"do": "edit", "id", "name", "kind",
    "country", "city", "part_of", "source", "related": [], "unrelated": []}; {"do": "edit", "id", "alias", "lang",
    "set": {}}; {"do": "merge", "id", "into"}; {"do": "split", "id", "new_id", "name", "aliases": [], "kind", "country",
    "city"}; {"do": "reject", "id", "text", "lang"}; {"do": "distinguish", "id", "other", "withdraw"}.

    \b
    Example:
      polyonym aliases apply edits.jsonl --dry-run
    """
    with session.engine(home) as engine:
        try:
            edit = engine.aliases.apply(file, dry_run=dry_run, **said)
        except BadRowsError as error:
            raise bad_rows(error) from error
    return told(edit, as_json, dry_run)
