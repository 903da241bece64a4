"""`polyonym compare`: are these two names of one entity?"""

from __future__ import annotations

from typing import Any

import click
from polyonym.base.errors import UsageError
from polyonym.base.rows import Row
from polyonym.commands.batch import check_batch, kind_of, needed, run_batch
from polyonym.commands.common import TEXT, batch_options, home_option, json_option
from polyonym.commands.output import print_json
from polyonym.commands.resolve import KINDS, name_checked
from polyonym.engine.matching.compare import Comparison
from polyonym.engine.matching.compare import compare as compare_names


@click.command()
@click.argument("names", nargs=-1, metavar="A B", type=TEXT)
@click.option("--kind", type=KINDS, help="What is named.")
@batch_options
@json_option
@home_option
def compare(
    names: tuple[str, ...], kind: str | None, source: str | None, output: str, as_json: bool, home: str | None
) -> int:
    """Are these two names of one entity?

    No table is asked, only the names themselves.  The exit status is 0 if they match, 1 if not.

    \b
    Example:
      polyonym compare "Николайчик Юрий" "Nikalaichyk Yury"
    """
    check_batch(source, output, NAME=names)
    if source is not None:
        return run_batch(source, output, lambda row: _row(row, kind))
    if len(names) != 2:
        raise UsageError(f"two names are compared, not {len(names)}; type both, or --input FILE")
    result = _compared(*names, kind=kind)
    if as_json:
        print_json(_answer(result))
    else:
        click.secho("the same" if result.match else "not the same", nl=False, bold=True)
        click.echo(f" ({result.score:.2f}): {result.reason}")
    return 0 if result.match else 1


def _row(row: Row, kind: str | None) -> dict[str, Any]:
    return _answer(_compared(needed(row, "a"), needed(row, "b"), kind=kind_of(row) or kind))


def _compared(a: str, b: str, *, kind: str | None) -> Comparison:
    return compare_names(name_checked(a), name_checked(b), kind=kind)


def _answer(result: Comparison) -> dict[str, Any]:
    return {"score": result.score, "match": result.match, "reason": result.reason}
