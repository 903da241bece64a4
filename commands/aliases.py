"""`polyonym aliases`: the alias table.  Its commands lie in the modules `alias_...`."""

from __future__ import annotations

import click
from polyonym.commands.common import Session, home_option
from polyonym.commands.lazily import LazyGroup

_COMMANDS = {
    "import": "alias_files",
    "export": "alias_export",
    "diff": "alias_diff",
    "combine": "alias_diff",
    "find": "alias_lookup",
    "show": "alias_lookup",
    "stats": "alias_lookup",
    "contested": "alias_lookup",
    "add": "alias_edits",
    "edit": "alias_edits",
    "remove": "alias_edits",
    "reject": "alias_edits",
    "distinguish": "alias_edits",
    "merge": "alias_joins",
    "split": "alias_joins",
    "apply": "alias_joins",
    "lint": "alias_lint",
    "propose": "alias_propose",
    "review": "alias_review",
    "history": "alias_history",
    "undo": "alias_history",
    "recover": "alias_recover",
}
"""Command and the module of `commands/` that has it."""


@click.group(cls=LazyGroup, modules=_COMMANDS)
@home_option
@click.pass_obj
def aliases(session: Session, home: str | None) -> None:
    """Look up and edit the alias table.

    \b
    Example:
      polyonym aliases show org:lntu
    """
    session.home = home or session.home
