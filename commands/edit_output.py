"""What the commands that edit an alias table share: their options, and what they say they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click
from polyonym.aliases.journal import Change
from polyonym.aliases.model import Entity
from polyonym.aliases.records import row_of
from polyonym.aliases.wording import differences, heading
from polyonym.commands.common import TEXT, Command, home_option, json_option
from polyonym.commands.output import plain, print_json, several
from polyonym.engine.following import Edit

_LONGEST = 1000
_COUNTS = ("added", "changed", "removed", "aliases_added", "aliases_changed", "aliases_removed")


def edit_options(command: Command) -> Command:
    """`--why`, `--dry-run`, `--json` and `--home`."""
    why = click.option("--why", default="", type=TEXT, help="Why, for the journal.")
    dry_run = click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
    return why(dry_run(json_option(home_option(command))))


def told(edit: Edit, as_json: bool, dry_run: bool, *, nothing: str = "nothing had to be done") -> int:
    """Say what an edit did, or would do; the exit status."""
    if as_json:
        print_json(_row(edit, dry_run))
    elif not edit.table.touched:
        click.echo(nothing)
    elif dry_run:
        _preview(edit)
    else:
        what = f"{several(len(edit.articles), 'article')} tagged again"
        if edit.behind:
            what = "articles keep the names that they had; index them again"
        click.echo(f"change set {edit.table.change_set}; {what}")
    return 0


def _row(edit: Edit, dry_run: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"change_set": edit.table.change_set, "articles": list(edit.articles)}
    row.update({key: getattr(edit.table, key) for key in _COUNTS})
    if dry_run:
        row |= {"dry_run": True, "changes": [change_row(each) for each in edit.table.changes]}
    return row


def change_row(change: Change) -> dict[str, Any]:
    """A change for machines: the entity before and after, null where it isn't there."""
    return {"id": change.id, "before": _entity(change.before), "after": _entity(change.after)}


def _entity(entity: Entity | None) -> dict[str, Any] | None:
    return None if entity is None else row_of(entity)


def _preview(edit: Edit) -> None:
    for line in change_lines(edit.table.changes):
        click.echo(line)
    more = edit.table.touched - len(edit.table.changes)
    if more > 0:
        click.echo(f"… and {several(more, 'entity')} more")
    click.echo("this was a dry run; nothing was changed")


def change_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Changes for people, line by line."""
    for change in changes:
        yield click.style(plain(heading(change.before, change.after), most=_LONGEST), bold=True)
        for line in differences(change.before, change.after):
            yield f"  {plain(line, most=_LONGEST)}"
