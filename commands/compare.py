"""`polyonym compare`: are these two names of one entity?"""

from __future__ import annotations

from typing import Any

import click
from polyonym.base.errors import UsageError
from polyonym.base.rows import Row
from polyonym.commands.batch import needed, run_batch, text_of
from polyonym.commands.common import Session, batch_options, home_option, json_option, print_json
from polyonym.commands.resolve import KINDS
from polyonym.engine.matching.compare import Comparison
from polyonym.engine.matching.compare import compare as compare_names


@click.command()
@click.argument("names", nargs=-1, metavar="A B")
@click.option("--kind", type=KINDS, help="What is named.")
@batch_options
@json_option
@home_option
@click.pass_obj
def compare(
    session: Session,
    names: tuple[str, ...],
    kind: str | None,
    source: str | None,
    output: str,
    as_json: bool,
    home: str | None,
) -> int:
    """Are these two names of one entity?

    \b
    Example:
      polyonym compare "Николайчик Юрий" "Nikalaichyk Yury"
    """
    if source is not None:
        return run_batch(source, output, lambda row: _row(row, kind))
    if len(names) != 2:
        raise UsageError(f"two names are compared, not {len(names)}; type both, or --input FILE")
    result = compare_names(names[0], names[1], kind=kind)
    if as_json:
        print_json(_answer(result))
    else:
        click.echo(f"{'the same' if result.match else 'not the same'} ({result.score:.2f}): {result.reason}")
    return 0 if result.match else 1


def _row(row: Row, kind: str | None) -> dict[str, Any]:
    asked = text_of(row, "kind", needed=False) or kind
    return _answer(compare_names(needed(row, "a"), needed(row, "b"), kind=asked))


def _answer(result: Comparison) -> dict[str, Any]:
    return {"score": result.score, "match": result.match, "reason": result.reason}
