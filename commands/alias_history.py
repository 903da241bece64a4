"""`polyonym aliases history` and `undo`: the journal, and the way back."""

from __future__ import annotations

import re
from typing import Any

import click
from polyonym.aliases.journal import ChangeSet
from polyonym.base.errors import UsageError
from polyonym.commands.common import TEXT, Session, home_option, json_option
from polyonym.commands.edit_output import change_lines, change_row, edit_options, told
from polyonym.commands.output import plain, print_json
from polyonym.engine.engine import Engine

_RANGE = re.compile(r"(\d{1,18})(?:\.\.(\d{1,18}))?", re.ASCII)
_MOST = 100_000  # change sets undone at once


@click.command()
@click.argument("entity_id", metavar="ID", required=False, type=TEXT)
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="Change sets shown.")
@click.option("--show", "shown", metavar="NUMBER", type=click.IntRange(1, 2**63 - 1),
              help="Everything that this change set changed; with ID only that entity.")  # fmt: skip
@json_option
@home_option
@click.pass_obj
def history(
    session: Session, entity_id: str | None, limit: int, shown: int | None, as_json: bool, home: str | None
) -> int:
    """The change sets, newest first; those of one entity if its ID is given.

    \b
    Example:
      polyonym aliases history org:lntu
      polyonym aliases history --show 12
    """
    with session.engine(home) as engine:
        if shown is not None:
            return _show(engine, shown, entity_id, as_json)
        sets = engine.aliases.history(entity_id, limit=limit)
    for each in sets:
        print_json(_row(each)) if as_json else click.echo(_line(each))
    if not sets and not as_json:
        click.echo("no change is on record")
    return 0 if sets else 1


def _show(engine: Engine, number: int, entity_id: str | None, as_json: bool) -> int:
    if not as_json:
        click.echo(_line(engine.aliases.change_set(number)))
    changes = (each for each in engine.aliases.changes(number) if entity_id in (None, each.id))
    found = 1
    for change in changes:
        found = 0
        if as_json:
            print_json(change_row(change))
            continue
        for line in change_lines([change]):
            click.echo(line)
    if found == 1 and not as_json:
        click.echo(f"change set {number} didn't touch {plain(entity_id or 'anything')}")
    return found


def _row(each: ChangeSet) -> dict[str, Any]:
    about = {"id": each.id, "at": each.at, "who": each.who, "why": each.why, "undoes": each.undoes}
    return {**about, "added": each.added, "changed": each.changed, "removed": each.removed}


def _line(each: ChangeSet) -> str:
    counts = f"+{each.added} ~{each.changed} -{each.removed}"
    return plain(f"{each.id:>6}  {each.at}  {each.who}  {counts}  {each.why}")


@click.command()
@click.argument("change_sets", metavar="NUMBER...", nargs=-1, required=True, type=TEXT)
@edit_options
@click.pass_obj
def undo(
    session: Session, /, change_sets: tuple[str, ...], dry_run: bool, as_json: bool, home: str | None, **said: Any
) -> int:
    """Take change sets back (12, or 12..15 for all between), as one change set; later edits stay.

    It is refused where what was edited later contradicts or depends on it.  Undoing an undo does it again.

    \b
    Example:
      polyonym aliases undo 12
    """
    numbers = [number for each in change_sets for number in _numbers(each)]
    with session.engine(home) as engine:
        edit = engine.aliases.undo(*numbers, dry_run=dry_run, **said)
    return told(edit, as_json, dry_run)


def _numbers(text: str) -> range:
    found = _RANGE.fullmatch(text)
    if found is None:
        raise UsageError(f"{text!r:.60} is no change set; write a number like 12, or 12..15 for all between")
    first, last = int(found[1]), int(found[2] or found[1])
    if not 0 <= last - first < _MOST:
        raise UsageError(f"{text} are no change sets; write the first one first, and at most {_MOST:,} of them")
    return range(first, last + 1)
