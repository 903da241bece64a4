"""`polyonym aliases recover`: a damaged alias table built again."""

from __future__ import annotations

from dataclasses import asdict

import click
from polyonym.commands.common import Session, home_option, json_option
from polyonym.commands.output import print_json
from polyonym.engine.recovery import Recovery, recover_table


@click.command()
@click.option("--dry-run", is_flag=True, help="Only tell what would be recovered.")
@json_option
@home_option
@click.pass_obj
def recover(session: Session, dry_run: bool, as_json: bool, home: str | None) -> int:
    """Build a damaged alias table again from its journal, its rows and the compiled lexicon.

    The damaged file stays beside it as aliases.sqlite.damaged-1. A sound table is left as it is.

    The exit status is 0 where the table is sound now, 1 where something of it may be lost.

    \b
    Example:
      polyonym aliases recover --dry-run
    """
    with session.engine(home) as engine:
        recovery = recover_table(engine, dry_run=dry_run)
        if recovery.found is not None and not dry_run:
            _ = engine.lexicon  # compiled now, so that the next command starts at once
    if as_json:
        print_json(_row(recovery))
    else:
        click.echo("\n".join(recovery.sentences()))
        if recovery.kept is not None:
            click.echo(f"the damaged table is kept as {recovery.kept}")
    return 0 if recovery.found is None or recovery.found.exact else 1


def _row(recovery: Recovery) -> dict[str, object]:
    kept = None if recovery.kept is None else str(recovery.kept)
    told = {} if recovery.found is None else asdict(recovery.found)
    return {"sound": recovery.found is None, **told, "kept": kept}
