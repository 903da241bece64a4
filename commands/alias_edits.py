"""`polyonym aliases add`, `remove`, `history` and `undo`: edits, each a change set."""

from __future__ import annotations

from typing import Any

import click
from polyonym.aliases.journal import ChangeSet
from polyonym.aliases.model import AliasKind
from polyonym.commands.common import TEXT, Session, home_option, json_option
from polyonym.commands.output import plain, print_json, several
from polyonym.engine.aliasing import Edit

_KINDS = click.Choice([str(kind) for kind in AliasKind])
_why = click.option("--why", default="", type=TEXT, help="Why, for the journal.")


@click.command()
@click.argument("entity_id", metavar="ID", type=TEXT)
@click.argument("text", type=TEXT)
@click.option("--lang", metavar="TAG", type=TEXT, help="The language of the name (BCP 47).")
@click.option("--kind", type=_KINDS, default="variant", show_default=True, help="What sort of name it is.")
@click.option("--source", type=TEXT, help="Where the fact can be checked.")
@click.option("--confidence", type=click.FloatRange(0, 1), default=1.0, show_default=True, help="How sure it is.")
@click.option("--since", metavar="DATE", type=TEXT, help="In use from.")
@click.option("--until", metavar="DATE", type=TEXT, help="In use until.")
@_why
@json_option
@home_option
@click.pass_obj
def add(session: Session, /, entity_id: str, text: str, as_json: bool, home: str | None, **said: Any) -> int:
    """Give an entity one more name; articles that contain it are tagged again.

    \b
    Example:
      polyonym aliases add org:lntu "Ляонинский технический университет" --lang ru
    """
    with session.engine(home) as engine:
        edit = engine.aliases.add(entity_id, text, **said)
    return _told(edit, "the name is already there", as_json)


@click.command()
@click.argument("entity_id", metavar="ID", type=TEXT)
@click.argument("text", type=TEXT)
@click.option("--lang", metavar="TAG", type=TEXT, help="Only the one of this language.")
@_why
@json_option
@home_option
@click.pass_obj
def remove(
    session: Session, entity_id: str, text: str, lang: str | None, why: str, as_json: bool, home: str | None
) -> int:
    """Take a name from an entity; articles that mention the entity are tagged again.

    \b
    Example:
      polyonym aliases remove org:lntu "LTU"
    """
    with session.engine(home) as engine:
        edit = engine.aliases.remove(entity_id, text, lang=lang, why=why)
    return _told(edit, "nothing had to be done", as_json)


@click.command()
@click.argument("entity_id", metavar="ID", required=False, type=TEXT)
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="Change sets shown.")
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
        print_json(_row(each)) if as_json else click.echo(_line(each))
    if not sets and not as_json:
        click.echo("no change is on record")
    return 0 if sets else 1


def _row(each: ChangeSet) -> dict[str, Any]:
    about = {"id": each.id, "at": each.at, "who": each.who, "why": each.why, "undoes": each.undoes}
    return {**about, "added": each.added, "changed": each.changed, "removed": each.removed}


def _line(each: ChangeSet) -> str:
    counts = f"+{each.added} ~{each.changed} -{each.removed}"
    return plain(f"{each.id:>6}  {each.at}  {each.who}  {counts}  {each.why}")


@click.command()
@click.argument("change_set", type=click.IntRange(1, 2**63 - 1))
@json_option
@home_option
@click.pass_obj
def undo(session: Session, change_set: int, as_json: bool, home: str | None) -> int:
    """Bring back what a change set changed, as a change set of its own.

    \b
    Example:
      polyonym aliases undo 12
    """
    with session.engine(home) as engine:
        edit = engine.aliases.undo(change_set)
    return _told(edit, "nothing had to be done", as_json)


def _told(edit: Edit, nothing: str, as_json: bool) -> int:
    if as_json:
        print_json({"change_set": edit.table.change_set, "articles": list(edit.articles)})
    elif edit.table.change_set is None:
        click.echo(nothing)
    else:
        click.echo(f"change set {edit.table.change_set}; {several(len(edit.articles), 'article')} tagged again")
    return 0
