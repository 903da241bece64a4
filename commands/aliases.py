"""`polyonym aliases`: the alias table.  Its commands lie in the modules `alias_...`."""

from __future__ import annotations

import click
from polyonym.commands import (
    alias_diff,
    alias_edits,
    alias_export,
    alias_files,
    alias_history,
    alias_joins,
    alias_lint,
    alias_lookup,
    alias_propose,
    alias_recover,
    alias_review,
)
from polyonym.commands.common import Session, home_option


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


for _command in (
    alias_files.import_,
    alias_export.export,
    alias_diff.diff,
    alias_diff.combine,
    alias_edits.add,
    alias_edits.remove,
    alias_edits.edit_,
    alias_edits.reject,
    alias_edits.distinguish,
    alias_joins.merge,
    alias_joins.split,
    alias_joins.apply,
    alias_lookup.find,
    alias_lookup.show,
    alias_lookup.contested,
    alias_lookup.stats,
    alias_lint.lint,
    alias_propose.propose,
    alias_review.review,
    alias_history.history,
    alias_history.undo,
    alias_recover.recover,
):
    aliases.add_command(_command)
